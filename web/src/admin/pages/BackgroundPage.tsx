import { useQuery } from '@tanstack/react-query'

import { DeadLetters } from '#web/admin/background/DeadLetters.tsx'
import { Schedule } from '#web/admin/background/Schedule.tsx'
import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { useMay } from '#web/admin/staff.ts'
import { type BackgroundView, backgroundQuery } from '#web/api/admin-background.ts'
import { plural } from '#web/lib/format.ts'

const TITLE = 'Background work'

export function BackgroundPage() {
  return useMay('moveMoney') ? <Background /> : <NotYourPage title={TITLE} />
}

function Background() {
  const overview = useQuery(backgroundQuery)

  return (
    <AdminPage
      title={TITLE}
      intro="Mails, refunds and what Stripe tells us are dealt with behind the scenes. Here is what waits and what went wrong."
    >
      <ListState list={overview} what="how the work stands">
        {overview.data && <Standing view={overview.data} />}
      </ListState>
      <DeadLetters />
      {overview.data && <Schedule scheduled={overview.data.scheduled} />}
    </AdminPage>
  )
}

function Standing({ view }: { readonly view: BackgroundView }) {
  const { queued, unsent, oldestUnsentSeconds, deadLetters } = view
  return (
    <ul className="tiles">
      <Tile label="Could not be done" number={deadLetters} urgent={deadLetters > 0}>
        {deadLetters === 0 ? 'Nothing waits for you.' : 'Look below, and send them again.'}
      </Tile>
      <Tile label="Being worked on" number={queued ?? '–'} urgent={queued === null}>
        {queued === null
          ? 'The queue does not answer. Nothing is lost; it goes on by itself.'
          : 'Usually done within seconds.'}
      </Tile>
      <Tile label="Not yet in the queue" number={unsent} urgent={oldestUnsentSeconds > 60}>
        {unsent === 0
          ? 'Everything is on its way.'
          : `The oldest waits ${plural(oldestUnsentSeconds, 'second', 'seconds')}.`}
      </Tile>
    </ul>
  )
}

interface TileProps {
  readonly label: string
  readonly number: number | string
  readonly urgent: boolean
  readonly children: string
}

function Tile({ label, number, urgent, children }: TileProps) {
  return (
    <li className={urgent ? 'tile tile-urgent' : 'tile'}>
      <p>{label}</p>
      <p className={number === 0 ? 'tile-number text-muted' : 'tile-number'}>{number}</p>
      <p className="text-sm text-muted">{children}</p>
    </li>
  )
}
