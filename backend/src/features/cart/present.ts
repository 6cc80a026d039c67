import { presentPicture, readOptions } from '#features/catalogue/index.ts'
import { money } from '#platform/money.ts'

import type { CartLineView, CartNotice, CartView } from './contract.ts'
import type { CartOutcome, SeenOffers } from './offers.ts'
import { presentOffers } from './present-offers.ts'
import type { LineRecord } from './repository.ts'
import { buyable, type NoticeCode, noticeCode } from './rules.ts'

/** A cart as its customer sees it; amounts count only what can be bought now. */
export function presentCart(
  version: number,
  {
    lines,
    outcome,
    seen,
  }: {
    readonly lines: readonly LineRecord[]
    readonly outcome: CartOutcome
    readonly seen: SeenOffers | null
  },
  currency: string,
): CartView {
  const views = lines.map((line) => presentLine(line, currency))
  const subtotal = views.reduce((sum, { total }) => sum + total.minor, 0)
  return {
    version,
    lines: views,
    unitCount: views.reduce((sum, { quantity }) => sum + quantity, 0),
    subtotal: money(subtotal, currency),
    total: money(subtotal - outcome.discountMinor, currency),
    ...presentOffers(outcome, seen, currency),
  }
}

function presentLine(line: LineRecord, currency: string): CartLineView {
  const quantity = buyable(line)
  const { sku, slug, title, options, image, available, priceMinor, compareAtMinor } = line
  return {
    sku,
    slug,
    title,
    options: readOptions(options),
    image: image && presentPicture(image),
    quantity,
    available: line.forSale ? Math.max(0, available) : 0,
    unitPrice: money(priceMinor, currency),
    compareAt:
      compareAtMinor !== null && compareAtMinor > priceMinor
        ? money(compareAtMinor, currency)
        : null,
    total: money(priceMinor * quantity, currency),
    notice: presentNotice(line, currency),
  }
}

function presentNotice(line: LineRecord, currency: string): CartNotice | null {
  const code = noticeCode(line)
  if (!code) return null
  return {
    code,
    detail: describe(code, line),
    previousUnitPrice:
      line.addedPriceMinor === line.priceMinor ? null : money(line.addedPriceMinor, currency),
    wantedQuantity: buyable(line) < line.quantity ? line.quantity : null,
  }
}

function describe(code: NoticeCode, line: LineRecord): string {
  switch (code) {
    case 'no_longer_sold':
      return 'This is no longer sold. It is not part of your total.'
    case 'sold_out':
      return 'Sold out since you chose it. It is not part of your total.'
    case 'quantity_reduced':
      return `Only ${buyable(line)} left of the ${line.quantity} you chose.`
    case 'price_changed':
      return line.priceMinor < line.addedPriceMinor
        ? 'The price went down since you chose it.'
        : 'The price went up since you chose it.'
  }
}
