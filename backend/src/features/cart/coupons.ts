import { codeOf, couponRefused, couponUnknown, evaluate } from '#features/pricing/index.ts'
import type { Settings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'

import { offersNow } from './offer-repository.ts'
import { asBasket, type CartRefusal, MOST_COUPONS } from './offers.ts'
import type { CartAnswer, CartHolder, OpenCart } from './open-cart.ts'
import { refusalInWords } from './present-offers.ts'
import * as repository from './repository.ts'

interface CouponsDeps {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
  readonly open: (holder: CartHolder) => Promise<OpenCart>
  readonly answer: (cart: OpenCart, version: number) => Promise<CartAnswer>
  readonly empty: () => Promise<CartAnswer>
}

/** What waiting or buying more does not change. */
const LASTING = new Set(['not_started', 'ended', 'used_up', 'used_already', 'gift_gone'])

/** The codes that a cart has. */
export function createCoupons(deps: CouponsDeps) {
  const { db, clock, settings, open, answer, empty } = deps

  async function refusalOf(
    { key, offers }: OpenCart,
    code: string,
  ): Promise<CartRefusal | undefined> {
    const now = clock.now()
    const coupons = [...offers.coupons, code]
    const { accountId } = key
    const to = { cartId: key.id, coupons, accountId, email: offers.customerEmail, now }
    const [lines, known] = await Promise.all([repository.linesNow(db, key.id), offersNow(db, to)])
    const { refused } = evaluate(known, { lines: asBasket(lines), coupons, now })
    return refused.find((one) => one.code === code)
  }

  async function keep(cart: OpenCart, coupons: readonly string[]): Promise<CartAnswer> {
    const version = await repository.putCoupons(db.pool, {
      cart: cart.key,
      coupons,
      now: clock.now(),
    })
    return await answer({ ...cart, offers: { ...cart.offers, coupons } }, version)
  }

  return {
    /**
     * Keeps a code with the cart. One that only needs more in the basket, or that something better outdoes, is kept and says so.
     * @throws couponUnknown; couponRefused with the reason when it cannot be used, or the cart has codes enough.
     */
    async addCoupon(holder: CartHolder, typed: string): Promise<CartAnswer> {
      const code = codeOf(typed)
      const cart = await open(holder)
      const { coupons } = cart.offers
      if (coupons.includes(code)) return await answer(cart, cart.version)
      const refusal = await refusalOf(cart, code)
      if (refusal) assertWorthKeeping(refusal, (await settings.view()).currency)
      if (coupons.length >= MOST_COUPONS) {
        throw couponRefused(`A basket takes ${MOST_COUPONS} codes. Take one out first.`, {
          code,
          reason: 'too_many',
        })
      }
      return await keep(cart, [...coupons, code])
    },

    /** One that is not there is no error. */
    async removeCoupon(holder: CartHolder, typed: string): Promise<CartAnswer> {
      const cart = await open(holder)
      if (cart.isNew) return await empty()
      const { coupons } = cart.offers
      const code = codeOf(typed)
      if (!coupons.includes(code)) return await answer(cart, cart.version)
      return await keep(
        cart,
        coupons.filter((one) => one !== code),
      )
    },
  }
}

/** @throws couponUnknown; couponRefused when neither waiting nor buying more changes why it takes nothing off. */
function assertWorthKeeping(refusal: CartRefusal, currency: string): void {
  const { code, reason, offer } = refusal
  if (!offer) {
    throw couponUnknown(
      `We do not know the code ${code}. Look at how it is written, and try again.`,
      { code },
    )
  }
  if (!LASTING.has(reason)) return
  const why = refusalInWords(refusal, currency)
  throw couponRefused(`${why} Your basket is as it was.`, { code, reason })
}
