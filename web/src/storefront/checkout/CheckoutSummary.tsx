import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import type { CartView } from '#web/api/cart.ts'
import type { DeliveryOption } from '#web/api/checkout.ts'
import { formatMoney } from '#web/lib/format.ts'
import { Coupons } from '#web/storefront/basket/Coupons.tsx'
import { Reductions } from '#web/storefront/basket/Gifts.tsx'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'

type Money = CartView['total']

interface CheckoutSummaryProps {
  readonly cart: CartView
  readonly delivery: DeliveryOption | undefined
  readonly total: Money
}

/** What is being bought; folded to its total on a phone. */
export function CheckoutSummary({ cart, delivery, total }: CheckoutSummaryProps) {
  const content = <Content cart={cart} delivery={delivery} total={total} />

  return (
    <>
      <details className="rounded-lg border border-border bg-surface lg:hidden">
        <summary className="touch flex items-center justify-between px-4 py-3 font-semibold">
          <span className="flex items-center gap-2">
            What you are buying <ChevronDown aria-hidden="true" size={18} />
          </span>
          <span className="tabular-nums">{formatMoney(total)}</span>
        </summary>
        <div className="px-4 pb-4">{content}</div>
      </details>
      <section
        aria-label="What you are buying"
        className="sticky top-4 hidden rounded-lg border border-border bg-surface p-5 lg:block"
      >
        <h2 className="mb-3 text-xl">What you are buying</h2>
        {content}
      </section>
    </>
  )
}

function Content({ cart, delivery, total }: CheckoutSummaryProps) {
  return (
    <>
      <ul className="flex flex-col gap-3">
        {cart.lines
          .filter(({ quantity }) => quantity > 0)
          .map(({ sku, title, options, image, quantity, total: lineTotal }) => (
            <li key={sku} className="flex items-center gap-3">
              <ProductPicture
                picture={image}
                sizes="3rem"
                decorative
                className="w-12 shrink-0 rounded-sm"
              />
              <span className="min-w-0 flex-1 wrap-anywhere">
                {quantity} × {title}
                {options.length > 0 && (
                  <span className="block text-sm text-muted">
                    {options.map(({ value }) => value).join(', ')}
                  </span>
                )}
              </span>
              <span className="tabular-nums">{formatMoney(lineTotal)}</span>
            </li>
          ))}
        {cart.gifts.map(({ sku, title, image, promotion, notice }) => (
          <li key={`${sku} ${promotion}`} className="flex items-center gap-3">
            <ProductPicture
              picture={image}
              sizes="3rem"
              decorative
              className="w-12 shrink-0 rounded-sm"
            />
            <span className="min-w-0 flex-1 wrap-anywhere">
              {title}
              <span className="block text-sm text-muted">{notice ?? promotion}</span>
            </span>
            {notice === null && <span>Free</span>}
          </li>
        ))}
      </ul>
      <div className="mt-4 border-t border-border pt-3">
        <Coupons cart={cart} />
      </div>
      <dl className="mt-4 border-t border-border pt-3 tabular-nums">
        {cart.discount.minor > 0 && <Sum label="Subtotal">{formatMoney(cart.subtotal)}</Sum>}
        <Reductions cart={cart} />
        <Sum label={delivery?.kind === 'collection' ? 'Collection' : 'Delivery'}>
          {priceOf(delivery)}
        </Sum>
        <div className="mt-2 flex items-baseline justify-between font-semibold">
          <dt>To pay</dt>
          <dd className="text-xl font-bold">{formatMoney(total)}</dd>
        </div>
      </dl>
      <p className="mt-1 text-sm text-muted">VAT included.</p>
    </>
  )
}

function priceOf(delivery: DeliveryOption | undefined): string {
  if (!delivery) return 'Choose how'
  return delivery.price.minor === 0 ? 'Free' : formatMoney(delivery.price)
}

function Sum({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex justify-between">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
