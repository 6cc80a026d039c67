import { z } from 'zod'

import { Instant, MANAGERS, operation, STAFF } from '#platform/contract.ts'

import { LAW_NAMES } from './rules.ts'

const Status = z.object({ status: z.literal('ok') }).readonly()

export const ViewHealth = operation({
  method: 'get',
  path: '/healthz',
  as: 'anyone',
  summary: 'Whether the process answers; asks nothing else',
  reply: Status,
})

export const ViewReadiness = operation({
  method: 'get',
  path: '/readyz',
  as: 'anyone',
  summary: 'Whether the database answers and has every migration this version needs',
  reply: Status,
})

export const ViewMetrics = operation({
  method: 'get',
  path: '/metrics',
  as: 'anyone',
  summary: "Metrics in Prometheus' text format, for the bearer of the metrics token",
})

export const ViewOpenApi = operation({
  method: 'get',
  path: '/api/openapi.json',
  as: 'anyone',
  summary: 'This API as an OpenAPI 3.1 document',
  reply: z.looseObject({ openapi: z.string() }),
})

export const ViewApiDocs = operation({
  method: 'get',
  path: '/api/docs',
  as: 'anyone',
  summary: 'This API as a page to read',
})

export const ViewApiDocsStyle = operation({
  method: 'get',
  path: '/api/docs/style.css',
  as: 'anyone',
  summary: 'How that page looks',
})

const BooksExample = z
  .object({
    detail: z.string().describe('What is off, in words'),
    order: z.object({ id: z.string(), number: z.int() }).readonly().nullable(),
  })
  .readonly()

export const BooksView = z
  .object({
    checkedAt: Instant.nullable().describe('Null until the first check'),
    balanced: z.boolean().nullable(),
    laws: z
      .array(
        z
          .object({
            law: z.enum(LAW_NAMES),
            says: z.string(),
            breaches: z.int(),
            examples: z.array(BooksExample).readonly(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly()
export type BooksView = z.output<typeof BooksView>

export const ViewBooks = operation({
  method: 'get',
  path: '/api/admin/books',
  as: STAFF,
  summary: 'Whether money and stock keep their laws, as of the last check, and what is off',
  reply: BooksView,
})

export const CheckBooks = operation({
  method: 'post',
  path: '/api/admin/books/checks',
  as: MANAGERS,
  summary: 'Checks money and stock against their laws now',
  status: 201,
  reply: BooksView,
})
