import { z } from 'zod'

import { Email, Money, operation } from '#platform/contract.ts'

import { writeDocsPage } from './docs-page.ts'
import { operationsIn, tagOf, writeOpenApi } from './openapi.ts'

const contract = {
  GiveCredit: operation({
    method: 'post',
    path: '/api/admin/credits/{id}',
    as: ['owner', 'manager'],
    summary: 'Gives <credit> & thanks',
    params: z.strictObject({ id: z.uuid() }),
    query: z.strictObject({ notify: z.enum(['yes', 'no']).default('yes') }),
    body: z.strictObject({ email: Email, amount: Money }),
    status: 201,
    reply: z.object({ email: Email, given: Money, by: z.string().nullable() }),
  }),
  Ping: operation({ method: 'get', path: '/ping', as: 'anyone', summary: 'Answers' }),
  notAnOperation: 'text',
}

const written = async () => await writeOpenApi(operationsIn(contract))
const document = async () => JSON.parse(await written())

test('an operation: where it is, who may call it, what it takes and answers, how it refuses', async () => {
  const { openapi, paths } = await document()
  const { post } = paths['/api/admin/credits/{id}']

  expect(openapi).toBe('3.1.0')
  expect(post).toMatchObject({
    tags: ['admin: credits'],
    security: [{ bearer: [] }],
    description: 'For owner, manager.',
    parameters: [
      { in: 'path', name: 'id', required: true },
      { in: 'query', name: 'notify', schema: { default: 'yes' } },
    ],
  })
  expect(post.requestBody.content['application/json'].schema).toMatchObject({
    required: ['email', 'amount'],
    additionalProperties: false,
  })
  expect(Object.keys(post.responses)).toEqual(['201', '400', '401', '403', '404', 'default'])
  expect(post.responses['404'].content).toEqual({
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  })
})

test('an answer with a tidied value in it: described by its kind, and open to new members', async () => {
  const { paths } = await document()
  const { responses } = paths['/api/admin/credits/{id}'].post

  expect(responses['201'].content['application/json'].schema).toEqual({
    type: 'object',
    required: ['email', 'given', 'by'],
    properties: {
      email: expect.objectContaining({ type: 'string', format: 'email' }),
      given: { $ref: '#/components/schemas/Money' },
      by: { type: ['string', 'null'] },
    },
  })
})

test('an operation for anyone that takes nothing: no security, and no refusal that cannot happen', async () => {
  const { get } = (await document()).paths['/ping']

  expect(get).not.toHaveProperty('security')
  expect(Object.keys(get.responses)).toEqual(['200', 'default'])
})

test.each([
  ['/api/products/{slug}', 'products'],
  ['/api/admin/orders/{id}/refunds', 'admin: orders'],
  ['/api/docs', 'operations'],
  ['/healthz', 'operations'],
])('%s belongs to "%s"', (path, tag) => {
  expect(tagOf(path)).toBe(tag)
})

test('the page: every operation is on it, escaped, with nothing inline and nothing from elsewhere', async () => {
  const page = writeDocsPage(await written())

  expect(page).toContain('<code>/api/admin/credits/{id}</code>')
  expect(page).toContain('Gives &#60;credit&#62; &#38; thanks')
  expect(page).toContain('given: <a href="#Money">Money</a>')
  expect(page).not.toMatch(/<script|<style|style=|onclick|https?:/)
})
