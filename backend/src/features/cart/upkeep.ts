import type { Settings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'

import type { CartUnits, CartUnitsView } from './contract.ts'
import { removeStale } from './owner-repository.ts'
import { ALIVE_HOURS } from './rules.ts'
import { unitsInCarts } from './units-repository.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const REMOVED_AT_ONCE = 500
/** Below the 15 s that a Lambda invocation may take. */
const RUN_MS = 10_000

/** What is done with all carts together: those that are over go, and their units are counted for the owner. */
export function createUpkeep({
  db,
  clock,
  settings,
}: {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
}) {
  return {
    /** Removes guests' carts whose time is over, a batch at a time; what is left when the run has to end waits for the next. */
    async forgetStale(): Promise<void> {
      const { guestCartDays } = await settings.read(db.pool)
      const unchangedSince = new Date(clock.now().getTime() - guestCartDays * DAY_MS)
      const enough = performance.now() + RUN_MS
      let removed: number
      do removed = await removeStale(db.pool, { unchangedSince, most: REMOVED_AT_ONCE })
      while (removed === REMOVED_AT_ONCE && performance.now() < enough)
    },

    /** The units that somebody is about to buy: of one product, or of all. */
    async units(productId: string | undefined): Promise<CartUnitsView> {
      const since = new Date(clock.now().getTime() - ALIVE_HOURS * HOUR_MS)
      const items = await unitsInCarts(db.pool, { since, productId })
      const sum = (pick: (item: CartUnits) => number) =>
        items.reduce((total, item) => total + pick(item), 0)
      return {
        hours: ALIVE_HOURS,
        inCarts: sum(({ inCarts }) => inCarts),
        beingPaid: sum(({ beingPaid }) => beingPaid),
        items: productId === undefined ? [] : items,
      }
    },
  }
}
