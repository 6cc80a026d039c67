import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import {
  CancelAdminOrder,
  ListCancellations,
  ListReconciliations,
  ListStatements,
  ListStripeEvents,
  PreviewCancellation,
  Reconcile,
  RefundOrder,
  RetryCancellation,
  StartCancellation,
  ViewCancellation,
} from './contract.ts'
import type { Payments } from './service.ts'

export function paymentsAdminRoutes(payments: Payments): Router {
  const router = Router()

  route(router, CancelAdminOrder, async ({ params, body, caller }) =>
    ok(await payments.cancelAsStaff(params.id, body.reason, caller)),
  )

  route(router, RefundOrder, async ({ params, body, caller }) =>
    ok(await payments.refundAll(params.id, body.reason, caller)),
  )

  const { cancellations } = payments
  route(router, PreviewCancellation, async ({ body }) => ok(await cancellations.preview(body)))
  route(router, StartCancellation, async ({ body, caller }) => ({
    body: await cancellations.start(body, caller),
  }))
  route(router, ListCancellations, async () => ok({ items: await cancellations.list() }))
  route(router, ViewCancellation, async ({ params }) => ok(await cancellations.view(params.id)))
  route(router, RetryCancellation, async ({ params }) => ok(await cancellations.retry(params.id)))

  route(router, Reconcile, async ({ caller }) => ok(await payments.reconcile(caller)))
  route(router, ListReconciliations, async () => ok(await payments.listReconciliations()))
  route(router, ListStripeEvents, async ({ query }) => ok(await payments.listEvents(query)))
  route(router, ListStatements, async ({ query }) => ok(await payments.statements(query)))

  return router
}
