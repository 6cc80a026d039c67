import { z } from 'zod'

import { Instant, line, MANAGERS, operation, page, paging, STAFF } from '#platform/contract.ts'

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

const DEAD_LETTER_STATUSES = ['waiting', 'sent_again', 'done', 'discarded'] as const
export type DeadLetterStatus = (typeof DEAD_LETTER_STATUSES)[number]

export const DeadLetterView = z
  .object({
    id: z.string(),
    status: z.enum(DEAD_LETTER_STATUSES),
    job: z.string().nullable().describe('Null when the message cannot be read'),
    says: z.string().describe('What has not been done, in words'),
    order: z.object({ id: z.string(), number: z.int() }).readonly().nullable(),
    error: z
      .string()
      .nullable()
      .describe('What went wrong last; null when the worker ended before it could say'),
    attempts: z.int(),
    content: z.string().describe('What the job was given, without secrets'),
    canBeSentAgain: z.boolean(),
    failedAt: Instant,
    sentAgainAt: Instant.nullable(),
    endedAt: Instant.nullable().describe('When it was done or discarded'),
  })
  .readonly()
export type DeadLetterView = z.output<typeof DeadLetterView>

const ScheduledJobView = z
  .object({
    name: z.string(),
    says: z.string(),
    everySeconds: z.int(),
    lastStartedAt: Instant.nullable().describe('Null before its first run'),
    lastFinishedAt: Instant.nullable(),
    lastResult: z.enum(['done', 'failed']).nullable(),
    error: z.string().nullable(),
    isLate: z.boolean().describe('It should have run again since'),
  })
  .readonly()
export type ScheduledJobView = z.output<typeof ScheduledJobView>

export const BackgroundView = z
  .object({
    queued: z
      .int()
      .nullable()
      .describe('Jobs in the queue, waiting or in hand, about; null when it does not answer'),
    unsent: z.int().describe('Events that wait to be sent to the queue'),
    oldestUnsentSeconds: z.int(),
    deadLetters: z.int().describe('Jobs that failed too often and wait for a person'),
    scheduled: z.array(ScheduledJobView).readonly(),
  })
  .readonly()
export type BackgroundView = z.output<typeof BackgroundView>

export const ViewBackground = operation({
  method: 'get',
  path: '/api/admin/jobs',
  as: MANAGERS,
  summary: 'How the work behind the scenes stands: what waits, what failed, what the clock called',
  reply: BackgroundView,
})

export const ListDeadLetters = operation({
  method: 'get',
  path: '/api/admin/jobs/dead-letters',
  as: MANAGERS,
  summary: 'Jobs that failed too often, newest first; those that are open unless a status is given',
  query: z.strictObject({
    ...paging(100, 50),
    cursor: z.uuid().optional(),
    status: z.enum(DEAD_LETTER_STATUSES).optional(),
  }),
  reply: page(DeadLetterView),
})

export const RetryAllDeadLetters = operation({
  method: 'post',
  path: '/api/admin/jobs/dead-letters/retry',
  as: MANAGERS,
  summary: 'Sends again every dead letter that waits and can be, up to 200 at a time',
  reply: z.object({ sentAgain: z.int(), left: z.int().describe('How many still wait') }).readonly(),
})

const LetterParams = z.strictObject({ id: z.uuid() })

export const RetryDeadLetter = operation({
  method: 'post',
  path: '/api/admin/jobs/dead-letters/{id}/retry',
  as: MANAGERS,
  summary: 'Sends a dead letter again; one that is on its way already is left to arrive',
  params: LetterParams,
  reply: DeadLetterView,
})

export const DiscardDeadLetter = operation({
  method: 'post',
  path: '/api/admin/jobs/dead-letters/{id}/discard',
  as: MANAGERS,
  summary: 'Leaves a dead letter undone for good; who did so and why is kept in the audit',
  params: LetterParams,
  body: z.strictObject({ reason: line(500) }),
  reply: DeadLetterView,
})
