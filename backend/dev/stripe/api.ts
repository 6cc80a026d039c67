import { timingSafeEqual } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

import { checkoutRoutes } from './checkout-api.ts'
import { couponRoutes } from './coupons.ts'
import { endpointRoutes } from './endpoints.ts'
import { errorText, StripeRefusal } from './errors.ts'
import { errorOf, type Fault, type Faults } from './faults.ts'
import type { Reply, Request } from './http.ts'
import { createIdempotency, printOf } from './idempotency.ts'
import { newId } from './ids.ts'
import { moneyRoutes } from './money-api.ts'
import type { Call, Route } from './route.ts'
import type { StoredReply } from './rows.ts'
import type { World } from './world.ts'

const ROUTES = [...checkoutRoutes, ...moneyRoutes, ...couponRoutes, ...endpointRoutes]

export interface ApiParts {
  readonly world: World
  readonly secretKey: string
  readonly faults: Faults
}

interface Exchange {
  readonly request: Request
  readonly requestId: string
  readonly key: string | null
}

/** Answers `/v1/…` as Stripe does: key, idempotency, parameters, work, and the faults it was told to have. */
export function createApi({
  world,
  secretKey,
  faults,
}: ApiParts): (request: Request) => Promise<Reply> {
  const expected = Buffer.from(secretKey)
  const idempotency = createIdempotency(world.store, world.now)

  return async (request) => {
    const exchange = { request, requestId: newId('req_', 14), key: keyOf(request) }
    try {
      authenticate(request, expected)
      const earlier = begin(exchange)
      if (earlier) return replayed(earlier, exchange)
      return await misbehaving(exchange)
    } catch (error) {
      return refused(error, exchange)
    }
  }

  function begin({ request: { method, path, sent }, key }: Exchange): StoredReply | null {
    return key === null ? null : idempotency.begin(key, printOf(method, path, sent))
  }

  async function misbehaving(exchange: Exchange): Promise<Reply> {
    const { method, path } = exchange.request
    const fault = faults.strike(method, path)
    try {
      if (fault?.after) {
        const lost = answer(exchange)
        await pause(fault.delayMs, undefined, { ref: false })
        return faulty(fault, exchange, lost)
      }
      if (fault && fault.delayMs > 0) await pause(fault.delayMs, undefined, { ref: false })
      if (fault && (fault.status !== null || fault.malformed)) return faulty(fault, exchange, null)
      return answer(exchange)
    } finally {
      if (exchange.key !== null) idempotency.end(exchange.key)
    }
  }

  /** Does the work, whole, and keeps the reply under its key in the same commit. */
  function answer(exchange: Exchange): Reply {
    const { request, requestId, key } = exchange
    const { route, id } = find(request)
    const run = route.prepare(request.sent)
    return world.work({ requestId, idempotencyKey: key }, () => {
      const { status, text } = outcome(() => run({ world, id, path: request.path }), requestId)
      if (key !== null) {
        const print = printOf(request.method, request.path, request.sent)
        idempotency.keep({ id: key, print, status, text, requestId, at: world.now() })
      }
      return reply(exchange, status, text)
    })
  }
}

function outcome(run: () => object, requestId: string): { status: number; text: string } {
  try {
    return { status: 200, text: JSON.stringify(run()) }
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error
    return { status: error.status, text: errorText(error.body, requestId) }
  }
}

function reply({ request, requestId, key }: Exchange, status: number, text: string): Reply {
  const version = request.headers['stripe-version']
  return {
    status,
    text,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      ...(typeof version === 'string' ? { 'stripe-version': version } : {}),
      ...(key === null ? {} : { 'idempotency-key': key, 'original-request': requestId }),
    },
  }
}

function replayed(earlier: StoredReply, exchange: Exchange): Reply {
  const { status, text, headers } = reply(exchange, earlier.status, earlier.text)
  const marks = { 'idempotent-replayed': 'true', 'original-request': earlier.requestId }
  return { status, text, headers: { ...headers, ...marks } }
}

function faulty(fault: Fault, exchange: Exchange, lost: Reply | null): Reply {
  if (fault.malformed) return reply(exchange, fault.status ?? 200, '{"object": "checkout.sess')
  if (fault.status === null) return lost ?? reply(exchange, 200, '{}')
  return reply(exchange, fault.status, errorText(errorOf(fault.status), exchange.requestId))
}

function refused(error: unknown, exchange: Exchange): Reply {
  const refusal =
    error instanceof StripeRefusal
      ? error
      : new StripeRefusal(500, {
          type: 'api_error',
          message: `The stand-in failed: ${String(error)}`,
        })
  return reply(exchange, refusal.status, errorText(refusal.body, exchange.requestId))
}

function keyOf({ method, headers }: Request): string | null {
  const key = headers['idempotency-key']
  return method === 'POST' && typeof key === 'string' && key !== '' ? key : null
}

function authenticate({ headers }: Request, expected: Buffer): void {
  const [scheme, credentials = ''] = (headers.authorization ?? '').split(' ')
  const basic = () => Buffer.from(credentials, 'base64').toString().split(':')[0] ?? ''
  const given = Buffer.from(scheme === 'Basic' ? basic() : credentials)
  if (given.length === expected.length && timingSafeEqual(given, expected)) return
  const message =
    given.length === 0
      ? 'You did not provide an API key. You need to provide your API key in the Authorization header, ' +
        "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
      : `Invalid API Key provided: ${given.toString().slice(0, 8)}***`
  throw new StripeRefusal(401, { type: 'invalid_request_error', message })
}

const BY_PATH = new Map(ROUTES.map((route) => [`${route.method} ${route.path}`, route]))

function find({ method, path }: Request): { route: Route } & Pick<Call, 'id'> {
  const segments = path.split('/')
  const plain = BY_PATH.get(`${method} ${path}`)
  if (plain) return { route: plain, id: '' }
  for (const at of [3, 4]) {
    const id = segments[at]
    if (id === undefined || id === '') continue
    const route = BY_PATH.get(`${method} ${segments.with(at, '{id}').join('/')}`)
    if (route) return { route, id: decoded(id) }
  }
  throw new StripeRefusal(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs`,
  })
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
