import { parseCookie } from 'cookie'
import type { Request, RequestHandler, Response, Router } from 'express'
import type { z } from 'zod'

import type { Access, Operation } from '#platform/contract.ts'
import { problemType } from '#platform/problem.ts'

import { type Caller, callerOf, type SignedIn } from './caller.ts'

export const invalidRequest = problemType('invalid-request', 'invalid', 'The request is not valid')
export const signInRequired = problemType('sign-in-required', 'unauthenticated', 'Sign in first')
export const notAllowed = problemType('not-allowed', 'forbidden', 'You may not do that')
const unsupported = problemType(
  'unsupported-content',
  'unsupported',
  'The content type is not accepted',
)

type Part = 'params' | 'query' | 'body'

/** What of the request's envelope a route may read. */
export interface Envelope {
  readonly ip: string
  cookie(name: string): string | undefined
  header(name: string): string | undefined
  /** The untouched bytes, on the routes that ask for them. */
  readonly rawBody: Buffer | undefined
}

type Input<Op extends Operation> = {
  [K in keyof Op & Part]: Op[K] extends z.ZodType ? z.output<Op[K]> : never
} & { caller: Op['as'] extends 'anyone' ? Caller : SignedIn; request: Envelope }

export interface Reply {
  readonly status?: number
  /** Left out for an answer without content. */
  readonly body?: unknown
  /** A body that is JSON already, from a query that wrote it. */
  readonly json?: string
  /** A body that is a file; its headers say of which type. */
  readonly bytes?: Buffer
  readonly headers?: Readonly<Record<string, string>>
  /** Whole `Set-Cookie` values. */
  readonly cookies?: readonly string[]
}

/**
 * Puts an operation's handler where its contract says: it admits the caller, validates every part, then answers. In tests
 * (`app.set('check replies', true)`) an answer that breaks its own contract is a defect.
 */
export function route<const Op extends Operation>(
  router: Router,
  operation: Op,
  handle: (input: Input<Op>) => Promise<Reply>,
): void {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1')
  const answer: RequestHandler = async (req, res) => {
    res.locals['route'] = operation.path
    const caller = callerOf(req)
    admit(operation.as, caller)

    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parse() has just checked each part
    const input = {
      ...parse(operation, req),
      caller,
      request: envelope(req, res),
    } as unknown as Input<Op>
    send(operation, res, await handle(input))
  }
  router[operation.method](path, answer)
}

export const ok = (body: unknown): Reply => ({ body })

/** What an answer has unless it says otherwise. */
const USUAL_HEADERS = {
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=utf-8',
}

function send(operation: Operation, res: Response, reply: Reply): void {
  const { status = operation.status ?? 200, headers, cookies = [] } = reply
  res.status(status)
  for (const cookie of cookies) res.append('set-cookie', cookie)

  const body = reply.bytes ?? textOf(reply)
  if (body === undefined) {
    res.set(headers ?? {}).end()
    return
  }
  if (status < 300) check(res, schemaOf(operation, status), body)
  res.set({ ...USUAL_HEADERS, ...headers }).send(body)
}

function check(res: Response, schema: z.ZodType | undefined, body: string | Buffer): void {
  if (res.app.get('check replies') === true && typeof body === 'string') {
    schema?.parse(JSON.parse(body))
  }
}

const schemaOf = ({ otherReplies = {}, reply }: Operation, status: number) =>
  otherReplies[status] ?? reply

function textOf({ json, body }: Reply): string | undefined {
  return json ?? (body === undefined ? undefined : JSON.stringify(body))
}

function envelope(req: Request, res: Response): Envelope {
  return {
    ip: String(res.locals['ip'] ?? 'unknown'),
    cookie: (name) => parseCookie(req.headers.cookie ?? '')[name],
    header: (name) => req.get(name),
    rawBody: Buffer.isBuffer(req.body) ? req.body : undefined,
  }
}

function admit(wanted: Access, caller: Caller): void {
  if (wanted === 'anyone') return
  if (caller.role === 'anyone') throw signInRequired('This needs a signed-in account.')
  if (wanted !== 'signed_in' && !wanted.includes(caller.role)) {
    throw notAllowed('Your account does not have the role for this.')
  }
}

interface Fault {
  readonly pointer: string
  readonly detail: string
}

/** Reports every fault at once, each with a JSON Pointer to the value at fault. */
function parse(operation: Operation, req: Request): Partial<Record<Part, unknown>> {
  if (operation.body && req.body === undefined && hasBody(req)) {
    throw unsupported('Send JSON, with content-type application/json.')
  }
  const parsed: Partial<Record<Part, unknown>> = {}
  const faults: Fault[] = []

  for (const part of ['params', 'query', 'body'] as const) {
    const result = operation[part]?.safeParse(req[part])
    if (!result) continue
    if (result.success) parsed[part] = result.data
    else faults.push(...result.error.issues.flatMap((issue) => faultsOf(part, issue)))
  }

  if (faults.length > 0) throw invalidRequest('Some values were not accepted.', { errors: faults })
  return parsed
}

const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0

function faultsOf(part: Part, issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer(part, [...issue.path, key]),
      detail: 'This name is not known here.',
    }))
  }
  return [{ pointer: pointer(part, issue.path), detail: issue.message }]
}

/** RFC 6901: `~` and `/` in a name are written `~0` and `~1`. */
function pointer(part: Part, path: readonly PropertyKey[]): string {
  const names = path.map((name) => String(name).replaceAll('~', '~0').replaceAll('/', '~1'))
  return `#/${[part, ...names].join('/')}`
}
