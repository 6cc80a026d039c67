import type { Clock } from './clock.ts'
import { type Database, type Db, Prisma } from './db.ts'
import { JOB_SENT_AGAIN, type Job, QueuedJob } from './job.ts'
import { executePrepared } from './prepared.ts'
import type { Queue } from './queue.ts'

/** An event that waits to be sent, in the hands of somebody who does that. */
export interface Claimed {
  readonly id: string
  readonly name: string
  readonly payload: unknown
}

export interface RelayWorld {
  readonly db: Database
  readonly clock: Clock
  readonly queue: Queue
  /** Asked at sending, since jobs are built after the outbox. */
  readonly jobs: () => readonly Job[]
}

const BATCH = 50
/** A relay that died with events in hand gives them back after this long. */
const CLAIM_SECONDS = 30

/** Carries events from the outbox to the queue, one message for each job that an event calls for. */
export function createRelay({ db, clock, queue, jobs }: RelayWorld) {
  /** Committed by this process and not sent yet. */
  const own: Claimed[] = []
  let sendingOwn: Promise<void> | undefined
  let sendingFound: Promise<void> | undefined
  let again = false

  async function send(events: readonly Claimed[]): Promise<void> {
    await queue.send(events.flatMap((event) => messagesFor(event, jobs())))
    const ids = events.map(({ id }) => id)
    await markSent(db, clock.now(), ids)
  }

  async function sendOwn(): Promise<void> {
    while (own.length > 0) await send(own.splice(0, BATCH))
  }

  async function sendFound(): Promise<void> {
    let found: readonly Claimed[]
    do {
      again = false
      found = await claim(db.pool, clock.now())
      if (found.length > 0) await send(found)
    } while (found.length === BATCH || again)
  }

  /** Those that come while others are on their way go together afterwards. What the queue does not take is left in the table. */
  async function flushOwn(): Promise<void> {
    while (own.length > 0 || sendingOwn) {
      sendingOwn ??= sendOwn().finally(() => {
        sendingOwn = undefined
      })
      await sendingOwn
    }
  }

  return {
    hold: (event: Claimed) => void own.push(event),
    flushOwn,

    /** Sends its own, then what others left. Running already, it looks once more when done. */
    async flush(): Promise<void> {
      await flushOwn()
      again = true
      sendingFound ??= sendFound().finally(() => {
        sendingFound = undefined
      })
      await sendingFound
    },
  }
}

function messagesFor({ id, name, payload }: Claimed, jobs: readonly Job[]): QueuedJob[] {
  if (name === JOB_SENT_AGAIN) return [QueuedJob.parse(payload)]
  return jobs
    .filter((job) => job.on === name)
    .map((job) => ({ job: job.name, eventId: id, payload }))
}

/** `SKIP LOCKED` lets several relays work side by side without one waiting for another. */
async function claim(db: Db, now: Date): Promise<readonly Claimed[]> {
  const until = new Date(now.getTime() + CLAIM_SECONDS * 1000)
  return await db.$queryRaw<Claimed[]>`
    update outbox set claimed_until = ${until}
     where id in (
       select id from outbox
        where sent_at is null and (claimed_until is null or claimed_until < ${now})
        order by id limit ${BATCH}
        for update skip locked)
    returning id, name, payload`
}

async function markSent(db: Database, now: Date, ids: readonly string[]): Promise<void> {
  await executePrepared(
    db,
    Prisma.sql`update outbox set sent_at = ${now}, claimed_until = null where id = any(${ids}::uuid[])`,
  )
}
