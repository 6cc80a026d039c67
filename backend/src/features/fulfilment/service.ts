import type { AdminOrderView } from '#features/orders/contract.ts'
import { type LockedOrder, type Orders, orderNotFound } from '#features/orders/index.ts'
import { recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db, Prisma } from '#platform/db.ts'
import type { SignedIn } from '#platform/http/caller.ts'
import { newId } from '#platform/id.ts'
import type { Outbox } from '#platform/outbox.ts'

import * as repository from './repository.ts'
import {
  assertMayMove,
  assertMayPack,
  assertSomethingToPack,
  fulfilmentNotFound,
  fulfilmentStatusAfter,
  fulfilmentStatusConflict,
  type Move,
} from './rules.ts'

export interface Tracking {
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
}

/** One step of a parcel: what changes in its row, and what the timeline, the event and the books say of it. */
interface Step {
  readonly to: Move
  readonly event: 'sent' | 'ready_for_collection' | 'collected'
  readonly changes: Prisma.FulfilmentUpdateManyMutationInput
  readonly detail: Prisma.InputJsonObject
}

export type Fulfilment = ReturnType<typeof createFulfilment>

/**
 * Parcels: packed, then sent, or ready and collected. Each step is taken from the status before it and no other; taking it
 * again is a conflict rather than a silent success, so that a second, different tracking number is never lost unseen.
 */
export function createFulfilment({
  db,
  clock,
  outbox,
  orders,
}: {
  readonly db: Database
  readonly clock: Clock
  readonly outbox: Outbox
  readonly orders: Orders
}) {
  async function writeDown(
    tx: Db,
    { id, number }: LockedOrder,
    { action, by, detail }: { action: string; by: SignedIn; detail: Prisma.InputJsonObject },
  ): Promise<void> {
    await recordAudit(tx, clock, {
      actor: by,
      action,
      subjectType: 'order',
      subjectId: id,
      detail: { number, ...detail },
    })
  }

  async function take(id: string, step: Step, by: SignedIn): Promise<AdminOrderView> {
    const known = await repository.find(db.pool, id)
    if (!known) throw fulfilmentNotFound('There is no such parcel.')
    const { orderId } = known

    await db.transaction(async (tx) => {
      const order = await orders.lock(tx, orderId)
      // Read again under the lock: somebody else may have moved it meanwhile.
      const parcel = await repository.find(tx, id)
      if (!order || !parcel) throw fulfilmentNotFound('There is no such parcel.')
      assertMayMove(order, parcel, step.to)

      const changed = await repository.changeStatus(tx, parcel, {
        ...step.changes,
        status: step.to,
      })
      if (!changed) throw fulfilmentStatusConflict('The parcel moved meanwhile. Look at it again.')

      const unitsNotSent = await repository.countNotSent(tx, orderId)
      await orders.update(tx, orderId, {
        fulfilmentStatus: fulfilmentStatusAfter(step.to, { unitsNotSent }),
      })
      const detail = { fulfilmentId: id, ...step.detail }
      await orders.addEvent(tx, orderId, step.event, detail)
      const name = `order.${step.event}`
      await outbox.add(tx, { name, payload: { orderId, fulfilmentId: id } })
      await writeDown(tx, order, { action: name, by, detail })
    })
    return await orders.adminView(orderId)
  }

  return {
    /**
     * Packs everything in a paid order that is in no parcel yet.
     * @throws orderNotFound; cannotPack when it is not paid, cancelled, refunded, under review, or packed already.
     */
    async pack(orderId: string, by: SignedIn): Promise<AdminOrderView> {
      await db.transaction(async (tx) => {
        const order = await orders.lock(tx, orderId)
        if (!order) throw orderNotFound('There is no such order.')
        assertMayPack({ ...order, ...(await repository.findReview(tx, orderId)) })
        const unpacked = await repository.findUnpacked(tx, orderId)
        assertSomethingToPack(unpacked)

        const now = clock.now()
        const fulfilmentId = newId(now)
        const parcel = { id: fulfilmentId, orderId, kind: order.deliveryKind, packedAt: now }
        await repository.insert(tx, parcel, unpacked)
        await orders.addEvent(tx, orderId, 'packed', { fulfilmentId })
        await writeDown(tx, order, { action: 'order.packed', by, detail: { fulfilmentId } })
      })
      return await orders.adminView(orderId)
    },

    /**
     * The parcel has left, and its customer is told. The order is fulfilled once every unit of it has left.
     * @throws fulfilmentNotFound; fulfilmentStatusConflict for a repeat, a collection, or a cancelled order.
     */
    async markSent(id: string, tracking: Tracking, by: SignedIn): Promise<AdminOrderView> {
      const changes = { ...tracking, sentAt: clock.now() }
      const step = { to: 'sent', event: 'sent', changes, detail: { ...tracking } } as const
      return await take(id, step, by)
    },

    /**
     * The parcel waits in the shop, and its customer is told.
     * @throws fulfilmentNotFound; fulfilmentStatusConflict for a repeat, a delivery, or a cancelled order.
     */
    async markReady(id: string, by: SignedIn): Promise<AdminOrderView> {
      const step = { to: 'ready', event: 'ready_for_collection', changes: {}, detail: {} } as const
      return await take(id, step, by)
    },

    /**
     * The customer has fetched the parcel, and is thanked.
     * @throws fulfilmentNotFound; fulfilmentStatusConflict for a repeat, or before it was ready.
     */
    async markCollected(id: string, by: SignedIn): Promise<AdminOrderView> {
      const changes = { collectedAt: clock.now() }
      const step = { to: 'collected', event: 'collected', changes, detail: {} } as const
      return await take(id, step, by)
    },
  }
}
