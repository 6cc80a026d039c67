import type { StoredPicture } from '#features/catalogue/index.ts'
import type { Offer, Outcome, Refused } from '#features/pricing/index.ts'
import type { Prisma } from '#platform/db.ts'

import { buyable, type KeptLine } from './rules.ts'

/** What a cart knows of offers. */
export interface CartOffers {
  readonly coupons: readonly string[]
  readonly customerEmail: string | null
  readonly seenOffers: SeenOffers | null
}

/** What the customer was last shown of offers. */
export interface SeenOffers {
  readonly discountMinor: number
  /** The promotions whose gifts were shown, as there or as gone. */
  readonly gifts: readonly string[]
  /** Whatever else was said: when it changes, so does the cart's version. */
  readonly rest: string
}

export const NO_OFFERS: CartOffers = { coupons: [], customerEmail: null, seenOffers: null }

/** More codes than anybody has. */
export const MOST_COUPONS = 10

/** A promotion with all that a cart shows of it. */
export interface CartOffer extends Offer {
  readonly gift: Gift | null
}

export interface Gift {
  readonly variantId: string
  readonly free: number
  readonly forSale: boolean
  readonly sku: string
  readonly slug: string
  readonly title: string
  readonly options: Prisma.JsonValue
  readonly priceMinor: number
  readonly image: StoredPicture | null
}

export type CartOutcome = Outcome<CartOffer>

/** The lines as promotions count them: what can be bought now. */
export const asBasket = (
  lines: readonly (KeptLine & { readonly variantId: string })[],
): readonly { variantId: string; quantity: number; unitPriceMinor: number }[] =>
  lines.map((line) => ({
    variantId: line.variantId,
    quantity: buyable(line),
    unitPriceMinor: line.priceMinor,
  }))

const isOf = (kind: Offer['kind']) => (one: { readonly offer: CartOffer }) =>
  one.offer.kind === kind

export const giftsOf = ({ applied }: CartOutcome): readonly CartOffer[] =>
  applied.filter(isOf('gift')).map(({ offer }) => offer)

export const hasFreeDelivery = ({ applied }: CartOutcome): boolean =>
  applied.some(isOf('free_delivery'))

/** The gifts that are gone and that the customer has been shown, or has a code for. */
export function missedGifts(
  { missing }: CartOutcome,
  seen: SeenOffers | null,
): readonly CartOffer[] {
  return missing.filter(({ id, code }) => code !== null || seen?.gifts.includes(id))
}

/** What the customer is being shown, to be held against what they were shown before. */
export function seenOf(outcome: CartOutcome, before: SeenOffers | null): SeenOffers {
  const gifts = [...giftsOf(outcome), ...missedGifts(outcome, before)].map(({ id }) => id)
  const { applied, refused, next } = outcome
  const rest = [
    ...applied.map(({ offer }) => offer.id),
    ...missedGifts(outcome, before).map(({ id }) => `-${id}`),
    ...refused.map(({ code, reason }) => `${code}:${reason}`),
    ...next.map(({ offer }) => `+${offer.id}`),
  ].join(' ')
  return { discountMinor: outcome.discountMinor, gifts: gifts.toSorted(), rest }
}

const NOTHING: SeenOffers = { discountMinor: 0, gifts: [], rest: '' }

export function isSameAsSeen(now: SeenOffers, before: SeenOffers | null): boolean {
  const { discountMinor, gifts, rest } = before ?? NOTHING
  return (
    now.discountMinor === discountMinor &&
    now.rest === rest &&
    now.gifts.join(' ') === gifts.join(' ')
  )
}

export type CartRefusal = Refused<CartOffer>
