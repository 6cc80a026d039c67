import { problemType } from '#platform/problem.ts'

/** Why a line differs from what the customer put in. */
export const NOTICES = ['price_changed', 'quantity_reduced', 'sold_out', 'no_longer_sold'] as const
export type NoticeCode = (typeof NOTICES)[number]

export const notEnough = problemType('not-enough-stock', 'conflict', 'Not that many left')
export const notForSale = problemType('not-for-sale', 'not-found', 'Not for sale')
export const cartFull = problemType('cart-full', 'conflict', 'The basket is full')

/** More lines than anybody needs, few enough for one Stripe Checkout Session, which takes 100. */
export const MOST_LINES = 100

/** A line as it is kept, beside what the shop can sell of it now. */
export interface KeptLine {
  readonly quantity: number
  readonly addedPriceMinor: number
  readonly seenPriceMinor: number
  readonly seenQuantity: number
  readonly priceMinor: number
  readonly forSale: boolean
  readonly available: number
}

/** How many units of the line can be bought now: what was asked for, or what is left of it. */
export function buyable({ quantity, forSale, available }: KeptLine): number {
  return forSale ? Math.max(0, Math.min(quantity, available)) : 0
}

/** True when the customer was last shown something else than what the shop would charge or send now. */
export function differsFromSeen(line: KeptLine): boolean {
  return line.priceMinor !== line.seenPriceMinor || buyable(line) !== line.seenQuantity
}

/** What to tell the customer about a line: the gravest thing that happened to it since it was put in. */
export function noticeCode(line: KeptLine): NoticeCode | null {
  if (!line.forSale) return 'no_longer_sold'
  const units = buyable(line)
  if (units === 0) return 'sold_out'
  if (units < line.quantity) return 'quantity_reduced'
  return line.priceMinor === line.addedPriceMinor ? null : 'price_changed'
}

/** A cart that was changed within so many hours counts as one that somebody is filling. */
export const ALIVE_HOURS = 24
