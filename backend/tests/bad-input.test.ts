import { OPERATIONS } from '#app'
import type { Operation } from '#platform/contract.ts'

import { openTestShop, type TestShop } from './support/shop.ts'

let shop: TestShop
let owner: Awaited<ReturnType<TestShop['as']>>
beforeAll(async () => {
  shop = await openTestShop()
  owner = await shop.as('owner')
})
afterAll(async () => await shop.close())

const A_MEGABYTE = 'x'.repeat(1_000_000)
const DEEP = '['.repeat(50_000) + ']'.repeat(50_000)

/** What any field may be sent as; none of it fits any. */
const NONSENSE: readonly unknown[] = [
  null,
  -1,
  1.5,
  1e21,
  9e15,
  '',
  ' ',
  '\0',
  '<script>',
  'x'.repeat(10_000),
  [],
  {},
  [[]],
  true,
  '🫖'.repeat(50),
  '%00',
  String.fromCharCode(0xd800),
  "'; drop table product; --",
]

const RAW_BODIES: readonly (readonly [name: string, body: string | Buffer, status: number])[] = [
  ['malformed JSON', '{', 400],
  ['a number that is none', '{"quantity":1e400}', 400],
  ['no object', '"text"', 400],
  ['an attempt on the prototype', '{"__proto__":{"role":"owner"}}', 400],
  ['50,000 levels deep', DEEP, 400],
  ['invalid UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400],
  ['a megabyte of text', JSON.stringify({ title: A_MEGABYTE }), 413],
]

const withBody = OPERATIONS.filter(({ body }) => body !== undefined)
const nameOf = ({ method, path }: Operation) => `${method.toUpperCase()} ${path}`
const pathOf = ({ path }: Operation, value = '01900000-0000-7000-8000-00000000dead') =>
  path.replaceAll(/\{\w+\}/g, encodeURIComponent(value.toWellFormed()))

function send(operation: Operation, path = pathOf(operation)) {
  return owner[operation.method](path)
}

function expectProblem(response: { status: number; type: string; body: Record<string, unknown> }) {
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(response.status).toBeLessThan(500)
  expect(response.type).toBe('application/problem+json')
  expect(response.body).toMatchObject({
    type: expect.stringMatching(/^\/problems\//),
    status: response.status,
    detail: expect.any(String),
  })
}

describe.each(withBody.map((operation) => [nameOf(operation), operation] as const))(
  '%s',
  (_name, operation) => {
    test.each(RAW_BODIES)('%s', async (_what, body, status) => {
      const response = await send(operation).set('content-type', 'application/json').send(body)

      expectProblem(response)
      expect([status, 404]).toContain(response.status)
    })

    test('another content type: 415', async () => {
      const response = await send(operation)
        .set('content-type', 'application/x-www-form-urlencoded')
        .send('a=1')

      expectProblem(response)
      expect(response.status).toBe(415)
    })

    test('an unknown field: 400, and it is named', async () => {
      const response = await send(operation).send({ unheardOf: 1 })

      expectProblem(response)
      expect(response.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain(
        '#/body/unheardOf',
      )
    })

    test('nonsense in every field: a problem that names every fault', async () => {
      const fields = Object.keys(Reflect.get(operation.body ?? {}, 'shape') ?? {})
      for (const value of NONSENSE) {
        const body = Object.fromEntries(fields.map((field) => [field, value]))
        const response = await send(operation).send(body)
        if (response.status >= 300) expectProblem(response)
      }
    })
  },
)

describe.each(OPERATIONS.map((operation) => [nameOf(operation), operation] as const))(
  '%s',
  (_name, operation) => {
    test('nonsense in the path and the query: never a defect', async () => {
      const fields = Object.keys(Reflect.get(operation.query ?? {}, 'shape') ?? { q: 1 })
      // Longer addresses than this are refused by Node itself, with 431.
      for (const value of NONSENSE.map((one) => String(one).slice(0, 400))) {
        const query = new URLSearchParams(
          fields.map((field): [string, string] => [field, value]),
        ).toString()
        const response = await send(operation, `${pathOf(operation, value || '-')}?${query}`)
        if (response.status >= 300) expectProblem(response)
      }
    })

    test('a query parameter nobody knows', async () => {
      const response = await send(operation, `${pathOf(operation)}?unheardOf=1`)
      if (!operation.query) return
      expectProblem(response)
      expect(response.body.errors).toContainEqual({
        pointer: '#/query/unheardOf',
        detail: expect.any(String),
      })
    })
  },
)

test('no nonsense was a defect', () => {
  expect(shop.logged.filter((line) => line.includes('a defect'))).toEqual([])
})

describe('the edge', () => {
  test.each(['/api/nowhere', '/nowhere', '/api', '/%E0%A4%A', '/api/products/%00'])(
    '%s: a problem',
    async (path) => {
      expectProblem(await shop.request().get(path))
    },
  )

  test('a preflight from elsewhere is not let in, one from the shop is', async () => {
    const preflight = async (origin: string) =>
      (
        await shop
          .request()
          .options('/api/cart')
          .set('origin', origin)
          .set('access-control-request-method', 'PUT')
      ).headers['access-control-allow-origin']

    expect(await preflight(shop.url)).toBe(shop.url)
    for (const origin of ['https://evil.example', `${shop.url}.evil.example`, 'null']) {
      expect(await preflight(origin)).toBeUndefined()
    }
  })

  test('every answer carries the headers that keep a page safe', async () => {
    const { headers } = await shop.request().get('/healthz')

    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    })
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['x-request-id']).toEqual(expect.any(String))
  })
})
