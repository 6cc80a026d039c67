import type Stripe from 'stripe'

import { invalid } from './errors.ts'
import { money } from './money.ts'
import type { WireLineItem } from './rows.ts'

/** What a customer is asked for, worked out from the lines alone. Minor units. */
export interface Amounts {
  readonly subtotal: number
  readonly discount: number
  readonly shipping: number
  readonly total: number
}

/** Stripe's smallest charge by currency, in minor units. */
const SMALLEST: Readonly<Record<string, number>> = {
  aud: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  huf: 17500,
  jpy: 50,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  usd: 50,
}

const LARGEST = 99_999_999

/**
 * Adds up a session. A coupon takes from the lines and not from the delivery.
 * @throws StripeRefusal when the total is one Stripe does not charge.
 */
export function addUp(subtotal: number, shipping: number, coupon: Stripe.Coupon | null): Amounts {
  const discount = coupon ? discountOf(subtotal, coupon) : 0
  return { subtotal, discount, shipping, total: subtotal - discount + shipping }
}

function discountOf(subtotal: number, coupon: Stripe.Coupon): number {
  if (coupon.amount_off !== null) return Math.min(coupon.amount_off, subtotal)
  return Math.round((subtotal * (coupon.percent_off ?? 0)) / 100)
}

export function assertChargeable(total: number, currency: string): void {
  const smallest = SMALLEST[currency] ?? 50
  if (total > LARGEST) {
    throw invalid(
      `The Checkout Session's total amount must be no more than ${money(LARGEST, currency)} ${currency}.`,
      { code: 'amount_too_large' },
    )
  }
  if (total >= smallest || total === 0) return
  throw invalid(
    `The Checkout Session's total amount due must add up to at least ${money(smallest, currency)} ${currency}`,
    { code: 'amount_too_small' },
  )
}

/** Spreads a discount over the lines by their size, to the penny: the largest remainders round up. */
export function spread(discount: number, lines: readonly WireLineItem[]): void {
  const subtotal = lines.reduce((sum, line) => sum + line.amount_subtotal, 0)
  if (discount === 0 || subtotal === 0) return
  const shares = lines.map((line) => (discount * line.amount_subtotal) / subtotal)
  const whole = shares.map(Math.floor)
  let left = discount - whole.reduce((sum, share) => sum + share, 0)
  const byRemainder = shares.map((share, i) => ({ i, remainder: share - Math.floor(share) }))
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  for (const { i } of byRemainder) {
    if (left === 0) break
    whole[i] = (whole[i] ?? 0) + 1
    left -= 1
  }
  lines.forEach((line, i) => {
    line.amount_discount = whole[i] ?? 0
    line.amount_total = line.amount_subtotal - line.amount_discount
  })
}
