import type { Cart } from '#features/cart/index.ts'
import type { Inventory } from '#features/inventory/index.ts'
import type { Invoices } from '#features/invoices/index.ts'
import type { AdminOrderView, OrderView } from '#features/orders/contract.ts'
import type { Claim, OrderRecord, Orders } from '#features/orders/index.ts'
import type { Pricing } from '#features/pricing/index.ts'
import type { Settings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import type { SignedIn } from '#platform/http/caller.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Outbox } from '#platform/outbox.ts'
import { Problem } from '#platform/problem.ts'

import { ask, createAttempts } from './attempts.ts'
import { createCancel } from './cancel.ts'
import { createCancelMany } from './cancel-many.ts'
import type { OrderWithPayment } from './contract.ts'
import { declineInWords } from './decline-words.ts'
import { createDisputes } from './disputes.ts'
import { createEvents } from './events.ts'
import { type PaymentGateway, SessionRefused } from './gateway.ts'
import { createOverdue } from './overdue.ts'
import { createReconcile } from './reconcile.ts'
import { createRefundOrder, type RefundRequest } from './refund-order.ts'
import { createRefunds } from './refunds.ts'
import * as repository from './repository.ts'
import { paymentRefused, reconciliationRunning } from './rules.ts'
import { createSettle } from './settle.ts'
import { createStatements } from './statements.ts'
import { createWebhooks } from './webhooks.ts'

export interface PaymentsDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly outbox: Outbox
  readonly settings: Settings
  readonly pricing: Pricing
  readonly inventory: Inventory
  readonly cart: Cart
  readonly orders: Orders
  readonly invoices: Invoices
  readonly gateway: PaymentGateway
  readonly shopOrigin: string
}

export type Payments = ReturnType<typeof createPayments>

export function createPayments(deps: PaymentsDeps) {
  const { db, log, orders, gateway } = deps
  const refunds = createRefunds(deps)
  const attempts = createAttempts(deps)
  const { settle, expireOrder, placeFree } = createSettle({
    ...deps,
    refunds,
    livemode: gateway.livemode,
  })
  const overdue = createOverdue({ ...deps, settle, expireOrder })
  const disputes = createDisputes(deps)
  const webhooks = createWebhooks({ ...deps, refunds, disputes, settle })
  const { reconcile, list: listReconciliations } = createReconcile({
    ...deps,
    refunds,
    disputes,
    settle,
  })
  const { refund, refundAll } = createRefundOrder({ ...deps, refunds })
  const { cancel: cancelOrder, abandon } = createCancel({ ...deps, refundAll, settle })
  const cancellations = createCancelMany({ ...deps, cancel: cancelOrder })

  /** Asks Stripe how the live try stands and settles by the answer; never by what a redirect claims. */
  async function askAndSettle(orderId: string): Promise<void> {
    const live = await repository.findLive(db.pool, orderId)
    const sessionId = live?.stripeSessionId
    if (sessionId) await settle(await ask(async () => await gateway.session(sessionId)))
  }

  /** Where to pay. An order that Stripe will never take is ended, so that nothing stays held for it. */
  async function openPage(orderId: string): Promise<string | null> {
    try {
      return await attempts.open(orderId)
    } catch (error) {
      if (!(error instanceof SessionRefused)) throw error
      log.error({ err: error, orderId }, 'Stripe does not take this order')
      await abandon(orderId)
      throw paymentRefused(
        'The payment service does not take this order. Nothing was taken, and your basket is as it was. Check the e-mail address, or ask us.',
      )
    }
  }

  async function reload(id: string): Promise<OrderRecord> {
    const order = await orders.find(id)
    if (!order) throw new Error(`Order ${id} went away.`)
    return order
  }

  return {
    beginAttempt: attempts.begin,
    openPage,
    placeFree,
    abandon,
    cancellations,
    webhooks,
    executeRefund: refunds.execute,
    reconcile,
    /** The clock's own comparison; nothing when another is at it. */
    async reconcileOnSchedule(): Promise<void> {
      try {
        await reconcile(null)
      } catch (error) {
        if (!(error instanceof Problem && error.code === reconciliationRunning('').code))
          throw error
      }
    },
    listEvents: createEvents(deps),
    listReconciliations,
    statements: createStatements(deps),

    /** For the return page and for "pay again": how the order stands after asking Stripe, and where to pay if one can. */
    async continue(claim: Claim, orderId: string): Promise<OrderWithPayment> {
      await orders.claim(claim, orderId)
      await askAndSettle(orderId)
      if (orders.present(await reload(orderId)).canPay) await attempts.renew(orderId)
      const order = await reload(orderId)
      const view = orders.present(order)
      if (!view.canPay) return { order: view, paymentUrl: null, declined: null }
      return { order: view, paymentUrl: await openPage(orderId), declined: lastDecline(order) }
    },

    /** The customer's own cancellation. */
    async cancel(claim: Claim, orderId: string): Promise<OrderView> {
      await orders.claim(claim, orderId)
      await cancelOrder({ orderId, by: null, reason: '' })
      return await orders.view(orderId)
    },

    async cancelAsStaff(orderId: string, reason: string, by: SignedIn): Promise<AdminOrderView> {
      await orders.adminView(orderId)
      await cancelOrder({ orderId, by, reason })
      return await orders.adminView(orderId)
    },

    /** Gives back what is wanted; the order stays as it is. A repeat of the same request changes nothing. */
    async refund(request: RefundRequest): Promise<AdminOrderView> {
      await refund(request)
      return await orders.adminView(request.orderId)
    },

    expireAllOverdue: overdue.endAll,
    endWhatHolds: overdue.endWhatHolds,
  }
}

/** Why the latest try that failed did so, in plain words; null when none has. */
function lastDecline({ payments }: OrderRecord): string | null {
  const failed = payments.findLast(
    ({ status, declineCode }) => status === 'failed' || declineCode !== null,
  )
  return failed ? declineInWords(failed.declineCode ?? 'card_declined') : null
}
