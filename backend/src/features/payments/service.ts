import type { Cart } from '#features/cart/index.ts'
import type { Inventory } from '#features/inventory/index.ts'
import type { AdminOrderView, OrderView } from '#features/orders/contract.ts'
import type { Claim, LockedOrder, OrderRecord, Orders } from '#features/orders/index.ts'
import type { Settings } from '#features/settings/index.ts'
import { recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import type { SignedIn } from '#platform/http/caller.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Outbox } from '#platform/outbox.ts'
import { Problem } from '#platform/problem.ts'

import { ask, createAttempts } from './attempts.ts'
import { createCancel } from './cancel.ts'
import type { OrderWithPayment } from './contract.ts'
import { createDisputes } from './disputes.ts'
import { createEvents } from './events.ts'
import { type PaymentGateway, SessionRefused } from './gateway.ts'
import { createReconcile } from './reconcile.ts'
import { createRefunds } from './refunds.ts'
import * as repository from './repository.ts'
import {
  declineInWords,
  nothingToRefund,
  PROCESSING_DAYS,
  paymentRefused,
  reconciliationRunning,
} from './rules.ts'
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
  readonly inventory: Inventory
  readonly cart: Cart
  readonly orders: Orders
  readonly gateway: PaymentGateway
  readonly shopOrigin: string
}

/** How many overdue orders one run ends; the next run takes the rest. */
const OVERDUE_PER_RUN = 100
/** Below the 15 s that a Lambda invocation may take. */
const RUN_MS = 10_000

export type Payments = ReturnType<typeof createPayments>

export function createPayments(deps: PaymentsDeps) {
  const { db, clock, log, orders, gateway } = deps
  const refunds = createRefunds(deps)
  const attempts = createAttempts(deps)
  const { settle, expireOrder, placeFree } = createSettle({
    ...deps,
    refunds,
    livemode: gateway.livemode,
  })
  const disputes = createDisputes(deps)
  const webhooks = createWebhooks({ ...deps, refunds, disputes, settle })
  const { reconcile, list: listReconciliations } = createReconcile({
    ...deps,
    refunds,
    disputes,
    settle,
  })
  const { cancel: cancelOrder, abandon } = createCancel({ ...deps, refunds, settle })

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

  /** Ends an order nobody paid, once Stripe agrees that nobody can any more. */
  async function expireOverdue(orderId: string): Promise<void> {
    const live = await repository.findLive(db.pool, orderId)
    const sessionId = live?.stripeSessionId
    if (sessionId) {
      const session = await gateway.expireSession(sessionId)
      await settle(session)
      if (session.standing === 'processing') await askOwner(orderId)
      return
    }
    await db.transaction(async (tx) => {
      const order = await lockOverdue(tx, orderId)
      if (!order) return
      if (live)
        await repository.change(tx, live.id, ['open'], {
          status: 'expired',
          updatedAt: clock.now(),
        })
      await expireOrder(tx, order)
    })
  }

  /**
   * A bank that has said nothing for so long will not be heard of by waiting; the units stay held until a person decides. One that
   * has only just begun has its time.
   */
  async function askOwner(orderId: string): Promise<void> {
    await db.transaction(async (tx) => {
      if (!(await lockOverdue(tx, orderId))) return
      await orders.update(tx, orderId, {
        needsReview: true,
        reviewReason: `The bank has said nothing about the payment for ${PROCESSING_DAYS} days.`,
        expiresAt: null,
      })
    })
  }

  async function lockOverdue(tx: Db, orderId: string): Promise<LockedOrder | undefined> {
    const order = await orders.lock(tx, orderId)
    const isOverdue = order?.expiresAt && order.expiresAt < clock.now()
    return order?.status === 'awaiting_payment' && isOverdue ? order : undefined
  }

  return {
    beginAttempt: attempts.begin,
    openPage,
    placeFree,
    abandon,
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

    /** Gives back all that is left of the payment; the order stays as it is. @throws nothingToRefund */
    async refundAll(orderId: string, reason: string, by: SignedIn): Promise<AdminOrderView> {
      await orders.adminView(orderId)
      await db.transaction(async (tx) => {
        await orders.lock(tx, orderId)
        const captured = await repository.findCaptured(tx, orderId)
        if (captured.length === 0)
          throw nothingToRefund('All that was paid has gone back already, or nothing was paid.')
        for (const { id: paymentId, capturedMinor, refundedMinor } of captured) {
          const amountMinor = capturedMinor - refundedMinor
          await refunds.request(tx, {
            orderId,
            paymentId,
            amountMinor,
            reason,
            actorId: by.accountId,
          })
        }
        await recordAudit(tx, clock, {
          actor: by,
          action: 'order.refunded',
          subjectType: 'order',
          subjectId: orderId,
          detail: { reason },
        })
      })
      return await orders.adminView(orderId)
    },

    /** Ends what nobody paid in time. One order that fails does not keep the others. */
    async expireAllOverdue(): Promise<void> {
      const enough = performance.now() + RUN_MS
      for (const { id } of await orders.findOverdue(OVERDUE_PER_RUN)) {
        if (performance.now() > enough) return
        try {
          await expireOverdue(id)
        } catch (error) {
          log.error(
            { err: error, orderId: id },
            'an overdue order could not be ended; it is tried again',
          )
        }
      }
    },
  }
}

/** Why the latest try that failed did so, in plain words; null when none has. */
function lastDecline({ payments }: OrderRecord): string | null {
  const failed = payments.findLast(
    ({ status, declineCode }) => status === 'failed' || declineCode !== null,
  )
  return failed ? declineInWords(failed.declineCode ?? 'card_declined') : null
}
