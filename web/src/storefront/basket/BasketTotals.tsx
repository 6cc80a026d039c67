import type { CartView } from '#web/api/cart.ts'
import { formatMoney } from '#web/lib/format.ts'

import { NextOffers, Reductions } from './Gifts.tsx'

/** What the basket comes to, before delivery. */
export function BasketTotals({ cart }: { readonly cart: CartView }) {
  const { subtotal, discount, total, freeDelivery } = cart

  return (
    <div className="flex flex-col gap-3">
      <NextOffers cart={cart} />
      <dl className="flex flex-col gap-1 tabular-nums">
        {discount.minor > 0 && (
          <>
            <div className="flex justify-between">
              <dt>Subtotal</dt>
              <dd>{formatMoney(subtotal)}</dd>
            </div>
            <Reductions cart={cart} />
          </>
        )}
        <div className="flex items-baseline justify-between font-semibold">
          <dt>Total</dt>
          <dd className="text-xl font-bold">{formatMoney(total)}</dd>
        </div>
      </dl>
      <p className="text-sm text-muted">
        VAT included. {freeDelivery ? 'Delivery costs nothing.' : 'Delivery is added at checkout.'}
      </p>
    </div>
  )
}
