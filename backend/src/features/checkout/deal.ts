import {
  buyable,
  type CartOutcome,
  giftsOf,
  type LineRecord,
  type LockedCart,
  missedGifts,
  refusalInWords,
} from '#features/cart/index.ts'
import { presentPicture, readOptions } from '#features/catalogue/index.ts'
import type { NewLine } from '#features/orders/index.ts'
import { type NewUse, priceLine, spread, type Totals, totalUp } from '#features/pricing/index.ts'
import { formatMoney, money } from '#platform/money.ts'

import { totalChanged } from './rules.ts'

/** What an order would come to, to be frozen: its lines with their shares of the discount, its gifts, and what it takes of promotions. */
export interface Deal {
  readonly lines: readonly NewLine[]
  readonly totals: Totals
  readonly uses: readonly NewUse[]
  /** Titles of the gifts that the customer was shown and that are gone. */
  readonly goneGifts: readonly string[]
  /** Why codes take nothing off, in words. */
  readonly refusals: readonly string[]
}

interface Terms {
  readonly deliveryMinor: number
  readonly taxRateBp: number
  readonly currency: string
  /** Gifts that somebody else was quicker to get. */
  readonly lostGifts: ReadonlySet<string>
}

/** The cart as an order. The discount is spread over the lines, so that each can be taxed and refunded by itself. */
export function agree({ lines, outcome, seen }: LockedCart, terms: Terms): Deal {
  const { taxRateBp, deliveryMinor, currency, lostGifts } = terms
  const bought = lines.filter((line) => buyable(line) > 0)
  const parts = spread(
    outcome.discountMinor,
    bought.map((line) => line.priceMinor * buyable(line)),
  )
  const goods = bought.map((line, i) => freeze(line, parts[i] ?? 0, taxRateBp))
  const isLost = (offer: CartOutcome['missing'][number]) =>
    lostGifts.has(offer.gift?.variantId ?? '')
  const gifts = giftsOf(outcome).filter((offer) => !isLost(offer))
  const frozen = [...goods, ...gifts.flatMap((offer) => freezeGift(offer, taxRateBp))]

  const uses = usesOf(outcome, deliveryMinor).filter(
    ({ giftVariantId }) => giftVariantId === null || !lostGifts.has(giftVariantId),
  )
  const isFree = uses.some(({ kind }) => kind === 'free_delivery')
  const gone = [...missedGifts(outcome, seen), ...giftsOf(outcome).filter(isLost)]
  return {
    lines: frozen,
    totals: totalUp(frozen, { priceMinor: isFree ? 0 : deliveryMinor, taxRateBp }),
    uses,
    goneGifts: gone.flatMap(({ gift }) => gift?.title ?? []),
    refusals: outcome.refused
      .filter(({ reason }) => reason !== 'outdone')
      .map((refusal) => refusalInWords(refusal, currency)),
  }
}

/**
 * Where the caller did not say which total was shown, it is the goods with the discount that the cart showed.
 * @throws totalChanged when the discount is another by now.
 */
export function assertDiscountAsSeen(deal: Deal, seen: LockedCart['seen'], currency: string): void {
  if (deal.totals.discountMinor !== (seen?.discountMinor ?? 0)) throw changedTotal(deal, currency)
}

/** The refusal of a total that nobody has seen, with why the codes do not change it. */
export function changedTotal({ totals, refusals }: Deal, currency: string) {
  const total = money(totals.totalMinor, currency)
  const news = [...refusals, `It comes to ${formatMoney(total)} now.`].join(' ')
  return totalChanged(`${news} Nothing was ordered; look once more, then order.`, { total })
}

/** What tells one deal from another, for the fingerprint of a checkout. */
export const dealMark = ({ totals, uses }: Deal): readonly unknown[] => [
  totals.totalMinor,
  uses.map(({ promotionId, discountMinor }) => [promotionId, discountMinor]),
]

/** Free delivery is only used where delivery costs something. */
const usesOf = ({ applied }: CartOutcome, deliveryMinor: number): readonly NewUse[] =>
  applied
    .filter(({ offer: { kind } }) => kind !== 'free_delivery' || deliveryMinor > 0)
    .map(
      ({ offer: { id, name, kind, code, gift, limitTotal, limitPerCustomer }, discountMinor }) => ({
        promotionId: id,
        name,
        kind,
        code,
        discountMinor: kind === 'free_delivery' ? deliveryMinor : discountMinor,
        giftVariantId: gift?.variantId ?? null,
        isLimited: limitTotal !== null || limitPerCustomer !== null,
      }),
    )

function freeze(line: LineRecord, discountMinor: number, taxRateBp: number): NewLine {
  const { variantId, sku, slug, title, image, priceMinor: unitPriceMinor } = line
  return {
    ...priceLine({ unitPriceMinor, quantity: buyable(line), discountMinor }, taxRateBp),
    variantId,
    sku,
    slug,
    title,
    options: plainOptions(line.options),
    image: image && presentPicture(image),
    isGift: false,
  }
}

function freezeGift(
  { gift }: CartOutcome['missing'][number],
  taxRateBp: number,
): readonly NewLine[] {
  if (!gift) return []
  const { variantId, sku, slug, title, image } = gift
  return [
    {
      ...priceLine({ unitPriceMinor: 0, quantity: 1 }, taxRateBp),
      variantId,
      sku,
      slug,
      title,
      options: plainOptions(gift.options),
      image: image && presentPicture(image),
      isGift: true,
    },
  ]
}

const plainOptions = (options: unknown) =>
  readOptions(options).map(({ name, value }) => ({ name, value }))
