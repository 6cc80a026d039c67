import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { ListState } from '#web/admin/parts/ListState.tsx'
import { type StatementView, statementsQuery } from '#web/api/admin-money.ts'
import { formatDay, formatMoney, plural } from '#web/lib/format.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'

/** Money by day, as Stripe has it beside the shop's own books. */
export function Statements() {
  const list = useQuery(statementsQuery)

  return (
    <section aria-labelledby="statements">
      <h2 id="statements" className="mb-3 text-xl">
        Day by day
      </h2>
      <ListState list={list} what="the statements">
        {list.data?.items.length === 0 ? (
          <EmptyState
            title="No money has moved yet"
            hint="After the first sale each day has a line here, within a quarter of an hour."
          />
        ) : (
          <Table items={list.data?.items ?? []} />
        )}
      </ListState>
    </section>
  )
}

function Table({ items }: { readonly items: readonly StatementView[] }) {
  return (
    <table className="rows">
      <caption className="sr-only">Money by day, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {['Captured', 'Refunded', 'Fees', 'Disputed', 'Difference'].map((name) => (
            <th key={name} scope="col" className="text-end">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((statement) => (
          <Row key={`${statement.day} ${statement.captured.currency}`} statement={statement} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ statement }: { readonly statement: StatementView }) {
  const { day, captured, refunded, fees, disputed, difference, mismatches } = statement
  const agrees = difference.minor === 0 && mismatches === 0

  return (
    <tr>
      <th scope="row" className="whitespace-nowrap">
        {formatDay(day)}
      </th>
      <Amount name="Captured">{formatMoney(captured)}</Amount>
      <Amount name="Refunded">{formatMoney(refunded)}</Amount>
      <Amount name="Fees">{formatMoney(fees)}</Amount>
      <Amount name="Disputed">{formatMoney(disputed)}</Amount>
      <Amount name="Difference">
        {agrees ? (
          <StatusBadge tone="good">None</StatusBadge>
        ) : (
          <StatusBadge tone="attention">
            {formatMoney(difference)}, {plural(mismatches, 'payment', 'payments')}
          </StatusBadge>
        )}
      </Amount>
    </tr>
  )
}

/** A figure; where there is no head above it, it brings its name. */
function Amount({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <td className="text-end max-md:flex max-md:justify-between">
      <span className="text-muted md:hidden">{name}</span>
      {children}
    </td>
  )
}
