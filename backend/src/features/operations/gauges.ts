import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import type { Gauge } from '#platform/metrics.ts'
import type { Queue } from '#platform/queue.ts'

import type { Check } from './books-repository.ts'
import { readStanding, type Standing } from './repository.ts'
import { LAW_NAMES } from './rules.ts'

interface GaugeWorld {
  readonly db: Database
  readonly clock: Clock
  readonly queue: Queue
}

/** What is read when somebody asks for the metrics. */
export function standingGauges({ db, clock, queue }: GaugeWorld): readonly Gauge[] {
  const depth = oneLook(async () => await queue.depth())
  const standing = oneLook(async () => await readStanding(db.pool, clock.now()))
  const of = (name: string, help: string, field: keyof Standing): Gauge => ({
    name,
    help,
    read: async () => (await standing())[field],
  })
  const { connections } = db

  return [
    of('outbox_unsent_events', 'Events waiting to be sent to the queue', 'unsentEvents'),
    of('outbox_oldest_unsent_seconds', 'Age of the oldest of them', 'oldestUnsentSeconds'),
    of('reservations_live_units', 'Units promised to unpaid orders', 'reservedUnits'),
    of('stock_value_minor', 'Stock at cost, in minor units of the currency', 'stockValueMinor'),
    of('webhook_events_unprocessed', 'Stripe events taken and not applied', 'unprocessedWebhooks'),
    {
      name: 'queue_jobs',
      help: 'Jobs in the queue, waiting or in hand',
      read: async () => (await depth()).waiting,
    },
    {
      name: 'database_pool_connections',
      help: 'Connections of the answering process',
      read: async () => connections.totalCount,
    },
    {
      name: 'database_pool_idle',
      help: 'Those of them that nobody uses',
      read: async () => connections.idleCount,
    },
    {
      name: 'database_pool_waiting',
      help: 'Queries of the answering process that wait for a connection',
      read: async () => connections.waitingCount,
    },
  ]
}

/** Dead letters that wait for a person, those included that the queue gave up and nobody has taken from it yet. */
export const deadLetterGauge = (waiting: () => Promise<number>, queue: Queue): Gauge => ({
  name: 'queue_dead_letters',
  help: 'Jobs given up after failing too often',
  read: async () => (await waiting()) + (await queue.depth()).dead,
})

/** What the last look at the books found; nothing before the first. */
export function booksGauges(
  latest: () => Promise<Check | undefined>,
  clock: Clock,
): readonly Gauge[] {
  const check = oneLook(latest)
  return [
    {
      name: 'books_breaches',
      help: 'Rows that break a law of money or stock, at the last check',
      async read() {
        const found = await check()
        if (!found) return []
        const counts = new Map(found.findings.map(({ law, count }) => [law, count]))
        return LAW_NAMES.map((law) => ({ labels: { law }, value: counts.get(law) ?? 0 }))
      },
    },
    {
      name: 'books_last_check_age_seconds',
      help: 'Time since the books were last checked',
      async read() {
        const found = await check()
        if (!found) return []
        return Math.max(0, (clock.now().getTime() - found.checkedAt.getTime()) / 1000)
      },
    },
  ]
}

/** Gauges that are read together share one query. */
function oneLook<T>(look: () => Promise<T>): () => Promise<T> {
  let looking: Promise<T> | undefined
  return async () => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return await looking
  }
}
