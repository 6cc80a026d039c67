import type { Inventory } from '#features/inventory/index.ts'
import { type LockedOrder, type Orders, orderNotFound } from '#features/orders/index.ts'
import { recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import type { SignedIn } from '#platform/http/caller.ts'
import { formatMoney, money } from '#platform/money.ts'

import {
  choose,
  everything,
  NO_PARTS,
  type Refundable,
  type RefundParts,
  type WantedRefund,
} from './refund-parts.ts'
import * as units from './refund-repository.ts'
import type { Refunds } from './refunds.ts'
import * as repository from './repository.ts'
import { nothingToRefund, refundTooLarge } from './rules.ts'

interface RefundOrderDeps {
  readonly db: Database
  readonly clock: Clock
  readonly orders: Orders
  readonly inventory: Inventory
  readonly refunds: Refunds
}

export interface RefundRequest {
  readonly orderId: string
  readonly wanted: WantedRefund
  readonly reason: string
  /** Whether the customer reads the reason. */
  readonly isReasonTold: boolean
  readonly by: SignedIn
  /** Tells this request from every other: its repeat refunds nothing more. */
  readonly requestKey: string | null
}

type Why = Pick<RefundRequest, 'reason' | 'isReasonTold' | 'requestKey'> & {
  readonly actorId: string | null
}

/** Gives money back for an order that stays as it is: all that is left, or by line, delivery and sum; units go back on the shelf as wanted. */
export function createRefundOrder(deps: RefundOrderDeps) {
  const { db, clock, orders, inventory, refunds } = deps

  /**
   * Sets all that is left of every payment aside; the first of them is for what is left of the lines and the delivery.
   * @returns how much that is, in minor units.
   */
  async function refundAll(tx: Db, order: LockedOrder, why: Why): Promise<number> {
    let allMinor = 0
    for (const { id: paymentId, capturedMinor, refundedMinor } of await repository.findCaptured(
      tx,
      order.id,
    )) {
      const amountMinor = capturedMinor - refundedMinor
      const isFirst = allMinor === 0
      const parts = isFirst ? everything(await refundableOf(tx, order), amountMinor) : NO_PARTS
      await refunds.request(tx, {
        orderId: order.id,
        paymentId,
        amountMinor,
        parts,
        ...why,
        requestKey: isFirst ? why.requestKey : null,
      })
      allMinor += amountMinor
    }
    return allMinor
  }

  async function refundChosen(
    tx: Db,
    order: LockedOrder,
    { wanted, why }: { readonly wanted: WantedRefund; readonly why: Why },
  ): Promise<number> {
    const chosen = choose(await refundableOf(tx, order), wanted)
    const { amountMinor } = chosen
    const captured = await repository.findCaptured(tx, order.id)
    const lefts = captured.map((payment) => payment.capturedMinor - payment.refundedMinor)
    const payment = captured.find((_payment, at) => (lefts[at] ?? 0) >= amountMinor)
    if (!payment) {
      const left = money(Math.max(0, ...lefts), order.currency)
      throw refundTooLarge(
        `${formatMoney(money(amountMinor, order.currency))} is more than the ${formatMoney(left)} that is left of the payment. Nothing was refunded.`,
        { left },
      )
    }
    const paymentId = payment.id
    await refunds.request(tx, { orderId: order.id, paymentId, amountMinor, parts: chosen, ...why })
    await putBack(tx, order, { parts: chosen, actorId: why.actorId })
    return amountMinor
  }

  /** The units that are wanted back on the shelf; an order that all came back of is returned. */
  async function putBack(
    tx: Db,
    order: LockedOrder,
    { parts, actorId }: { readonly parts: RefundParts; readonly actorId: string | null },
  ): Promise<void> {
    const back = parts.lines.filter(({ isRestocked }) => isRestocked)
    if (back.length === 0) return
    await inventory.restock(tx, { orderId: order.id, units: back, actorId })
    const { lines } = await units.findRefundable(tx, order.id)
    const isAllBack = lines.every(({ quantity, restocked }) => restocked === quantity)
    const hasLeft = ['fulfilled', 'collected'].includes(order.fulfilmentStatus)
    if (isAllBack && hasLeft) await orders.update(tx, order.id, { fulfilmentStatus: 'returned' })
  }

  return {
    refundAll,

    /** @throws orderNotFound; nothingToRefund; refundTooLarge; and what `choose` refuses. */
    async refund({ orderId, wanted, by, ...about }: RefundRequest): Promise<void> {
      await db.transaction(async (tx) => {
        const order = await orders.lock(tx, orderId)
        if (!order) throw orderNotFound('There is no such order.')
        const { requestKey, reason } = about
        if (requestKey !== null && (await units.isRequested(tx, requestKey))) return
        if ((await repository.findCaptured(tx, orderId)).length === 0)
          throw nothingToRefund('All that was paid has gone back already, or nothing was paid.')

        const why = { ...about, actorId: by.accountId }
        const isAll = wanted.lines.length === 0 && !wanted.delivery && wanted.amountMinor === 0
        const amountMinor = isAll
          ? await refundAll(tx, order, why)
          : await refundChosen(tx, order, { wanted, why })
        await recordAudit(tx, clock, {
          actor: by,
          action: 'order.refunded',
          subjectType: 'order',
          subjectId: orderId,
          detail: { reason, amountMinor },
        })
      })
    },
  }
}

/** Of an order that was never placed no unit was sold: its money goes back for the order as a whole. */
async function refundableOf(tx: Db, { id, placedAt }: LockedOrder): Promise<Refundable> {
  return placedAt === null ? { lines: [], deliveryMinor: 0 } : await units.findRefundable(tx, id)
}

export type RefundOrder = ReturnType<typeof createRefundOrder>
