import { useQuery } from '@tanstack/react-query'

import type { AdminOrderView } from '#web/api/admin-orders.ts'
import { shopQuery } from '#web/api/shop.ts'
import { formatDays, formatMoment, plural } from '#web/lib/format.ts'

import { addressLines } from './OrderFacts.tsx'

/** Units that were given back before they were sent stay here. */
function linesToPack({ lines, fulfilmentStatus }: AdminOrderView): AdminOrderView['lines'] {
  if (fulfilmentStatus !== 'unfulfilled') return lines
  return lines
    .map((line) => ({ ...line, quantity: line.quantity - line.refundedUnits }))
    .filter(({ quantity }) => quantity > 0)
}

/** What goes into the parcel, on paper: where to, what, and a box to tick for each. Prices stay out of it. */
export function PackingSlip({ order }: { readonly order: AdminOrderView }) {
  const { data: shop } = useQuery(shopQuery)
  const { number, placedAt, createdAt, name, phone, delivery } = order
  const lines = linesToPack(order)
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)

  return (
    <article className="packing-slip hidden print:block">
      <header className="flex justify-between gap-8">
        <div>
          <p className="font-serif text-xl font-semibold">{shop?.name}</p>
          {shop?.addressLines
            .filter((line) => line !== shop.name)
            .map((line) => (
              <p key={line}>{line}</p>
            ))}
        </div>
        <div className="text-end">
          <p className="text-xl font-bold">Order {number}</p>
          <p>{formatMoment(placedAt ?? createdAt)}</p>
          <p>
            {delivery.label}, {formatDays(delivery.arrives)}
          </p>
        </div>
      </header>
      <address className="my-8 text-lg not-italic">
        <strong>{name}</strong>
        {delivery.address &&
          addressLines(delivery.address).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        {phone !== null && <span className="block">{phone}</span>}
      </address>
      <table className="w-full">
        <caption className="text-start">{plural(units, 'unit', 'units')} to pack</caption>
        <tbody>
          {lines.map(({ id, sku, title, options, quantity, isGift }) => (
            <tr key={id} className="border-b align-top">
              <td className="py-2 pe-4">☐</td>
              <td className="py-2 pe-4 text-lg font-bold whitespace-nowrap">{quantity} ×</td>
              <th scope="row" className="w-full py-2 text-start font-normal">
                <strong>{title}</strong>
                {options.length > 0 && <> {options.map(({ value }) => value).join(', ')}</>}
                {isGift && <> (a gift)</>}
                <span className="block text-sm">{sku}</span>
              </th>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}
