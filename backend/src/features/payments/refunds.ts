import type { Invoices } from '#features/invoices/index.ts'
import type { Orders, PaymentStatus } from '#features/orders/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { formatMoney, money } from '#platform/money.ts'
import type { Outbox } from '#platform/outbox.ts'

import { type PaymentGateway, RefundRefused, type RefundState } from './gateway.ts'
import { NO_PARTS, type RefundParts } from './refund-parts.ts'
import * as units from './refund-repository.ts'
import * as repository from './repository.ts'
import { nothingToRefund, unitsRefunded } from './rules.ts'

interface Wanted {
  readonly orderId: string
  readonly paymentId: string
  readonly amountMinor: number
  readonly reason: string
  readonly actorId: string | null
  /** What it is for; nothing where it is for the order as a whole. */
  readonly parts?: RefundParts
  /** Whether the customer reads the reason. */
  readonly isReasonTold?: boolean
  readonly requestKey?: string | null
}

/** What came of Stripe's word about a refund or a dispute. */
export type Taken = 'applied' | 'nothing_new' | typeof repository.WAITING

export type Refunds = ReturnType<typeof createRefunds>

export function createRefunds({
  db,
  clock,
  outbox,
  orders,
  gateway,
  invoices,
}: {
  readonly db: Database
  readonly clock: Clock
  readonly outbox: Outbox
  readonly orders: Orders
  readonly gateway: PaymentGateway
  readonly invoices: Invoices
}) {
  /**
   * Sets the amount and the units aside and has the money sent back once the transaction commits.
   * @throws nothingToRefund, unitsRefunded when it is more than is left.
   */
  async function request(tx: Db, wanted: Wanted): Promise<string> {
    const { orderId, paymentId, amountMinor, reason, actorId, parts = NO_PARTS } = wanted
    const now = clock.now()
    if (!(await repository.setAside(tx, paymentId, amountMinor, now))) {
      throw nothingToRefund('That is more than is left of the payment. Nothing was refunded.')
    }
    const { currency } = await tx.payment.findUniqueOrThrow({
      where: { id: paymentId },
      select: { currency: true },
    })
    const id = newId(now)
    await repository.insertRefund(tx, {
      id,
      orderId,
      paymentId,
      amountMinor,
      currency,
      deliveryMinor: parts.deliveryMinor,
      reason,
      isReasonTold: wanted.isReasonTold ?? false,
      requestKey: wanted.requestKey ?? null,
      actorId,
      createdAt: now,
      updatedAt: now,
    })
    await setUnitsAside(tx, id, parts)
    await orders.addEvent(tx, orderId, 'refund_requested', {
      amount: formatMoney(money(amountMinor, currency)),
    })
    await outbox.add(tx, { name: 'refund.requested', payload: { refundId: id } })
    return id
  }

  /** Asks Stripe for a refund that waits; safe to repeat, for the refund's id is the idempotency key. */
  async function execute(refundId: string): Promise<void> {
    const refund = await repository.findRefund(db.pool, refundId)
    if (!refund || refund.status !== 'pending' || refund.stripeRefundId !== null) return
    const { payment, amountMinor, orderId } = refund
    if (payment.stripeIntentId === null)
      throw new Error(`Payment ${payment.id} was captured without an intent.`)

    try {
      const state = await gateway.refund({
        key: refundId,
        intentId: payment.stripeIntentId,
        amountMinor,
        orderId,
      })
      await db.transaction(async (tx) => await take(tx, state))
    } catch (error) {
      if (!(error instanceof RefundRefused)) throw error
      await db.transaction(async (tx) => {
        await orders.lock(tx, orderId)
        const locked = await repository.lockRefund(tx, { id: null, refundId })
        if (locked?.status === 'pending') await fail(tx, locked, error.message)
      })
    }
  }

  /**
   * A refund that should long be done: Stripe is asked what it knows before it is asked again, since it forgets after a day that
   * two requests with one key are one (https://docs.stripe.com/api/idempotent_requests). Reports whether anything changed.
   */
  async function resume(refundId: string): Promise<boolean> {
    const refund = await repository.findRefund(db.pool, refundId)
    const intentId = refund?.payment.stripeIntentId
    if (!refund || !intentId || refund.status !== 'pending') return false

    const made = (await gateway.refundsOf(intentId)).find(
      (state) => state.refundId === refundId || state.id === refund.stripeRefundId,
    )
    if (made) {
      const taken = await db.transaction(async (tx) => await take(tx, made))
      return taken === 'applied' || refund.stripeRefundId === null
    }
    await execute(refundId)
    return true
  }

  /** Takes in what Stripe says of a refund, ours or one made in its dashboard. */
  async function take(tx: Db, state: RefundState): Promise<Taken> {
    const known = await lock(tx, state)
    if (!known) return await adopt(tx, state)
    await repository.updateRefund(tx, known.id, { stripeRefundId: state.id })
    return (await follow(tx, known, state.status)) ? 'applied' : 'nothing_new'
  }

  async function follow(
    tx: Db,
    known: repository.LockedRefund,
    status: RefundState['status'],
  ): Promise<boolean> {
    if (known.status === status) return false
    if (status === 'succeeded' && known.status === 'pending') return await succeed(tx, known)
    if (status === 'failed' || status === 'cancelled') {
      return await fail(tx, known, `Stripe says: ${status}.`)
    }
    return false
  }

  /** The order first and then its refund, as everybody locks them. */
  async function lock(tx: Db, state: RefundState): Promise<repository.LockedRefund | undefined> {
    const payment =
      state.intentId === null ? null : await repository.findByIntent(tx, state.intentId)
    if (payment) await orders.lock(tx, payment.orderId)
    return await repository.lockRefund(tx, state)
  }

  /** A refund that was made at Stripe and not here. */
  async function adopt(tx: Db, state: RefundState): Promise<Taken> {
    const payment =
      state.intentId === null ? null : await repository.findByIntent(tx, state.intentId)
    if (!payment) return repository.WAITING
    if (state.status === 'failed' || state.status === 'cancelled') return 'nothing_new'
    const now = clock.now()
    const { id: paymentId, orderId } = payment
    if (!(await repository.setAside(tx, paymentId, state.amountMinor, now))) {
      const note = { orderId, kind: 'refund_beyond', about: state.id } as const
      if (await orders.isNoted(tx, note)) return 'nothing_new'
      await orders.addEvent(tx, orderId, 'refund_beyond', { about: state.id })
      await orders.sendToReview(tx, orderId, `Stripe refunded more than was left (${state.id}).`)
      return 'applied'
    }
    const { amountMinor } = state
    const { currency } = payment
    const refund = {
      id: newId(now),
      orderId,
      paymentId,
      amountMinor,
      currency,
      status: 'pending' as const,
    }
    await repository.insertRefund(tx, {
      ...refund,
      reason: 'Made in the Stripe dashboard',
      stripeRefundId: state.id,
      createdAt: now,
      updatedAt: now,
    })
    if (state.status === 'succeeded') await succeed(tx, refund)
    return 'applied'
  }

  async function succeed(tx: Db, refund: repository.LockedRefund): Promise<true> {
    await repository.updateRefund(tx, refund.id, { status: 'succeeded', updatedAt: clock.now() })
    const creditedMinor = await recount(tx, refund.orderId)
    const amount = formatMoney(money(refund.amountMinor, refund.currency))
    await orders.addEvent(tx, refund.orderId, 'refunded', { amount })
    await outbox.add(tx, {
      name: 'order.refunded',
      payload: { orderId: refund.orderId, refundId: refund.id },
    })
    await credit(tx, refund, creditedMinor)
    return true
  }

  /** Last of all, for others wait for the number. */
  async function credit(
    tx: Db,
    { orderId, id: refundId }: repository.LockedRefund,
    amountMinor: number,
  ): Promise<void> {
    await invoices.credit(tx, { orderId, refundId, amountMinor })
  }

  /** The amount and the units that were set aside are free again, and a person has to look. What was put on the shelf stays there. */
  async function fail(tx: Db, refund: repository.LockedRefund, reason: string): Promise<boolean> {
    if (refund.status === 'failed' || refund.status === 'cancelled') return false
    await repository.updateRefund(tx, refund.id, {
      status: 'failed',
      failure: reason,
      updatedAt: clock.now(),
    })
    await units.uncountUnits(tx, refund.id)
    await repository.setAside(tx, refund.paymentId, -refund.amountMinor, clock.now())
    const creditedMinor = refund.status === 'succeeded' ? await recount(tx, refund.orderId) : 0
    await orders.update(tx, refund.orderId, {
      needsReview: true,
      reviewReason: `A refund failed. ${reason}`,
    })
    await orders.addEvent(tx, refund.orderId, 'refund_failed')
    await outbox.add(tx, {
      name: 'refund.failed',
      payload: { orderId: refund.orderId, refundId: refund.id },
    })
    await credit(tx, refund, creditedMinor)
    return true
  }

  /**
   * The order's own sum follows from what was captured and what went back, and with it the word for how its payment stands.
   * @returns by how much that sum has grown, in minor units.
   */
  async function recount(tx: Db, orderId: string): Promise<number> {
    const order = await orders.lock(tx, orderId)
    if (!order) throw new Error(`Refund of an order that is not there: ${orderId}`)
    const { capturedMinor, refundedMinor: sentBackMinor } = await repository.sumOf(tx, orderId)
    const missingMinor = order.totalMinor - (capturedMinor - sentBackMinor)
    const refundedMinor = Math.min(order.totalMinor, Math.max(0, missingMinor))
    await orders.update(tx, orderId, {
      refundedMinor,
      paymentStatus: paymentStatusOf(refundedMinor, order.totalMinor),
    })
    return refundedMinor - order.refundedMinor
  }

  return { request, execute, resume, take }
}

/** @throws unitsRefunded when more would go back than was bought. */
async function setUnitsAside(tx: Db, refundId: string, { lines }: RefundParts): Promise<void> {
  if (lines.length === 0) return
  const counted = lines.map(({ lineId, quantity, amountMinor, isRestocked }) => ({
    lineId,
    refunded: quantity,
    refundedMinor: amountMinor,
    restocked: isRestocked ? quantity : 0,
  }))
  if (!(await units.countUnits(tx, counted))) {
    throw unitsRefunded('More units than were bought would go back. Nothing was refunded.')
  }
  await units.insertLines(tx, refundId, lines)
}

function paymentStatusOf(refundedMinor: number, totalMinor: number): PaymentStatus {
  if (refundedMinor === 0) return 'paid'
  return refundedMinor === totalMinor ? 'refunded' : 'partially_refunded'
}
