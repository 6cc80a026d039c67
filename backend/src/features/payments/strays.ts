import type { Orders } from '#features/orders/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import { isUuid } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'
import type { Outbox } from '#platform/outbox.ts'

import { type PaymentGateway, RefundRefused, type SessionState } from './gateway.ts'
import * as books from './reconcile-repository.ts'
import type { Healed } from './run.ts'
import type { Settle } from './settle.ts'

export interface StraysDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly outbox: Outbox
  readonly orders: Orders
  readonly gateway: PaymentGateway
  readonly settle: Settle['settle']
}

/**
 * Payment pages of this shop that its books do not have: one that its order waits for is noted with it, an open one is closed, and
 * what was paid is taken in with its order, or sent back where there is none.
 */
export function createStrays(deps: StraysDeps) {
  const { db, clock, log, outbox, orders, gateway, settle } = deps

  /** A page of this shop that its books do not have. */
  async function healStray(session: SessionState): Promise<Healed | undefined> {
    if (await books.isStrayOver(db.pool, session.id)) return undefined
    const orderId = orderOf(session)
    if (orderId && (await link(orderId, session))) {
      await settle(session)
      return { kind: 'payment', words: `${session.id} was noted with its order` }
    }
    return await clearUp(orderId, session)
  }

  async function clearUp(
    orderId: string | null,
    session: SessionState,
  ): Promise<Healed | undefined> {
    const isOpen = session.standing === 'open'
    const closed = isOpen ? await gateway.expireSession(session.id) : session
    if (closed.standing === 'paid') return await takeIn(orderId, closed)
    if (closed.standing === 'processing') {
      // Its end is waited for: every run asks again.
      await books.keepStray(db.pool, closed, clock.now())
      return undefined
    }
    await books.endStray(db.pool, closed.id, { refusal: 'Nothing was paid.' })
    return isOpen ? { kind: 'stray', words: `${closed.id} was nobody's and is closed` } : undefined
  }

  async function link(orderId: string, session: SessionState): Promise<boolean> {
    if (session.standing === 'expired') return false
    return await db.transaction(async (tx) => {
      const order = await orders.lock(tx, orderId)
      const isDue = order?.status === 'awaiting_payment'
      return isDue && (await books.link(tx, { orderId, session, now: clock.now() }))
    })
  }

  async function takeIn(orderId: string | null, session: SessionState): Promise<Healed> {
    if (orderId && (await noteWithOrder(orderId, session))) {
      await settle(session)
      await books.endStray(db.pool, session.id, { refusal: 'It was taken in with its order.' })
      return { kind: 'stray', words: `${session.id} was paid and is taken in with its order` }
    }
    return await sendBack(session)
  }

  /** Has a person look; settling then takes the payment in and says what becomes of the money. Reports whether there is an order. */
  async function noteWithOrder(orderId: string, { id }: SessionState): Promise<boolean> {
    return await db.transaction(async (tx) => {
      const order = await orders.lock(tx, orderId)
      if (!order) return false
      const note = { orderId, kind: 'payment_found', about: id } as const
      if (await orders.isNoted(tx, note)) return true
      await orders.addEvent(tx, orderId, 'payment_found', { about: id })
      const reason = `A payment was found at Stripe that the books did not have (${id}).`
      await orders.sendToReview(tx, orderId, reason)
      return true
    })
  }

  /** Paid for an order that is not there: all of it goes back. */
  async function sendBack(session: SessionState): Promise<Healed> {
    const { id, intentId, amountMinor, orderId } = session
    log.error({ sessionId: id, intentId, amountMinor }, 'paid for an order that is not there')
    await books.keepStray(db.pool, session, clock.now())
    if (intentId === null) throw new Error(`${id} was paid without an intent.`)
    const made = (await gateway.refundsOf(intentId)).find(({ status }) => status !== 'failed')
    try {
      const key = `stray:${id}`
      const refund =
        made ?? (await gateway.refund({ key, intentId, amountMinor, orderId: orderId ?? '' }))
      await endAndTell(id, { stripeRefundId: refund.id })
      return { kind: 'stray', words: `${id} was paid for no order; ${refund.id} sends it back` }
    } catch (error) {
      if (!(error instanceof RefundRefused)) throw error
      await endAndTell(id, { refusal: error.message })
      return { kind: 'stray', words: `${id} was paid for no order; Stripe refuses to refund it` }
    }
  }

  /** Whoever paid and the owner are told what becomes of the money. */
  async function endAndTell(
    sessionId: string,
    end: Parameters<typeof books.endStray>[2],
  ): Promise<void> {
    await db.transaction(async (tx) => {
      if (!(await books.endStray(tx, sessionId, end))) return
      await outbox.add(tx, { name: 'payment.strayed', payload: { sessionId } })
    })
  }

  return { heal: healStray }
}

const orderOf = ({ orderId }: SessionState): string | null =>
  orderId !== null && isUuid(orderId) ? orderId : null
