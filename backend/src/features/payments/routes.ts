import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { CancelOrder, ContinuePayment, ReceiveStripeEvent } from './contract.ts'
import type { Payments } from './service.ts'

export function paymentsRoutes(payments: Payments): Router {
  const router = Router()

  route(router, ContinuePayment, async ({ params, query, caller }) =>
    ok(await payments.continue({ caller, token: query.token }, params.id)),
  )

  route(router, CancelOrder, async ({ params, query, caller }) =>
    ok(await payments.cancel({ caller, token: query.token }, params.id)),
  )

  return router
}

/** Apart from the others, because it needs the body untouched: it comes before anything parses. */
export function webhookRoutes(payments: Payments): Router {
  const router = Router()

  route(router, ReceiveStripeEvent, async ({ request }) => {
    const signature = request.header('stripe-signature') ?? ''
    await payments.webhooks.receive(request.rawBody ?? Buffer.alloc(0), signature)
    return ok({ received: true })
  })

  return router
}
