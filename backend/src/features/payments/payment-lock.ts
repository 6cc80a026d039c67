import type { LockedOrder, Orders } from '#features/orders/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { isUuid, newId } from '#platform/id.ts'

import type { SessionState } from './gateway.ts'
import * as repository from './repository.ts'

/** What a page at Stripe is about, by the shop's own books. */
export interface Known {
  readonly order: LockedOrder
  readonly payment: repository.SettlingPayment
}

/** Finds the payment behind a page, and its order, which is locked before the payment is read. */
export function createPaymentLock({
  clock,
  orders,
}: {
  readonly clock: Clock
  readonly orders: Orders
}) {
  /** Money that came in through a page the shop has no note of is taken into the books all the same. */
  async function adopt(
    tx: Db,
    session: SessionState,
    order: LockedOrder,
  ): Promise<Known | undefined> {
    if (session.standing !== 'paid' || session.amountMinor <= 0) return undefined
    await repository.insertForgotten(tx, {
      id: newId(clock.now()),
      orderId: order.id,
      stripeSessionId: session.id,
      amountMinor: order.totalMinor || session.amountMinor,
      currency: order.currency,
      now: clock.now(),
    })
    const payment = await repository.findBySession(tx, session.id)
    return payment ? { order, payment } : undefined
  }

  return async function lockFor(tx: Db, session: SessionState): Promise<Known | undefined> {
    const isNamed = session.orderId !== null && isUuid(session.orderId)
    const named = isNamed ? await orders.lock(tx, session.orderId) : undefined
    const payment = await repository.findBySession(tx, session.id)
    if (!payment) return named && (await adopt(tx, session, named))
    if (payment.orderId === named?.id) return { order: named, payment }

    // The page names another order than the shop's own books, which count.
    const order = await orders.lock(tx, payment.orderId)
    const again = await repository.findBySession(tx, session.id)
    return order && again && { order, payment: again }
  }
}
