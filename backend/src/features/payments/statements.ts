import type { Database } from '#platform/db.ts'
import { money } from '#platform/money.ts'

import type { ListStatements, StatementView } from './contract.ts'
import * as repository from './statement-repository.ts'

type Query = ReturnType<typeof ListStatements.query.parse>

/** The statements of the day, newest first, as the comparisons have written them. */
export const createStatements =
  ({ db }: { readonly db: Database }) =>
  async ({ from, to }: Query): Promise<{ items: readonly StatementView[] }> => {
    const rows = await repository.list(db.pool, { from: dayOf(from), to: dayOf(to) })
    return { items: rows.map(present) }
  }

const dayOf = (day: string | undefined): Date | undefined =>
  day === undefined ? undefined : new Date(`${day}T00:00:00Z`)

function present(row: Awaited<ReturnType<typeof repository.list>>[number]): StatementView {
  const { currency } = row
  const captured = row.capturedMinor - row.ordersCapturedMinor
  const refunded = row.refundedMinor - row.ordersRefundedMinor
  return {
    day: row.day.toISOString().slice(0, 10),
    captured: money(row.capturedMinor, currency),
    refunded: money(row.refundedMinor, currency),
    fees: money(row.feesMinor, currency),
    disputed: money(row.disputedMinor, currency),
    orders: {
      captured: money(row.ordersCapturedMinor, currency),
      refunded: money(row.ordersRefundedMinor, currency),
    },
    difference: money(captured - refunded, currency),
    mismatches: row.mismatches,
    updatedAt: row.updatedAt.toISOString(),
  }
}
