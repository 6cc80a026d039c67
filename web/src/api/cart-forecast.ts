import type { CartLineView, CartView } from '#features/cart/contract.ts'
import type { Money } from '#platform/money.ts'

/** A cart as it will look when the shop agrees, so that the page need not wait to show it. */

/** The cart with this line in it, or with its quantity added to the line that is there. */
export function withAdded(cart: CartView | undefined, added: CartLineView): CartView {
  const lines = cart?.lines ?? []
  const present = lines.find(({ sku }) => sku === added.sku)
  if (!cart || !present) return forecast(cart, [...lines, added], added.unitPrice)

  return withQuantity(cart, added.sku, present.quantity + added.quantity)
}

/** The cart with that many of a line, never more than there are. */
export function withQuantity(cart: CartView, sku: string, quantity: number): CartView {
  const lines = cart.lines.map((line) =>
    line.sku === sku ? inQuantity(line, Math.min(quantity, line.available)) : line,
  )
  return forecast(cart, lines, cart.total)
}

export function without(cart: CartView, sku: string): CartView {
  const lines = cart.lines.filter((line) => line.sku !== sku)
  return forecast(cart, lines, cart.total)
}

/** The cart without a code; what that costs only the shop knows. */
export function withoutCoupon(cart: CartView, code: string): CartView {
  return { ...cart, coupons: cart.coupons.filter((coupon) => coupon.code !== code) }
}

/** What promotions come to is left as it was: only the shop knows better. */
const NO_OFFERS = { promotions: [], gifts: [], coupons: [], freeDelivery: false, next: [] } as const

function inQuantity(line: CartLineView, quantity: number): CartLineView {
  const { minor, currency } = line.unitPrice
  return { ...line, quantity, total: { minor: minor * quantity, currency } }
}

function forecast(
  cart: CartView | undefined,
  lines: readonly CartLineView[],
  { currency }: Money,
): CartView {
  const subtotal = lines.reduce((sum, { total }) => sum + total.minor, 0)
  const discount = cart?.discount.minor ?? 0
  const inCurrency = (minor: number): Money => ({ minor, currency })

  return {
    ...(cart ?? NO_OFFERS),
    version: cart?.version ?? 0,
    lines,
    unitCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    subtotal: inCurrency(subtotal),
    discount: inCurrency(discount),
    total: inCurrency(Math.max(subtotal - discount, 0)),
  }
}
