import { useState } from 'react'
import { Link } from 'react-router'

import { FROM_LIST } from '#web/admin/parts/BackLink.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import type { DiscountView } from '#web/api/admin-discounts.ts'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'

import { standingOf, worthInWords } from './words.ts'

/** Discounts, one a row; the whole row opens. */
export function DiscountTable({ discounts }: { readonly discounts: readonly DiscountView[] }) {
  const [now] = useState(() => new Date())

  return (
    <table className="rows discount-rows">
      <caption className="sr-only">Discounts</caption>
      <thead>
        <tr>
          <th scope="col" className="in-product">
            Discount
          </th>
          <th scope="col">Status</th>
          <th scope="col">Who gets it</th>
          <th scope="col" className="text-end">
            Uses
          </th>
        </tr>
      </thead>
      <tbody>
        {discounts.map((discount) => (
          <Row key={discount.id} discount={discount} now={now} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly discount: DiscountView
  readonly now: Date
}

function Row({ discount, now }: RowProps) {
  const { id, name, code, uses, limitTotal, combines } = discount
  const { words, tone } = standingOf(discount, now)
  const about = [worthInWords(discount), combines && 'combines']

  return (
    <tr>
      <th scope="row" className="in-product font-normal">
        <Link to={adminPaths.discount(id)} state={FROM_LIST} className="row-link font-semibold">
          {name}
        </Link>
        <span className="block text-sm text-muted">{about.filter(Boolean).join(', ')}</span>
      </th>
      <td className="in-status">
        <StatusBadge tone={tone}>{words}</StatusBadge>
      </td>
      <td className="in-code">{code ?? 'Everybody'}</td>
      <td className="in-uses text-end">
        <span className="font-semibold">{uses}</span>
        {limitTotal !== null && <span className="text-muted"> of {limitTotal}</span>}
        <span className="md:hidden"> used</span>
      </td>
    </tr>
  )
}
