import { useInfiniteQuery } from '@tanstack/react-query'

import { ListEnd } from '#web/admin/parts/ListEnd.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { type StripeEventView, stripeEventsQuery } from '#web/api/admin-money.ts'
import { formatMoment } from '#web/lib/format.ts'
import { StatusBadge, type StatusTone } from '#web/ui/StatusBadge.tsx'

const STANDING: Readonly<
  Record<StripeEventView['standing'], { readonly tone: StatusTone; readonly words: string }>
> = {
  on_its_way: { tone: 'waiting', words: 'On its way' },
  waiting: { tone: 'neutral', words: 'Waits for its payment' },
  parked: { tone: 'attention', words: 'Wants a look' },
}

/** What Stripe told and nothing has come of, with the reason. */
export function StripeEvents() {
  const list = useInfiniteQuery(stripeEventsQuery)
  const events = list.data?.pages.flatMap(({ items }) => items) ?? []

  return (
    <section aria-labelledby="events" className="mt-10">
      <h2 id="events" className="mb-3 text-xl">
        Put aside
      </h2>
      <ListState list={{ ...list, isPlaceholderData: false }} what="what was put aside">
        {events.length === 0 ? (
          <p className="text-muted">Everything Stripe told us is in the books.</p>
        ) : (
          <>
            <ul>
              {events.map((event) => (
                <Event key={event.id} event={event} />
              ))}
            </ul>
            <ListEnd list={list} shown={events.length} one="event" many="events" />
          </>
        )}
      </ListState>
    </section>
  )
}

function Event({
  event: { id, type, standing, reason, receivedAt },
}: {
  readonly event: StripeEventView
}) {
  const { tone, words } = STANDING[standing]
  return (
    <li className="flex flex-col gap-1 border-b border-border py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge tone={tone}>{words}</StatusBadge>
        <span className="text-sm text-muted">{formatMoment(receivedAt)}</span>
      </p>
      <p>{reason}</p>
      <p className="text-sm text-muted wrap-anywhere">
        {type}, {id}
      </p>
    </li>
  )
}
