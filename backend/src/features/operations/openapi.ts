import { z } from 'zod'
import type {
  ZodOpenApiObject,
  ZodOpenApiOperationObject,
  ZodOpenApiOverride,
  ZodOpenApiPathsObject,
} from 'zod-openapi'

import { Address, Money, type Operation, Option, Picture, ProblemView } from '#platform/contract.ts'

const CONVENTIONS =
  'Money is in minor units of its currency, times are RFC 3339 in UTC, lists are paged by an opaque cursor, and every error is an ' +
  'RFC 9457 problem document. Names that an operation does not know are refused.'

/** The operations among what contract files export. */
export function operationsIn(...contracts: readonly object[]): readonly Operation[] {
  return contracts.flatMap((contract) => Object.values(contract).filter(isOperation))
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' &&
  value !== null &&
  'method' in value &&
  'path' in value &&
  'summary' in value

/** The document as JSON. The library that makes it is loaded here, since most instances are never asked. */
export async function writeOpenApi(operations: readonly Operation[]): Promise<string> {
  const { createDocument } = await import('zod-openapi')
  const sorted = operations.toSorted(
    (a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path) || place(a) - place(b),
  )
  const description: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: { title: 'Sellthrough', version: '1', description: CONVENTIONS },
    tags: [...new Set(sorted.map(({ path }) => tagOf(path)))].map((name) => ({ name })),
    paths: pathsOf(sorted),
    components: {
      schemas: { Address, Money, Option, Picture, Problem: ProblemView },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
  return JSON.stringify(createDocument(description, { override: tidied }))
}

/**
 * Answers may gain members, so none is described as closed. A transform in an answer tidies a value and leaves it of its kind, so
 * the answer is described by what goes into it.
 */
const tidied: ZodOpenApiOverride = ({ zodSchema, jsonSchema, io }) => {
  if (io === 'input') return
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (!(zodSchema instanceof z.ZodPipe)) return
  const { in: before, out: transform } = zodSchema.def
  if (!(transform instanceof z.ZodTransform)) return
  const { $schema: _dialect, ...described } = z.toJSONSchema(before, { io: 'input' })
  Object.assign(jsonSchema, described)
}

/** What customers use first, then the owner's, then the machinery. */
const rank = ({ path }: Operation): number =>
  ['operations', 'webhooks'].includes(tagOf(path)) ? 2 : Number(path.startsWith('/api/admin/'))

const place = ({ method }: Operation): number =>
  ['get', 'post', 'put', 'patch', 'delete'].indexOf(method)

/** `/api/admin/orders/{id}` belongs to "admin: orders", and what stands outside `/api/` to "operations". */
export function tagOf(path: string): string {
  const [, api, area = '', topic = ''] = path.split('/')
  if (api !== 'api' || area === 'docs' || area === 'openapi.json') return 'operations'
  return area === 'admin' ? `admin: ${topic}` : area
}

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {}
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  }
  return paths
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { path, summary, as, params, query, body } = operation
  return {
    tags: [tagOf(path)],
    summary,
    ...(as !== 'anyone' && { security: [{ bearer: [] }] }),
    ...descriptionOf(operation),
    requestParams: {
      ...(params instanceof z.ZodObject && { path: params }),
      ...(query instanceof z.ZodObject && { query }),
    },
    ...(body && { requestBody: { required: true, content: json(body) } }),
    responses: { ...expected(operation), ...refusals(operation) },
  }
}

function descriptionOf({ as, description }: Operation) {
  if (as === 'anyone') return description === undefined ? {} : { description }
  const whom = as === 'signed_in' ? 'For any account.' : `For ${as.join(', ')}.`
  return { description: description === undefined ? whom : `${whom} ${description}` }
}

function expected({ status = 200, reply, replyType, otherReplies = {} }: Operation) {
  const file = replyType && {
    [replyType]: { schema: { type: 'string', format: 'binary' } as const },
  }
  const content = reply ? json(reply) : file
  const others = Object.entries(otherReplies).map(([other, schema]) => [
    other,
    { description: OTHERWISE[other] ?? 'As asked', content: json(schema) },
  ])
  return {
    [`${status}`]: { description: 'As asked', ...(content && { content }) },
    ...Object.fromEntries(others),
  }
}

const OTHERWISE: Readonly<Record<string, string>> = { '202': 'Taken in; it is done in its turn' }

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemView } },
})

function refusals({ as, params, query, body }: Operation) {
  return {
    ...((params ?? query ?? body) && { '400': problem('Invalid; `errors` names every fault') }),
    ...(as !== 'anyone' && { '401': problem('Nobody is signed in') }),
    ...(Array.isArray(as) && { '403': problem('The account has not the role for it') }),
    ...(params && { '404': problem('There is none, or none that the caller may see') }),
    default: problem('Another refusal, or a defect'),
  }
}

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
