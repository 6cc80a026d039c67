import { createHmac } from 'node:crypto'

import type { Keys, Orders } from '#features/orders/index.ts'
import { normalisedEmail } from '#features/pricing/index.ts'
import type { ShopSettings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'

import { assertMayHold, networkOf } from './holding-rules.ts'

interface HoldingsDeps {
  readonly clock: Clock
  readonly orders: Orders
  readonly signingKey: string
  readonly rateLimits: boolean
}

export type Holdings = ReturnType<typeof createHoldings>

/**
 * Sees to it that nobody holds the whole shop without paying. Orders are counted by keyed hashes of the customer and of the network
 * they come from; the hashes are kept only while the order waits, and without the shop's key they tell nothing.
 */
export function createHoldings({ clock, orders, signingKey, rateLimits }: HoldingsDeps) {
  const keyed = (kind: string, value: string): Buffer<ArrayBuffer> =>
    createHmac('sha256', signingKey).update(`unpaid by ${kind}: ${value}`).digest()

  return {
    clientKey: (address: string): Buffer<ArrayBuffer> => keyed('address', networkOf(address)),

    customerKey: (accountId: string | null, email: string): Buffer<ArrayBuffer> =>
      accountId === null ? keyed('mailbox', normalisedEmail(email)) : keyed('account', accountId),

    /**
     * Others of the same customer or network wait from here until the transaction ends, so that no two can both take the last of
     * what is allowed.
     * @throws tooManyUnpaid, tooMuchAtOnce
     */
    async assertRoom(tx: Db, keys: Keys, units: number, settings: ShopSettings): Promise<void> {
      if (!rateLimits) return
      assertMayHold(units, await orders.lockHoldings(tx, keys), settings, clock.now())
    },
  }
}
