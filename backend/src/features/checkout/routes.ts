import { Router } from 'express'

import { holderOf } from '#features/cart/index.ts'
import { accountIdOf } from '#platform/http/caller.ts'
import { ok, route } from '#platform/http/endpoint.ts'
import { idempotencyKeyOf } from '#platform/http/idempotency-key.ts'
import type { RateLimits } from '#platform/http/rate-limit.ts'
import { hashSecret } from '#platform/id.ts'
import type { Idempotency } from '#platform/idempotency.ts'

import { CheckOut, ListDeliveryOptions } from './contract.ts'
import type { Checkout } from './service.ts'

interface CheckoutRouteDeps {
  readonly idempotency: Idempotency
  readonly limits: RateLimits
}

export function checkoutRoutes(
  checkout: Checkout,
  { idempotency, limits }: CheckoutRouteDeps,
): Router {
  const router = Router()

  route(router, ListDeliveryOptions, async ({ query }) =>
    ok({ items: await checkout.options(query.country) }),
  )

  route(router, CheckOut, async ({ body, caller, request }) => {
    await limits.limit('checkout', request.ip, { points: 600, seconds: 60 })
    const holder = holderOf({ caller, request })
    const key = idempotencyKeyOf(request)
    if (key === undefined) return { body: await checkout.checkOut(holder, body) }

    const owner = accountIdOf(caller) ?? hashSecret(holder.token ?? '').toString('base64url')
    const attempt = { scope: `checkout:${owner}`, key, request: body }
    const { reply, isReplay } = await idempotency.once(
      attempt,
      async () => await checkout.checkOut(holder, body),
    )
    return { body: reply, ...(isReplay && { headers: { 'idempotent-replayed': 'true' } }) }
  })

  return router
}
