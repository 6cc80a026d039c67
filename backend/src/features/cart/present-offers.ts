import { presentPicture, readOptions } from '#features/catalogue/index.ts'
import { formatMoney, money } from '#platform/money.ts'

import type { CartCouponView, CartGiftView, CartView } from './contract.ts'
import {
  type CartOffer,
  type CartOutcome,
  type CartRefusal,
  giftsOf,
  hasFreeDelivery,
  missedGifts,
  type SeenOffers,
} from './offers.ts'

type OffersView = Pick<
  CartView,
  'discount' | 'promotions' | 'gifts' | 'coupons' | 'freeDelivery' | 'next'
>

/** More than two are noise. */
const MOST_NEXT = 2

/** What promotions come to, as the customer sees it beside the lines. */
export function presentOffers(
  outcome: CartOutcome,
  seen: SeenOffers | null,
  currency: string,
): OffersView {
  const { applied, next } = outcome
  return {
    discount: money(outcome.discountMinor, currency),
    promotions: applied.map(({ offer: { name, kind, code }, discountMinor }) => ({
      name,
      kind,
      code,
      discount: money(discountMinor, currency),
    })),
    gifts: [
      ...giftsOf(outcome).flatMap((offer) => presentGift(offer, currency, null)),
      ...missedGifts(outcome, seen).flatMap((offer) =>
        presentGift(offer, currency, 'The gift has run out.'),
      ),
    ],
    coupons: presentCoupons(outcome, currency),
    freeDelivery: hasFreeDelivery(outcome),
    next: next.slice(0, MOST_NEXT).map(({ offer, missingMinor }) => {
      const missing = money(missingMinor, currency)
      return {
        name: offer.name,
        missing,
        minimumSpend: money(offer.minimumSpendMinor, currency),
        detail: `Spend ${formatMoney(missing)} more for ${rewardOf(offer, currency)}.`,
      }
    }),
  }
}

/** "20 % off", "free delivery", "a free Enamel Mug". */
function rewardOf({ kind, percentBp, amountMinor, gift }: CartOffer, currency: string): string {
  switch (kind) {
    case 'percentage':
      return `${(percentBp ?? 0) / 100} % off`
    case 'fixed_amount':
      return `${formatMoney(money(amountMinor ?? 0, currency))} off`
    case 'free_delivery':
      return 'free delivery'
    case 'gift':
      return `a free ${gift?.title ?? 'gift'}`
  }
}

function presentGift(
  { name, gift }: CartOffer,
  currency: string,
  notice: string | null,
): readonly CartGiftView[] {
  if (!gift) return []
  const { sku, slug, title, options, image, forSale, priceMinor } = gift
  return [
    {
      sku,
      slug: forSale ? slug : null,
      title,
      options: readOptions(options),
      image: image && presentPicture(image),
      worth: forSale ? money(priceMinor, currency) : null,
      promotion: name,
      notice,
    },
  ]
}

function presentCoupons(
  { applied, refused }: CartOutcome,
  currency: string,
): readonly CartCouponView[] {
  const used = applied.flatMap(({ offer: { code, name } }): CartCouponView[] =>
    code === null ? [] : [{ code, name, reason: null, detail: null }],
  )
  return [
    ...used,
    ...refused.map((refusal) => ({
      code: refusal.code,
      name: refusal.offer?.name ?? null,
      reason: refusal.reason,
      detail: refusalInWords(refusal, currency),
    })),
  ]
}

type Teller = (refusal: CartRefusal, currency: string) => string

const REASONS: Readonly<Record<CartRefusal['reason'], Teller>> = {
  unknown: ({ code }) => `We do not know the code ${code}.`,
  not_started: ({ code }) => `${code} cannot be used yet.`,
  ended: ({ code }) => `${code} has ended.`,
  used_up: ({ code }) => `${code} has been used as often as it could be.`,
  used_already: ({ code }) => `You have used ${code} already.`,
  below_minimum: ({ code, offer, missingMinor }, currency) =>
    offer?.minimumSpendMinor
      ? `Spend ${formatMoney(money(missingMinor, currency))} more to use ${code}.`
      : `Put something in your basket to use ${code}.`,
  outdone: ({ code }) => `${code} is not needed: what you have already saves you more.`,
  gift_gone: () => 'The gift has run out.',
}

/** Why a code takes nothing off, in the customer's words. */
export const refusalInWords: Teller = (refusal, currency) =>
  REASONS[refusal.reason](refusal, currency)
