import { Router } from 'express'

import { holderOf } from '#features/cart/index.ts'
import { accountIdOf } from '#platform/http/caller.ts'
import { type Envelope, ok, type Reply, route } from '#platform/http/endpoint.ts'
import { idempotencyKeyOf } from '#platform/http/idempotency-key.ts'
import { readPreferences } from '#platform/http/prefer.ts'
import { documentOf } from '#platform/http/problem-handler.ts'
import type { RateLimits } from '#platform/http/rate-limit.ts'
import { hashSecret } from '#platform/id.ts'
import type { Idempotency } from '#platform/idempotency.ts'

import type { Buyer } from './buyer.ts'
import {
  CheckOut,
  type CheckoutBody,
  type CheckoutReply,
  ListDeliveryOptions,
  type QueuedCheckoutView,
  ViewQueuedCheckout,
} from './contract.ts'
import type { CheckoutQueue, Standing } from './queue.ts'
import { reasonToQueue } from './queue-rules.ts'
import type { Checkout } from './service.ts'

interface CheckoutRouteDeps {
  readonly idempotency: Idempotency
  readonly limits: RateLimits
  /** How many checkouts this process makes at once before those that can wait take their turn. */
  readonly checkoutsAtOnce: number
}

/** How soon it is worth asking again. */
const ASK_AGAIN_SECONDS = 1

export function checkoutRoutes(
  checkout: Checkout,
  queue: CheckoutQueue,
  { idempotency, limits, checkoutsAtOnce: atOnce }: CheckoutRouteDeps,
): Router {
  const router = Router()
  let underWay = 0

  /** At once, or in its turn: what a client can cope with and the shop with at this moment. */
  async function checkOut({ buyer, body, request, attempt }: Asked): Promise<Kept> {
    const preferences = readPreferences(request.header('prefer'))
    const why = reasonToQueue(preferences, { underWay, atOnce })
    if (why) return presentQueued(await queue.accept(buyer, body, { why, attempt }))
    underWay += 1
    try {
      return await checkout.checkOut(buyer, body)
    } finally {
      underWay -= 1
    }
  }

  route(router, ListDeliveryOptions, async ({ query, caller, request }) =>
    ok({ items: await checkout.options(holderOf({ caller, request }), query.country) }),
  )

  route(router, CheckOut, async ({ body, caller, request }) => {
    await limits.limit('checkout', request.ip, { points: 600, seconds: 60 })
    const holder = holderOf({ caller, request })
    const key = idempotencyKeyOf(request)
    const buyer = await checkout.buyer(holder, request.ip)
    const asked = { buyer, body, request }
    if (key === undefined) return answer(await checkOut(asked))

    const owner = accountIdOf(caller) ?? hashSecret(holder.token ?? '').toString('base64url')
    const attempt = { scope: `checkout:${owner}`, key, request: body }
    const { reply, isReplay } = await idempotency.once(
      attempt,
      async () => await checkOut({ ...asked, attempt: JSON.stringify(attempt) }),
    )
    return answer(reply, isReplay ? { 'idempotent-replayed': 'true' } : {})
  })

  route(router, ViewQueuedCheckout, async ({ params }) => {
    const view = presentQueued(await queue.view(params.token))
    return { body: view, headers: view.status === 'queued' ? RETRY : {} }
  })

  return router
}

interface Asked {
  readonly buyer: Buyer
  readonly body: CheckoutBody
  readonly request: Envelope
  /** Tells one attempt of a client from all others, where it carries an Idempotency-Key. */
  readonly attempt?: string
}

/** What is answered, and kept for a repeat: with the order, or with where to ask for it. */
type Kept = CheckoutReply | QueuedCheckoutView

const RETRY = { 'retry-after': String(ASK_AGAIN_SECONDS) }

function answer(reply: Kept, headers: Readonly<Record<string, string>> = {}): Reply {
  if ('order' in reply) return { body: reply, headers }
  const accepted = { ...RETRY, location: reply.statusUrl, 'preference-applied': 'respond-async' }
  return { status: 202, body: reply, headers: { ...headers, ...accepted } }
}

const DETAIL: Readonly<Record<Standing['status'], string>> = {
  queued: 'Many people are ordering at this moment. We are taking your order in its turn.',
  done: 'Your order is taken.',
  refused: 'Your order could not be taken.',
}

function presentQueued({ token, status, reply, refusal, expiresAt }: Standing): QueuedCheckoutView {
  return {
    status,
    detail: DETAIL[status],
    statusUrl: `/api/checkout/queued/${token}`,
    expiresAt: expiresAt.toISOString(),
    reply,
    refusal: refusal && { ...documentOf(refusal), instance: CheckOut.path },
  }
}
