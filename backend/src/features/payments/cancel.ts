import type { Inventory } from '#features/inventory/index.ts'
import { canCancel, type LockedOrder, type Orders } from '#features/orders/index.ts'
import type { Pricing } from '#features/pricing/index.ts'
import { type Actor, recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import type { Outbox } from '#platform/outbox.ts'

import { ask } from './attempts.ts'
import type { PaymentGateway } from './gateway.ts'
import type { RefundOrder } from './refund-order.ts'
import * as units from './refund-repository.ts'
import * as repository from './repository.ts'
import { cannotCancel, paymentProcessing, unitsRestocked } from './rules.ts'
import type { Settle } from './settle.ts'

interface CancelDeps {
  readonly db: Database
  readonly clock: Clock
  readonly outbox: Outbox
  readonly orders: Orders
  readonly pricing: Pricing
  readonly inventory: Inventory
  readonly gateway: PaymentGateway
  readonly refundAll: RefundOrder['refundAll']
  readonly settle: Settle['settle']
}

interface Cancellation {
  readonly orderId: string
  /** Who of the staff did it; null when the customer did. */
  readonly by: Actor | null
  readonly reason: string
  /** Where it is one of many: what is noted of it in the same transaction, in place of an audit entry. A packed one stays then. */
  readonly note?: (tx: Db) => Promise<void>
}

/**
 * Cancels an order: unpaid, its page at Stripe is closed first, so that nobody pays for what is cancelled; paid, its units go
 * back on the shelf and the whole payment goes back to the customer.
 * @throws paymentProcessing while the bank is at work; cannotCancel once it is packed (for the customer) or sent.
 */
export function createCancel(deps: CancelDeps) {
  const { db, clock, outbox, orders, pricing, inventory, gateway, refundAll, settle } = deps

  async function closePayment(orderId: string): Promise<void> {
    const live = await repository.findLive(db.pool, orderId)
    const sessionId = live?.stripeSessionId
    if (!sessionId) return
    const session = await ask(async () => await gateway.expireSession(sessionId))
    if (session.standing === 'processing' || session.standing === 'paid') await settle(session)
    if (session.standing === 'processing') {
      throw paymentProcessing(
        'The bank is still working on the payment, so the order cannot be cancelled yet. It is as it was.',
      )
    }
  }

  async function cancelUnpaid(tx: Db, order: LockedOrder, reason: string): Promise<void> {
    const live = await repository.findLive(tx, order.id)
    if (live)
      await repository.change(tx, live.id, ['open'], {
        status: 'cancelled',
        updatedAt: clock.now(),
      })
    await orders.move(tx, order, 'cancelled', { reason })
    await inventory.release(tx, order.id, 'released')
    await pricing.giveBack(tx, order.id)
  }

  async function cancelPlaced(
    tx: Db,
    order: LockedOrder,
    { by, reason }: Cancellation,
  ): Promise<void> {
    await orders.move(tx, order, 'cancelled', { reason })
    // What waited to be collected is back behind the counter.
    if (order.fulfilmentStatus === 'ready_for_collection')
      await orders.update(tx, order.id, { fulfilmentStatus: 'returned' })
    const { lines } = await units.findRefundable(tx, order.id)
    const back = lines
      .map((line) => ({ ...line, quantity: line.quantity - line.restocked }))
      .filter(({ quantity }) => quantity > 0)
    const counted = back.map(({ id: lineId, quantity: restocked }) => ({
      lineId,
      refunded: 0,
      refundedMinor: 0,
      restocked,
    }))
    if (!(await units.countUnits(tx, counted))) {
      throw unitsRestocked('The units of the order came back meanwhile. Look at it again.')
    }
    const actorId = by?.accountId ?? null
    await inventory.restock(tx, { orderId: order.id, units: back, actorId })
    await pricing.giveBack(tx, order.id)
  }

  /** Whatever came in for the order goes back. Reports whether anything does. */
  async function payBack(
    tx: Db,
    order: LockedOrder,
    { by, reason }: Cancellation,
  ): Promise<boolean> {
    const backMinor = await refundAll(tx, order, {
      reason: reason || 'The order was cancelled',
      isReasonTold: reason !== '',
      requestKey: null,
      actorId: by?.accountId ?? null,
    })
    return backMinor > 0
  }

  /** Ends an order's wait, so that its cart can be checked out anew. One that is paid meanwhile stands. */
  async function abandon(orderId: string): Promise<void> {
    await closePayment(orderId)
    await db.transaction(async (tx) => {
      const order = await orders.lock(tx, orderId)
      if (order?.status === 'awaiting_payment' && !order.needsReview)
        await cancelUnpaid(tx, order, 'The basket was checked out anew.')
    })
  }

  async function cancel(cancellation: Cancellation): Promise<void> {
    const { orderId, by, reason, note } = cancellation
    await closePayment(orderId)
    await db.transaction(async (tx) => {
      const order = await orders.lock(tx, orderId)
      if (!order) return
      assertCancellable(order, cancellation)
      if (order.status === 'awaiting_payment') await cancelUnpaid(tx, order, reason)
      else await cancelPlaced(tx, order, cancellation)
      const wasPaid = await payBack(tx, order, cancellation)

      await outbox.add(tx, { name: 'order.cancelled', payload: { orderId, wasPaid } })
      await note?.(tx)
      if (by && !note) {
        await recordAudit(tx, clock, {
          actor: by,
          action: 'order.cancelled',
          subjectType: 'order',
          subjectId: orderId,
          detail: { reason },
        })
      }
    })
  }

  return { cancel, abandon }
}

/** Staff may cancel what is packed or under review, but what is packed only by itself. */
function assertCancellable(order: LockedOrder, { by, note }: Cancellation): void {
  const isCustomer = by === null
  const standing = {
    ...order,
    packed: order.packed && (isCustomer || note !== undefined),
    underReview: isCustomer && order.needsReview,
  }
  if (canCancel(standing)) return
  throw cannotCancel(isCustomer ? whyNot(order) : whyNotForStaff(order), {
    status: order.status,
    fulfilmentStatus: order.fulfilmentStatus,
  })
}

function whyNot({ status, fulfilmentStatus, needsReview }: LockedOrder): string {
  if (status === 'cancelled') return 'The order is cancelled already.'
  if (status === 'expired') return 'The order was not paid in time and has ended by itself.'
  if (needsReview)
    return 'We are checking the payment of this order and will be in touch. It is as it was.'
  if (fulfilmentStatus === 'unfulfilled')
    return 'The order is packed already. Ask us, and we will see what can be done.'
  return 'The order has left the shop, so it cannot be cancelled any more.'
}

interface Standing extends Pick<LockedOrder, 'status' | 'paymentStatus' | 'fulfilmentStatus'> {
  readonly packed: boolean
}

/** Why an order cannot be cancelled together with others, in words for the staff; nothing when it can. */
export function whyNotTogether(order: Standing): string | undefined {
  if (canCancel({ ...order, underReview: false })) return undefined
  return whyNotForStaff(order)
}

function whyNotForStaff({ status, paymentStatus, fulfilmentStatus }: Standing): string {
  if (status === 'cancelled') return 'It is cancelled already.'
  if (status === 'expired') return 'It was not paid in time and has ended by itself.'
  if (paymentStatus === 'processing') return 'The bank is still working on its payment.'
  if (fulfilmentStatus === 'unfulfilled') return 'It is packed already: look for its parcel first.'
  return 'It has left the shop, or waits to be collected.'
}
