import { Link } from 'react-router'

import { adminPaths } from '#web/admin/paths.ts'
import type { CancellationPreview } from '#web/api/admin-cancellations.ts'
import { formatDay, formatMoney, plural } from '#web/lib/format.ts'
import { Checkbox } from '#web/ui/Checkbox.tsx'

type Found = CancellationPreview['items'][number]

interface PreviewTableProps {
  readonly orders: readonly Found[]
  readonly leftOut: ReadonlySet<string>
  readonly onToggle: (id: string) => void
}

/** The orders that can be cancelled, each with its tick; folded below, those that cannot, and why. */
export function PreviewTable({ orders, leftOut, onToggle }: PreviewTableProps) {
  const staying = orders.filter(({ whyNot }) => whyNot !== null)

  return (
    <>
      <ul className="divide-y divide-border border-y border-border">
        {orders
          .filter(({ whyNot }) => whyNot === null)
          .map((order) => (
            <li key={order.id} className="py-1">
              <Checkbox
                checked={!leftOut.has(order.id)}
                onChange={() => onToggle(order.id)}
                label={<Words order={order} />}
                aside={order.goesBack.minor > 0 ? formatMoney(order.goesBack) : 'Not paid'}
              />
            </li>
          ))}
      </ul>
      {staying.length > 0 && (
        <details>
          <summary className="touch flex cursor-pointer items-center font-semibold">
            {plural(staying.length, 'order stays as it is', 'orders stay as they are')}: see why
          </summary>
          <ul className="divide-y divide-border">
            {staying.map((order) => (
              <li key={order.id} className="py-2">
                <Words order={order} />
                <span className="block text-sm text-muted">
                  {order.whyNot}{' '}
                  <Link to={adminPaths.order(order.id)} className="text-link underline">
                    Look at it
                  </Link>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Words({ order: { number, name, createdAt } }: { readonly order: Found }) {
  return (
    <>
      <span className="font-semibold tabular-nums">{number}</span> {name}{' '}
      <span className="text-sm text-muted">{formatDay(createdAt)}</span>
    </>
  )
}
