import { recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import type { SignedIn } from '#platform/http/caller.ts'

import type { AdjustStock, MovementView, StockLevelView } from './contract.ts'
import * as repository from './repository.ts'
import {
  inLockOrder,
  MOST_ON_HAND,
  outOfStock,
  stockTooHigh,
  stockTooLow,
  variantNotFound,
  type Wanted,
} from './rules.ts'

export type Inventory = ReturnType<typeof createInventory>

type Adjustment = ReturnType<typeof AdjustStock.body.parse>

export function createInventory({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  return {
    /** Starts keeping stock of a new variant. */
    async open(
      tx: Db,
      opening: {
        readonly variantId: string
        readonly onHand: number
        readonly reason: 'initial' | 'import'
        readonly actorId: string | null
      },
    ): Promise<void> {
      const { variantId, onHand, reason, actorId } = opening
      await repository.createLevel(tx, { variantId, onHand, reserved: 0 }, clock.now())
      if (onHand === 0) return
      const movement = { variantId, delta: onHand, reason, actorId }
      await repository.recordMovements(tx, [movement], clock.now())
    },

    async levelsOf(on: Db, variantIds: readonly string[]) {
      const levels = await repository.levelsOf(on, variantIds)
      return new Map(levels.map((level) => [level.variantId, level]))
    },

    /**
     * Holds every unit for the order, or none: the caller's transaction undoes a partial hold.
     * @throws outOfStock, with the variants that lack units and how many are left of each.
     */
    async reserve(tx: Db, orderId: string, lines: readonly Wanted[]): Promise<void> {
      const wanted = inLockOrder(lines)
      const variantIds = wanted.map(({ variantId }) => variantId)
      if (wanted.length > 1) await repository.lock(tx, variantIds)
      const reserved = await repository.reserve(tx, { orderId, wanted, now: clock.now() })
      if (reserved.size === wanted.length) return

      const short = variantIds.filter((variantId) => !reserved.has(variantId))
      const left = await repository.levelsOf(tx, short)
      throw outOfStock('Somebody was quicker: fewer are left than your basket holds.', {
        variants: left.map(({ variantId, onHand, reserved: held }) => ({
          variantId,
          available: onHand - held,
        })),
      })
    },

    /** The held units leave the shop for good. @returns what those are. */
    async consume(tx: Db, orderId: string): Promise<readonly Wanted[]> {
      const held = await repository.lockLiveReservations(tx, orderId)
      await repository.consume(tx, { orderId, held, now: clock.now() })
      return held
    },

    /** The held units can be bought again. Harmless when nothing is held. */
    async release(tx: Db, orderId: string, as: 'released' | 'expired'): Promise<void> {
      await repository.lockLiveReservations(tx, orderId)
      await repository.release(tx, { orderId, as, now: clock.now() })
    },

    /** Sold units come back to the shelf; the caller sees to it that they do so once. */
    async restock(
      tx: Db,
      {
        orderId,
        units,
        actorId,
      }: { orderId: string; units: readonly Wanted[]; actorId: string | null },
    ): Promise<void> {
      const back = inLockOrder(units)
      await repository.lock(
        tx,
        back.map(({ variantId }) => variantId),
      )
      await repository.addOnHand(tx, back, clock.now())
      await repository.recordMovements(
        tx,
        back.map(({ variantId, quantity }) => ({
          variantId,
          delta: quantity,
          reason: 'restock' as const,
          orderId,
          actorId,
        })),
        clock.now(),
      )
    },

    /** A person counted, received or lost units. */
    async adjust(sku: string, adjustment: Adjustment, by: SignedIn): Promise<StockLevelView> {
      const { delta, reason, note = null } = adjustment
      return await db.transaction(async (tx) => {
        const known = await repository.findBySku(tx, sku)
        if (!known) throw variantNotFound(`There is no variant ${sku}.`)
        const { variantId } = known
        if (known.onHand + delta > MOST_ON_HAND) {
          throw stockTooHigh(
            `${sku} cannot have more than ${MOST_ON_HAND} units. Nothing was changed.`,
          )
        }

        const level = await repository.adjust(tx, { variantId, delta, now: clock.now() })
        if (!level) {
          const free = known.onHand - known.reserved
          throw stockTooLow(
            `Only ${free} of ${sku} can be taken away; the rest is promised to orders.`,
            {
              available: free,
            },
          )
        }
        const movement = { variantId, delta, reason, note, actorId: by.accountId }
        await repository.recordMovements(tx, [movement], clock.now())
        await recordAudit(tx, clock, {
          actor: by,
          action: 'stock.adjusted',
          subjectType: 'variant',
          subjectId: variantId,
          detail: { sku, delta, reason, onHand: level.onHand },
        })
        return presentLevel(sku, level)
      })
    },

    /** Every change of the units on hand, newest first. */
    async movements(
      sku: string,
      { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
    ): Promise<{ items: readonly MovementView[]; nextCursor: string | null }> {
      const known = await repository.findBySku(db.pool, sku)
      if (!known) throw variantNotFound(`There is no variant ${sku}.`)
      const { variantId } = known
      const rows = await repository.movementsOf(db.pool, {
        variantId,
        before: cursor,
        limit: limit + 1,
      })
      const names = await repository.namesOf(
        db.pool,
        rows.flatMap(({ actorId }) => actorId ?? []),
      )
      const items = rows.slice(0, limit).map((row) => ({
        id: row.id,
        delta: row.delta,
        reason: row.reason,
        note: row.note,
        orderId: row.orderId,
        by: row.actorId === null ? null : (names.get(row.actorId) ?? null),
        at: row.createdAt.toISOString(),
      }))
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
  }
}

function presentLevel(sku: string, { onHand, reserved }: repository.Level): StockLevelView {
  return { sku, onHand, reserved, available: onHand - reserved }
}
