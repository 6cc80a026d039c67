import type { Cart } from '#features/cart/index.ts'
import { type Inventory, outOfStock } from '#features/inventory/index.ts'
import type { Invoices } from '#features/invoices/index.ts'
import type { LockedOrder, Orders } from '#features/orders/index.ts'
import type { Pricing } from '#features/pricing/index.ts'
import type { Settings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import { afterCommit, type Database, type Db } from '#platform/db.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Outbox } from '#platform/outbox.ts'
import { Problem } from '#platform/problem.ts'

import type { SessionState } from './gateway.ts'
import { createPaymentLock, type Known } from './payment-lock.ts'
import type { Refunds } from './refunds.ts'
import * as repository from './repository.ts'
import { mismatch, PROCESSING_DAYS } from './rules.ts'

/** What settling came to. `applied` changed something; `nothing_new` had been done before. */
export type Settlement = 'applied' | 'nothing_new' | 'unknown_session' | 'review'

/** Runs in the settling transaction: how a webhook's event is marked as done together with its effect. */
export type Together = (tx: Db, outcome: Settlement) => Promise<void>

interface SettleDeps {
  readonly db: Database
  readonly clock: Clock
  readonly metrics: Metrics
  readonly outbox: Outbox
  readonly pricing: Pricing
  readonly inventory: Inventory
  readonly orders: Orders
  readonly cart: Cart
  readonly settings: Settings
  readonly refunds: Refunds
  readonly invoices: Invoices
  readonly livemode: boolean
}

interface Settling extends Known {
  readonly tx: Db
  readonly session: SessionState
}

const LATE_WITHOUT_STOCK = 'The payment came after the units had gone to somebody else.'
const NOT_NEEDED = 'The order no longer needed this payment.'

export type Settle = ReturnType<typeof createSettle>

/**
 * The one way a payment changes an order, whoever learned of it: a webhook, the return page, the expiry, a person. Any number of
 * times and in any order it comes to the same end, because the order is locked and statuses only move forward.
 */
export function createSettle(deps: SettleDeps) {
  const {
    db,
    clock,
    metrics,
    outbox,
    pricing,
    inventory,
    orders,
    cart,
    settings,
    refunds,
    invoices,
    livemode,
  } = deps
  const late = metrics.counter(
    'late_payments_total',
    'Payments that came when their order no longer waited for them, by what became of them',
  )

  const lockFor = createPaymentLock({ clock, orders })

  async function settle(session: SessionState, together: Together = nothing): Promise<Settlement> {
    try {
      return await attempt(session, together, { reserveLate: true })
    } catch (error) {
      // A late payment whose units are gone: the transaction that tried to take them is undone, and the money goes back.
      if (error instanceof Problem && error.code === outOfStock('').code) {
        return await attempt(session, together, { reserveLate: false })
      }
      throw error
    }
  }

  async function attempt(
    session: SessionState,
    together: Together,
    { reserveLate }: { readonly reserveLate: boolean },
  ): Promise<Settlement> {
    return await db.transaction(async (tx) => {
      const known = await lockFor(tx, session)
      const outcome = known
        ? await apply({ ...known, tx, session }, reserveLate)
        : 'unknown_session'
      await together(tx, outcome)
      return outcome
    })
  }

  async function apply(at: Settling, reserveLate: boolean): Promise<Settlement> {
    switch (at.session.standing) {
      case 'open':
        return 'nothing_new'
      case 'processing':
        return await beginProcessing(at)
      case 'failed':
        return await fail(at)
      case 'expired':
        return await expire(at)
      case 'paid':
        return await capture(at, reserveLate)
    }
  }

  async function capture(at: Settling, reserveLate: boolean): Promise<Settlement> {
    const { tx, order, payment, session } = at
    const isNew = await repository.change(
      tx,
      payment.id,
      ['open', 'processing', 'failed', 'expired', 'cancelled'],
      {
        status: 'paid',
        capturedMinor: session.amountMinor,
        stripeIntentId: session.intentId,
        updatedAt: clock.now(),
      },
    )
    if (!isNew) return 'nothing_new'
    if (session.intentId) await wakeWaiting(tx, session.intentId)

    const expected = {
      orderId: order.id,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      livemode,
    }
    const wrong = mismatch(session, expected)
    if (wrong) return await sendToReview(at, wrong)

    await lockCart(tx, order)
    if (order.status === 'awaiting_payment') return await place(at)
    if (order.status === 'expired' && reserveLate) {
      await inventory.reserve(tx, order.id, await orders.unitsOf(tx, order.id))
      await pricing.takeAgain(tx, order.id)
      afterCommit(tx, () => late.inc({ kind: 'placed' }))
      return await place(at)
    }
    const reason = order.status === 'expired' ? LATE_WITHOUT_STOCK : NOT_NEEDED
    await refunds.request(tx, {
      orderId: order.id,
      paymentId: payment.id,
      amountMinor: session.amountMinor,
      reason,
      actorId: null,
    })
    if (order.status === 'expired') await orders.update(tx, order.id, { paymentStatus: 'paid' })
    afterCommit(tx, () => late.inc({ kind: 'refunded' }))
    await outbox.add(tx, { name: 'payment.came_too_late', payload: { orderId: order.id, reason } })
    return 'applied'
  }

  /** Its customer may be checking out again, past an order that has expired or is under review: that takes the cart before the units. */
  async function lockCart(tx: Db, { status, needsReview, cartId }: LockedOrder): Promise<void> {
    if (cartId && (status === 'expired' || needsReview)) await cart.lock(tx, cartId)
  }

  /** Refunds and disputes that Stripe told of before it told of their payment are applied now that it is known. */
  async function wakeWaiting(tx: Db, intentId: string): Promise<void> {
    for (const eventId of await repository.wakeEvents(tx, intentId, clock.now())) {
      await outbox.add(tx, { name: 'stripe.event_received', payload: { eventId } })
    }
  }

  /** Paid as agreed: the units are sold, the cart is emptied of them, and everybody may know. */
  async function place({ tx, order }: Pick<Settling, 'tx' | 'order'>): Promise<Settlement> {
    await orders.move(tx, order, 'placed')
    const sold = await inventory.consume(tx, order.id)
    // A slow payment took its lines out of the cart when it began.
    if (order.cartId && order.paymentStatus !== 'processing') {
      await cart.takeOut(tx, order.cartId, { orderId: order.id, units: sold })
    }
    await outbox.add(tx, { name: 'order.placed', payload: { orderId: order.id } })
    // Last of all, for others wait for the number.
    await invoices.issue(tx, order.id)
    return 'applied'
  }

  /** An order that costs nothing is placed at once; Stripe never hears of it. */
  async function placeFree(tx: Db, orderId: string): Promise<void> {
    const order = await orders.lock(tx, orderId)
    if (order?.totalMinor === 0) await place({ tx, order })
  }

  async function sendToReview({ tx, order }: Settling, reason: string): Promise<Settlement> {
    await orders.update(tx, order.id, { needsReview: true, reviewReason: reason, expiresAt: null })
    await orders.addEvent(tx, order.id, 'review_needed')
    await outbox.add(tx, { name: 'order.needs_review', payload: { orderId: order.id, reason } })
    return 'review'
  }

  async function beginProcessing({ tx, order, payment, session }: Settling): Promise<Settlement> {
    const isNew = await repository.change(tx, payment.id, ['open'], {
      status: 'processing',
      stripeIntentId: session.intentId,
      updatedAt: clock.now(),
    })
    if (!isNew || order.status !== 'awaiting_payment') return 'nothing_new'
    await orders.update(tx, order.id, {
      paymentStatus: 'processing',
      expiresAt: later(clock.now(), PROCESSING_DAYS * 24 * 60),
    })
    await orders.addEvent(tx, order.id, 'payment_processing')
    if (order.cartId) await cart.takeOut(tx, order.cartId, await boughtIn(tx, order.id))
    await outbox.add(tx, { name: 'payment.processing', payload: { orderId: order.id } })
    return 'applied'
  }

  /** The bank said no after all; the customer has the usual time to pay in another way. */
  async function fail({ tx, order, payment, session }: Settling): Promise<Settlement> {
    const isNew = await repository.change(tx, payment.id, ['open', 'processing'], {
      status: 'failed',
      stripeIntentId: session.intentId,
      updatedAt: clock.now(),
    })
    if (!isNew || order.status !== 'awaiting_payment') return 'nothing_new'
    const { reservationMinutes } = await settings.read(tx)
    await orders.update(tx, order.id, {
      paymentStatus: 'failed',
      expiresAt: later(clock.now(), reservationMinutes),
    })
    await orders.addEvent(tx, order.id, 'payment_failed')
    if (order.cartId && order.paymentStatus === 'processing') {
      await cart.putBack(tx, order.cartId, await boughtIn(tx, order.id))
    }
    await outbox.add(tx, { name: 'payment.failed', payload: { orderId: order.id } })
    return 'applied'
  }

  const boughtIn = async (tx: Db, orderId: string) => ({
    orderId,
    units: await orders.unitsOf(tx, orderId),
  })

  async function expire({ tx, order, payment }: Settling): Promise<Settlement> {
    const isNew = await repository.change(tx, payment.id, ['open'], {
      status: 'expired',
      updatedAt: clock.now(),
    })
    const isLatest = (await repository.findLatest(tx, order.id))?.id === payment.id
    if (!isNew || !isLatest || order.status !== 'awaiting_payment') return 'nothing_new'
    await expireOrder(tx, order)
    return 'applied'
  }

  /** The units are free again, and what promotions gave. Only after Stripe has agreed that nobody can pay any more (L3). */
  async function expireOrder(tx: Db, order: LockedOrder): Promise<void> {
    await orders.move(tx, order, 'expired')
    await inventory.release(tx, order.id, 'expired')
    await pricing.giveBack(tx, order.id)
    await outbox.add(tx, { name: 'order.expired', payload: { orderId: order.id } })
  }

  return { settle, expireOrder, placeFree }
}

async function nothing(): Promise<void> {
  // Only a webhook has something to note.
}

const later = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000)
