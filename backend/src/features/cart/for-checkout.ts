import { evaluate } from '#features/pricing/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'

import * as boughtUnits from './bought-repository.ts'
import { offersOf } from './offer-repository.ts'
import { asBasket, type CartOffers, type CartOutcome, seenOf } from './offers.ts'
import type { Shopper } from './open-cart.ts'
import * as repository from './repository.ts'
import { buyable } from './rules.ts'

/** What a customer has put in. */
export interface CartContents {
  readonly lines: readonly repository.LineRecord[]
  readonly coupons: readonly string[]
}

export interface LockedCart extends CartContents {
  readonly seen: CartOffers['seenOffers']
  readonly outcome: CartOutcome
}

type PriceNow = (
  cartId: string,
  offers: CartOffers,
  shopper: Shopper,
) => Promise<{
  readonly lines: readonly repository.LineRecord[]
  readonly outcome: CartOutcome
}>

/** What checkout and settling do with a cart. */
export function createForCheckout({
  db,
  clock,
  priceNow,
}: {
  readonly db: Database
  readonly clock: Clock
  readonly priceNow: PriceNow
}) {
  return {
    /** What is in it now. */
    async contents(cartId: string): Promise<CartContents> {
      const [lines, { coupons }] = await Promise.all([
        repository.linesNow(db, cartId),
        repository.findOffers(db.pool, cartId),
      ])
      return { lines, coupons }
    },

    /**
     * What checkout prices: the lines, and what promotions come to for that shopper. The cart is locked: two checkouts of one cart come one
     * after the other.
     */
    async lockWhole(tx: Db, cartId: string, shopper: Shopper): Promise<LockedCart> {
      const { coupons, seenOffers: seen } = await repository.lock(tx, cartId)
      const lines = await repository.linesOf(tx, cartId)
      const now = clock.now()
      const offers = await offersOf(tx, { cartId, coupons, ...shopper, now })
      const outcome = evaluate(offers, { lines: asBasket(lines), coupons, now })
      return { lines, coupons, seen, outcome }
    },

    /** What left the cart for a payment that then failed comes back; what was put in since stays. */
    async putBack(tx: Db, cartId: string, bought: boughtUnits.Bought): Promise<void> {
      await boughtUnits.putBack(tx, { cartId, bought, now: clock.now() })
    },

    /**
     * After a refusal has told that shopper how things are now: the next checkout goes by that.
     * @returns the lines as they are.
     */
    async noteSeen(cartId: string, shopper: Shopper): Promise<readonly repository.LineRecord[]> {
      const held = await repository.findOffers(db.pool, cartId)
      const { lines, outcome } = await priceNow(cartId, held, shopper)
      await repository.noteSeen(db.pool, {
        cartId,
        seen: lines.map(asSeen),
        offers: seenOf(outcome, held.seenOffers),
        customerEmail: shopper.email,
        now: clock.now(),
      })
      return lines
    },

    /** Keeps a cart from being checked out until the transaction ends: for whoever takes units first, as checkout does after the cart. */
    async lock(tx: Db, cartId: string): Promise<void> {
      await boughtUnits.lock(tx, cartId)
    },

    /** What was bought leaves the cart, with the codes that were used; what was put in since stays. */
    async takeOut(tx: Db, cartId: string, bought: boughtUnits.Bought): Promise<void> {
      await boughtUnits.takeOut(tx, { cartId, bought, now: clock.now() })
    },
  }
}

export const asSeen = (line: repository.LineRecord): repository.Seen => ({
  variantId: line.variantId,
  priceMinor: line.priceMinor,
  quantity: buyable(line),
})
