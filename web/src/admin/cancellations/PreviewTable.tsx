import { Link } from 'react-router'

import { adminPaths } from '#web/admin/paths.ts'
import type { CancellationPreview } from '#web/api/admin-cancellations.ts'
import { formatDay, formatMoney } from '#web/lib/format.ts'
import { Checkbox } from '#web/ui/Checkbox.tsx'

type Found = CancellationPreview['items'][number]

interface PreviewTableProps {
  readonly orders: readonly Found[]
  readonly leftOut: ReadonlySet<string>
  readonly onToggle: (id: string) => void
}

/** The orders found, each with its tick; what cannot be cancelled says why. */
export function PreviewTable({ orders, leftOut, onToggle }: PreviewTableProps) {
  return (
    <ul className="divide-y divide-border border-y border-border">
      {orders.map((order) => (
        <li key={order.id} className="py-1">
          {order.whyNot === null ? (
            <Checkbox
              checked={!leftOut.has(order.id)}
              onChange={() => onToggle(order.id)}
              label={<Words order={order} />}
              aside={order.goesBack.minor > 0 ? formatMoney(order.goesBack) : 'Not paid'}
            />
          ) : (
            <div className="touch flex items-center gap-3 ps-9">
              <span className="min-w-0 flex-1 text-muted">
                <Words order={order} />
                <span className="block text-sm">
                  Stays: {order.whyNot}{' '}
                  <Link to={adminPaths.order(order.id)} className="text-link underline">
                    Look at it
                  </Link>
                </span>
              </span>
            </div>
          )}
        </li>
      ))}
    </ul>
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
