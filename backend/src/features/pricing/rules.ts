import { problemType } from '#platform/problem.ts'

export const PROMOTION_KINDS = ['percentage', 'fixed_amount', 'free_delivery', 'gift'] as const
export type PromotionKind = (typeof PROMOTION_KINDS)[number]

/** Why a code takes nothing off. `outdone`: something else saves the customer more. */
export const COUPON_REASONS = [
  'unknown',
  'not_started',
  'ended',
  'used_up',
  'used_already',
  'below_minimum',
  'outdone',
  'gift_gone',
] as const
export type CouponReason = (typeof COUPON_REASONS)[number]

export const couponUnknown = problemType('coupon-unknown', 'not-found', 'There is no such code')
export const couponRefused = problemType('coupon-refused', 'conflict', 'The code cannot be used')
export const promotionNotFound = problemType('discount-not-found', 'not-found', 'No such discount')
export const codeTaken = problemType('code-taken', 'conflict', 'The code is taken')
export const giftUnknown = problemType(
  'gift-unknown',
  'unprocessable',
  'The gift is not in the catalogue',
)

/** Basis points: 2000 is 20 %. */
const WHOLE = 10_000

/** What a line costs: never below zero. All amounts in minor units. */
export const lineTotal = (line: {
  readonly unitPriceMinor: number
  readonly quantity: number
  readonly discountMinor: number
}): number => line.unitPriceMinor * line.quantity - line.discountMinor

/**
 * The tax contained in an amount that includes it, rounded half up to the minor unit (HMRC VAT Notice 700, section 17.5, allows
 * rounding by line for retailers).
 */
export function taxIncluded(amountMinor: number, rateBasisPoints: number): number {
  const numerator = amountMinor * rateBasisPoints
  const denominator = WHOLE + rateBasisPoints
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}

export interface PricedLine {
  readonly unitPriceMinor: number
  readonly quantity: number
  readonly discountMinor: number
  readonly totalMinor: number
  readonly taxRateBp: number
  readonly taxMinor: number
}

export interface Totals {
  readonly subtotalMinor: number
  readonly discountMinor: number
  readonly deliveryMinor: number
  readonly deliveryTaxMinor: number
  readonly taxMinor: number
  readonly totalMinor: number
}

/** A line as an order freezes it. */
export function priceLine(
  line: {
    readonly unitPriceMinor: number
    readonly quantity: number
    readonly discountMinor?: number
  },
  taxRateBp: number,
): PricedLine {
  const { unitPriceMinor, quantity, discountMinor = 0 } = line
  const totalMinor = lineTotal({ unitPriceMinor, quantity, discountMinor })
  return {
    unitPriceMinor,
    quantity,
    discountMinor,
    totalMinor,
    taxRateBp,
    taxMinor: taxIncluded(totalMinor, taxRateBp),
  }
}

/** Adds the lines and the delivery up. The tax is part of the total, never on top of it. */
export function totalUp(
  lines: readonly PricedLine[],
  delivery: { readonly priceMinor: number; readonly taxRateBp: number },
): Totals {
  const subtotalMinor = sum(lines, (line) => line.unitPriceMinor * line.quantity)
  const discountMinor = sum(lines, (line) => line.discountMinor)
  const deliveryTaxMinor = taxIncluded(delivery.priceMinor, delivery.taxRateBp)
  return {
    subtotalMinor,
    discountMinor,
    deliveryMinor: delivery.priceMinor,
    deliveryTaxMinor,
    taxMinor: sum(lines, (line) => line.taxMinor) + deliveryTaxMinor,
    totalMinor: subtotalMinor - discountMinor + delivery.priceMinor,
  }
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0)
