import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'

import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { BackLink } from '#web/admin/parts/BackLink.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { inWords } from '#web/admin/parts/problem-words.ts'
import { adminPaths } from '#web/admin/paths.ts'
import { useMay } from '#web/admin/staff.ts'
import {
  type CancellationView,
  cancellationQuery,
  useRetryCancellation,
} from '#web/api/admin-cancellations.ts'
import { formatMoment, formatMoney, plural } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { StatusBadge, type StatusTone } from '#web/ui/StatusBadge.tsx'
import { toast } from '#web/ui/toasts.ts'

const TITLE = 'Orders cancelled together'

export function CancellationPage() {
  return useMay('moveMoney') ? <Cancellation /> : <NotYourPage title={TITLE} />
}

function Cancellation() {
  const { id = '' } = useParams()
  const { data: run } = useSuspenseQuery(cancellationQuery(id))
  const { startedAt, startedBy, reason } = run

  return (
    <AdminPage
      back={<BackLink to={adminPaths.cancelMany} label="Cancel many orders" />}
      title={TITLE}
      intro={`${formatMoment(startedAt)}, by ${startedBy}. Customers read: “${reason}”`}
      action={run.status === 'done' && run.counts.failed > 0 && <TryAgain run={run} />}
    >
      <div className="flex max-w-160 flex-col gap-6">
        <Progress run={run} />
        <Outcomes items={run.items} />
      </div>
    </AdminPage>
  )
}

function TryAgain({ run: { id, counts } }: { readonly run: CancellationView }) {
  const retry = useRetryCancellation(id)
  const tryAgain = () =>
    retry.mutate(undefined, { onError: (error) => toast(inWords(error), { tone: 'problem' }) })

  return (
    <Button busy={retry.isPending} onClick={tryAgain}>
      Try {plural(counts.failed, 'order', 'orders')} again
    </Button>
  )
}

function Progress({ run: { status, counts, items } }: { readonly run: CancellationView }) {
  const done = items.length - counts.waiting
  const says = status === 'done' ? 'Done' : 'Under way; you may leave this page'
  const parts = [
    `${counts.cancelled} cancelled`,
    counts.refused > 0 && `${counts.refused} stay as they are`,
    counts.failed > 0 && `${counts.failed} to try again`,
  ]

  return (
    <section aria-label="How far it is">
      <progress
        max={items.length}
        value={done}
        aria-label="Orders looked at"
        className="progress-bar"
      />
      <p role="status" className="mt-1">
        <span className="font-semibold">
          {done} of {plural(items.length, 'order', 'orders')}
        </span>
        . {says}: {parts.filter(Boolean).join(', ')}.
      </p>
    </section>
  )
}

type Item = CancellationView['items'][number]

const OUTCOME: Readonly<Record<Item['status'], { tone: StatusTone; word: string }>> = {
  waiting: { tone: 'waiting', word: 'Waiting' },
  cancelled: { tone: 'good', word: 'Cancelled' },
  refused: { tone: 'neutral', word: 'Stays' },
  failed: { tone: 'attention', word: 'Failed' },
}

/** What a person has to look at comes first. */
const FIRST: readonly Item['status'][] = ['failed', 'refused', 'waiting', 'cancelled']

function Outcomes({ items }: { readonly items: readonly Item[] }) {
  const sorted = items.toSorted((a, b) => FIRST.indexOf(a.status) - FIRST.indexOf(b.status))

  return (
    <ul className="divide-y divide-border border-y border-border">
      {sorted.map((item) => (
        <li key={item.orderId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <Link
            to={adminPaths.order(item.orderId)}
            className="text-link font-semibold tabular-nums underline"
          >
            {item.number}
          </Link>
          <span className="min-w-40 flex-1 wrap-anywhere">{item.name}</span>
          <span className="text-muted tabular-nums">Total {formatMoney(item.total)}</span>
          <StatusBadge tone={OUTCOME[item.status].tone}>{OUTCOME[item.status].word}</StatusBadge>
          {item.detail !== '' && <p className="w-full text-sm text-muted">{item.detail}</p>}
        </li>
      ))}
    </ul>
  )
}
