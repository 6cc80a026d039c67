import { STATUS_CODES } from 'node:http'

import type { ErrorRequestHandler, RequestHandler } from 'express'

import { isDatabaseAway } from '#platform/db.ts'
import { Problem, type ProblemKind, problemType } from '#platform/problem.ts'

const STATUS: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'changed-meanwhile': 412,
  'too-large': 413,
  unsupported: 415,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
}

const noSuchRoute = problemType('no-such-route', 'not-found', 'No such route')
const malformed = problemType('malformed-request', 'invalid', 'The request cannot be read')
const away = problemType('shop-busy', 'unavailable', 'The shop cannot answer just now')
const tooLarge = problemType('too-large', 'too-large', 'That is too much')
const unsupported = problemType(
  'unsupported-content',
  'unsupported',
  'The content type is not accepted',
)

/** After every route: whatever nobody answered is a problem too. */
export const notFoundHandler: RequestHandler = (req) => {
  throw noSuchRoute(`Nothing answers ${req.method} ${req.path}.`)
}

export interface ErrorListeners {
  /** Told of what nobody meant. */
  readonly onDefect: (error: unknown) => void
  /** Told of what kept the shop from doing what it was asked: Stripe or the database was away. */
  readonly onTrouble: (error: unknown) => void
}

/** The last middleware: every error leaves the shop as one RFC 9457 problem document. */
export function problemHandler({ onDefect, onTrouble }: ErrorListeners): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)

    const { body, headers } = describe(error)
    if (body.status === 503) onTrouble(error)
    else if (body.status >= 500) onDefect(error)

    res
      .status(body.status)
      .set(headers)
      .type('application/problem+json')
      .send(JSON.stringify({ ...body, instance: req.originalUrl }))
  }
}

interface Description {
  readonly body: { readonly status: number } & Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
}

function describe(error: unknown): Description {
  const problem = error instanceof Problem ? error : refusalFor(error)
  if (!problem) {
    return { body: { type: 'about:blank', title: STATUS_CODES[500], status: 500 }, headers: {} }
  }

  const { retryAfterSeconds } = problem.members
  return {
    body: documentOf(problem),
    headers: typeof retryAfterSeconds === 'number' ? { 'retry-after': `${retryAfterSeconds}` } : {},
  }
}

/** What a problem looks like on the wire (RFC 9457), without the address that was asked for. */
export function documentOf({ code, kind, title, message: detail, members }: Problem) {
  return { ...members, type: `/problems/${code}`, title, status: STATUS[kind], detail }
}

function refusalFor(error: unknown): Problem | undefined {
  if (isDatabaseAway(error)) {
    return away(
      'The shop cannot reach its books just now. Nothing was changed; try again in a moment.',
      {
        retryAfterSeconds: 5,
      },
    )
  }
  return error instanceof Error && 'status' in error ? refusalByExpress(error.status) : undefined
}

/** Express's own refusals, such as malformed JSON, carry a status; it is trusted only below 500. */
function refusalByExpress(status: unknown): Problem | undefined {
  if (status === 404) return noSuchRoute('There is nothing at this address.')
  if (status === 413) return tooLarge('The request is larger than this takes. Nothing was changed.')
  if (status === 415)
    return unsupported('The encoding or character set is not one this takes: send UTF-8.')
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return malformed('The request is not well formed. Nothing was changed.')
  }
  return undefined
}
