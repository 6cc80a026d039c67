import { useQuery } from '@tanstack/react-query'

import { ListState } from '#web/admin/parts/ListState.tsx'
import { comparisonsQuery, type ReconciliationView } from '#web/api/admin-money.ts'
import { formatMoment, plural } from '#web/lib/format.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { StatusBadge, type StatusTone } from '#web/ui/StatusBadge.tsx'

/** The last comparisons with Stripe, and what each found. */
export function Comparisons() {
  const list = useQuery(comparisonsQuery)

  return (
    <section aria-labelledby="comparisons" className="mt-10">
      <h2 id="comparisons" className="mb-3 text-xl">
        Compared with Stripe
      </h2>
      <ListState list={list} what="the comparisons">
        {list.data?.items.length === 0 ? (
          <EmptyState
            title="Not compared yet"
            hint="It is done every quarter of an hour. Press “Compare now” to have it done at once."
          />
        ) : (
          <ul>
            {list.data?.items.map((run) => (
              <Comparison key={run.id} run={run} />
            ))}
          </ul>
        )}
      </ListState>
    </section>
  )
}

function Comparison({ run }: { readonly run: ReconciliationView }) {
  const { startedAt, lookedAt, findings } = run
  const { tone, words } = resultOf(run)

  return (
    <li className="border-b border-border py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">{formatMoment(startedAt)}</span>
        <StatusBadge tone={tone}>{words}</StatusBadge>
        <span className="text-sm text-muted">{plural(lookedAt, 'entry', 'entries')} looked at</span>
      </p>
      {findings.length > 0 && (
        <ul className="mt-2 list-disc ps-5 text-sm">
          {findings.map((finding) => (
            <li key={finding} className="wrap-anywhere">
              {finding}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function resultOf({ status, healed, failures }: ReconciliationView): {
  readonly tone: StatusTone
  readonly words: string
} {
  if (status === 'running') return { tone: 'waiting', words: 'Under way' }
  if (status === 'abandoned') return { tone: 'attention', words: 'Broke off; the next goes on' }
  if (status === 'failed' || failures > 0) {
    return { tone: 'attention', words: `${plural(failures, 'failure', 'failures')}, tried again` }
  }
  if (healed > 0) return { tone: 'good', words: `${plural(healed, 'thing', 'things')} put right` }
  return { tone: 'good', words: 'All agrees' }
}
