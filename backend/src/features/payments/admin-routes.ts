import { Router } from 'express'

import type { SignedIn } from '#platform/http/caller.ts'
import { type Envelope, ok, type Reply, route } from '#platform/http/endpoint.ts'
import { idempotencyKeyOf } from '#platform/http/idempotency-key.ts'
import { hashSecret } from '#platform/id.ts'
import type { Idempotency } from '#platform/idempotency.ts'

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

export function paymentsAdminRoutes(payments: Payments, idempotency: Idempotency): Router {
  const router = Router()

  /**
   * Does the work of one `Idempotency-Key` once. `requestKey` tells the same to the books, which outlive a crash in between, and the
   * key's own note: what was asked is in it, so that a key which somebody uses again for something else long after is no repeat.
   */
  async function once(
    { scope, asked, caller, request }: Asked,
    work: (requestKey: string | null) => Promise<unknown>,
  ): Promise<Reply> {
    const key = idempotencyKeyOf(request)
    if (key === undefined) return ok(await work(null))
    const attempt = { scope: `${scope}:${caller.accountId}`, key, request: asked }
    const requestKey = hashSecret(JSON.stringify(attempt)).toString('base64url')
    const { reply, isReplay } = await idempotency.once(attempt, async () => await work(requestKey))
    return { body: reply, ...(isReplay && { headers: { 'idempotent-replayed': 'true' } }) }
  }

  route(
    router,
    CancelAdminOrder,
    async ({ params: { id }, body, caller, request }) =>
      await once(
        { scope: 'cancellation', asked: { id, body }, caller, request },
        async () => await payments.cancelAsStaff(id, body.reason, caller),
      ),
  )

  route(router, RefundOrder, async ({ params: { id }, body, caller, request }) => {
    const { reason, tellReason: isReasonTold, ...wanted } = body
    return await once(
      { scope: 'refund', asked: { id, body }, caller, request },
      async (requestKey) =>
        await payments.refund({
          orderId: id,
          wanted,
          reason,
          isReasonTold,
          by: caller,
          requestKey,
        }),
    )
  })

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

interface Asked {
  /** What the key is for: the same key for something else is another. */
  readonly scope: string
  /** The same key must come with the same. */
  readonly asked: unknown
  readonly caller: SignedIn
  readonly request: Envelope
}
