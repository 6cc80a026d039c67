import { setTimeout as pause } from 'node:timers/promises'

import type { LockedOrder, Orders } from '#features/orders/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import type { Log } from '#platform/log.ts'

import type { PaymentGateway } from './gateway.ts'
import * as repository from './repository.ts'
import { PROCESSING_DAYS } from './rules.ts'
import type { Settle } from './settle.ts'

interface OverdueDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly orders: Orders
  readonly gateway: PaymentGateway
  readonly settle: Settle['settle']
  readonly expireOrder: Settle['expireOrder']
}

/** Below the 15 s that a Lambda invocation may take. */
const RUN_MS = 10_000
/** How many orders a run has in hand at once; most of the time is spent waiting for Stripe. */
const SIDE_BY_SIDE = 4
const CLAIM = 5
/** How many orders are ended for somebody who wants what they hold, and how long that person waits for it. */
const MOST_ON_DEMAND = 20
const PATIENCE_MS = 3_000

/** Ends what nobody paid in time: Stripe is asked first, and only when it agrees are the units free (L3). */
export function createOverdue(deps: OverdueDeps) {
  const { db, clock, log, orders, gateway, settle, expireOrder } = deps
  /** Whoever wants an order ended that this process is ending waits for that. */
  const ending = new Map<string, Promise<boolean>>()

  /** Ends an order nobody paid, once Stripe agrees that nobody can any more. */
  async function end(orderId: string): Promise<void> {
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

  /** Reports whether it was ended. One order that fails does not keep the others. */
  async function tryToEnd(orderId: string): Promise<boolean> {
    try {
      await end(orderId)
      return true
    } catch (error) {
      log.error({ err: error, orderId }, 'an overdue order could not be ended; it is tried again')
      return false
    }
  }

  async function endOnce(orderId: string): Promise<boolean> {
    const running = ending.get(orderId) ?? tryToEnd(orderId).finally(() => ending.delete(orderId))
    ending.set(orderId, running)
    return await running
  }

  async function sweep(enough: number): Promise<void> {
    while (performance.now() < enough) {
      const claimed = await orders.claimOverdue(CLAIM)
      if (claimed.length === 0) return
      for (const orderId of claimed) await endOnce(orderId)
    }
  }

  return {
    /** Ends all of them, or as many as there is time for. Any number of runs at once share them. */
    async endAll(): Promise<void> {
      const enough = performance.now() + RUN_MS
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => await sweep(enough)))
    },

    /**
     * Ends the oldest of the orders that are past their time and hold what somebody wants now. Bounded in number and time.
     * @returns whether any was ended.
     */
    async endWhatHolds(wanted: Parameters<Orders['findOverdue']>[0]): Promise<boolean> {
      const overdue = await orders.findOverdue(wanted, MOST_ON_DEMAND)
      if (overdue.length === 0) return false
      let ended = false
      const waiting = [...overdue]
      const work = async () => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
          if (await endOnce(id)) ended = true
        }
      }
      const all = Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
      await Promise.race([all, pause(PATIENCE_MS, undefined, { ref: false })])
      return ended
    },
  }
}
