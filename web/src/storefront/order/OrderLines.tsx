import { Link } from 'react-router'

import type { OrderView } from '#web/api/orders.ts'
import { formatMoney } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'

/** What was bought, at the price it was bought. */
export function OrderLines({ order }: { readonly order: OrderView }) {
  return (
    <>
      <ul className="divide-y divide-border">
        {order.lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      <Totals order={order} />
    </>
  )
}

function Line({ line }: { readonly line: OrderView['lines'][number] }) {
  const { sku, slug, title, options, image, quantity, unitPrice, isGift, refundedUnits } = line

  return (
    <li className="flex gap-4 py-4">
      <ProductPicture
        picture={image}
        sizes="4rem"
        decorative
        className="w-16 shrink-0 self-start rounded-lg"
      />
      <div className="min-w-0 flex-1">
        <Link to={paths.product(slug, sku)} className="font-medium wrap-anywhere hover:underline">
          {title}
        </Link>
        {options.length > 0 && (
          <p className="text-sm text-muted">{options.map(({ value }) => value).join(', ')}</p>
        )}
        <p className="text-sm text-muted tabular-nums">
          {isGift ? 'A gift with your order' : `${quantity} × ${formatMoney(unitPrice)}`}
        </p>
        {refundedUnits > 0 && (
          <p className="text-sm">
            {refundedUnits === quantity ? 'Refunded' : `${refundedUnits} of ${quantity} refunded`}
          </p>
        )}
      </div>
      <span className="font-semibold tabular-nums">
        {isGift ? 'Free' : formatMoney({ ...unitPrice, minor: unitPrice.minor * quantity })}
      </span>
    </li>
  )
}

function Totals({ order }: { readonly order: OrderView }) {
  const { totals, refunded, delivery, promotions } = order
  const rows = [
    { label: 'Subtotal', amount: formatMoney(totals.subtotal) },
    ...promotions
      .filter(({ kind, discount }) => kind !== 'free_delivery' && discount.minor > 0)
      .map(({ name, code, discount }) => ({
        label: code === null || code === name ? name : `${name} (${code})`,
        amount: `−${formatMoney(discount)}`,
      })),
    {
      label: delivery.label,
      amount: totals.delivery.minor === 0 ? 'Free' : formatMoney(totals.delivery),
    },
  ]

  return (
    <dl className="border-t border-border pt-3 tabular-nums">
      {rows.map(({ label, amount }) => (
        <div key={label} className="flex justify-between gap-4">
          <dt>{label}</dt>
          <dd className="whitespace-nowrap">{amount}</dd>
        </div>
      ))}
      <div className="mt-2 flex items-baseline justify-between font-semibold">
        <dt>Total</dt>
        <dd className="text-xl font-bold">{formatMoney(totals.total)}</dd>
      </div>
      <div className="flex justify-between text-sm text-muted">
        <dt>VAT included</dt>
        <dd>{formatMoney(totals.tax)}</dd>
      </div>
      {refunded.minor > 0 && (
        <div className="flex justify-between font-semibold">
          <dt>Sent back to you</dt>
          <dd>{formatMoney(refunded)}</dd>
        </div>
      )}
    </dl>
  )
}
