import type { CartView } from '#web/api/cart.ts'
import { formatMoney } from '#web/lib/format.ts'

/** What the basket comes to, before delivery. */
export function BasketTotals({ cart }: { readonly cart: CartView }) {
  const { subtotal, discount, total } = cart

  return (
    <div>
      <dl className="flex flex-col gap-1 tabular-nums">
        {discount.minor > 0 && (
          <>
            <div className="flex justify-between">
              <dt>Subtotal</dt>
              <dd>{formatMoney(subtotal)}</dd>
            </div>
            <div className="flex justify-between text-tag-ink">
              <dt>Reduction</dt>
              <dd>−{formatMoney(discount)}</dd>
            </div>
          </>
        )}
        <div className="flex items-baseline justify-between font-semibold">
          <dt>Total</dt>
          <dd className="text-xl font-bold">{formatMoney(total)}</dd>
        </div>
      </dl>
      <p className="text-sm text-muted">VAT included. Delivery is added at checkout.</p>
    </div>
  )
}
