import { Link } from 'react-router'

import { adminPaths } from '#web/admin/paths.ts'
import type { AdminOrderView } from '#web/api/admin-orders.ts'
import { formatMoney } from '#web/lib/format.ts'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'

interface OrderProps {
  readonly order: AdminOrderView
}

/** What was bought, at the price it was bought. */
export function OrderLines({ order }: OrderProps) {
  return (
    <>
      <table className="rows line-rows">
        <caption className="mb-2 text-start font-serif text-lg font-semibold">
          What was ordered
        </caption>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col" className="text-end">
              Units
            </th>
            <th scope="col" className="text-end">
              Each
            </th>
            <th scope="col" className="text-end">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </tbody>
      </table>
      <Totals order={order} />
    </>
  )
}

function Line({ line }: { readonly line: AdminOrderView['lines'][number] }) {
  const { sku, title, options, image, quantity, unitPrice, discount, total } = line
  const { isGift, refundedUnits } = line

  return (
    <tr>
      <th scope="row" className="in-product font-normal">
        <span className="flex gap-3">
          <ProductPicture
            picture={image}
            sizes="3rem"
            decorative
            className="w-12 shrink-0 self-start rounded-sm"
          />
          <span className="min-w-0">
            <Link
              to={adminPaths.products(new URLSearchParams({ q: sku }).toString())}
              className="font-semibold break-words hover:underline"
            >
              {title}
            </Link>
            {options.length > 0 && (
              <span className="block text-sm">{options.map(({ value }) => value).join(', ')}</span>
            )}
            <span className="block text-sm break-all text-muted">{sku}</span>
            {isGift && <span className="block text-sm">A gift with the order</span>}
            {refundedUnits > 0 && <span className="block text-sm">{refundedUnits} refunded</span>}
          </span>
        </span>
      </th>
      <td className="in-units text-end">
        <strong className={quantity > 1 ? 'many-units' : ''}>{quantity}</strong>
        <span className="md:hidden"> ×</span>
      </td>
      <td className="in-each text-end">
        {formatMoney(unitPrice)}
        {discount.minor > 0 && (
          <span className="block text-sm whitespace-nowrap text-muted">
            −{formatMoney(discount)}
          </span>
        )}
      </td>
      <td className="in-total text-end font-semibold">{formatMoney(total)}</td>
    </tr>
  )
}

const BASIS_POINTS_PER_PERCENT = 100

/** "VAT included (20 %)" where all lines have one rate. */
function vatLabel({ lines }: AdminOrderView): string {
  const rates = new Set(lines.map(({ taxRateBasisPoints }) => taxRateBasisPoints))
  const [rate] = rates
  return rates.size === 1 && rate !== undefined
    ? `VAT included (${rate / BASIS_POINTS_PER_PERCENT} %)`
    : 'VAT included'
}

function Totals({ order }: OrderProps) {
  const { totals, refunded, delivery, promotions } = order

  return (
    <dl className="ms-auto mt-3 max-w-100 tabular-nums">
      <Sum label="Subtotal" amount={formatMoney(totals.subtotal)} />
      {promotions.map(({ name, kind, code, discount }) => (
        <Sum
          key={`${name} ${code}`}
          label={code === null ? name : `${name} (code ${code})`}
          amount={worthOf(kind, discount)}
        />
      ))}
      <Sum
        label={delivery.label}
        amount={totals.delivery.minor === 0 ? 'Free' : formatMoney(totals.delivery)}
      />
      <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-border pt-2 font-semibold">
        <dt>Total</dt>
        <dd className="text-xl font-bold">{formatMoney(totals.total)}</dd>
      </div>
      <Sum label={vatLabel(order)} amount={formatMoney(totals.tax)} small />
      {refunded.minor > 0 && <Sum label="Refunded" amount={`−${formatMoney(refunded)}`} />}
    </dl>
  )
}

/** What a promotion gave; free delivery is in the delivery's own row. */
function worthOf(
  kind: AdminOrderView['promotions'][number]['kind'],
  discount: AdminOrderView['totals']['discount'],
): string {
  if (kind === 'gift') return 'Gift'
  return kind === 'free_delivery' ? `${formatMoney(discount)} saved` : `−${formatMoney(discount)}`
}

interface SumProps {
  readonly label: string
  readonly amount: string
  readonly small?: boolean
}

function Sum({ label, amount, small = false }: SumProps) {
  return (
    <div className={`flex justify-between gap-4 ${small ? 'text-sm text-muted' : ''}`}>
      <dt className="min-w-0">{label}</dt>
      <dd>{amount}</dd>
    </div>
  )
}
