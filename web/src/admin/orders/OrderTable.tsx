import { Link } from 'react-router'

import { FROM_LIST } from '#web/admin/parts/BackLink.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import type { OrderRow } from '#web/api/admin-orders.ts'
import { formatDay, formatMoment, formatMoney, plural } from '#web/lib/format.ts'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'

import { moneyBack, standingOf } from './standing.ts'

interface OrderTableProps {
  readonly caption: string
  readonly orders: readonly OrderRow[]
}

/** Orders, one a row; the whole row opens. On a phone each row is a small card. */
export function OrderTable({ caption, orders }: OrderTableProps) {
  return (
    <table className="rows order-rows">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="in-number">
            Order
          </th>
          <th scope="col" className="in-time">
            Placed
          </th>
          <th scope="col">Customer</th>
          <th scope="col" className="in-status">
            Status
          </th>
          <th scope="col" className="in-kind">
            How
          </th>
          <th scope="col" className="in-units text-end">
            Units
          </th>
          <th scope="col" className="in-total text-end">
            Total
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <Row key={order.id} order={order} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ order }: { readonly order: OrderRow }) {
  const { id, number, name, email, placedAt, createdAt, deliveryKind, unitCount, total } = order

  return (
    <tr>
      <th scope="row" className="in-number">
        <Link to={adminPaths.order(id)} state={FROM_LIST} className="row-link">
          {number}
        </Link>
      </th>
      <td className="in-time">
        <Moment at={placedAt ?? createdAt} />
      </td>
      <td className="in-customer">
        {name} <span className="text-sm text-muted">{email}</span>
      </td>
      <td className="in-status">
        <OrderBadges order={order} />
      </td>
      <td className="in-kind">{deliveryKind === 'delivery' ? 'Delivery' : 'Collection'}</td>
      <td className="in-units text-end">
        <span className="md:hidden">{plural(unitCount, 'unit', 'units')}</span>
        <span className="max-md:hidden">{unitCount}</span>
      </td>
      <td className="in-total text-end font-semibold">{formatMoney(total)}</td>
    </tr>
  )
}

/** The day, and the hour where there is room for it. */
function Moment({ at }: { readonly at: string }) {
  const day = formatDay(at)

  return (
    <>
      {day}
      <span>{formatMoment(at).slice(day.length)}</span>
    </>
  )
}

/** Where the order stands; and what is out of the ordinary, each as a badge of its own. */
function OrderBadges({ order }: { readonly order: OrderRow }) {
  const { tone, word } = standingOf(order)
  const money = moneyBack(order)

  return (
    <span className="flex flex-wrap gap-1">
      <StatusBadge tone={tone}>{word}</StatusBadge>
      {money && money.word !== word && <StatusBadge tone={money.tone}>{money.word}</StatusBadge>}
      {order.needsReview && <StatusBadge tone="attention">Review</StatusBadge>}
    </span>
  )
}
