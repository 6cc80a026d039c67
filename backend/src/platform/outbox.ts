import type { Clock } from './clock.ts'
import { afterCommit, type Database, type Db, Prisma } from './db.ts'
import { newId } from './id.ts'
import type { Job, QueuedJob } from './job.ts'
import type { Queue } from './queue.ts'

/** A fact in the past tense: `order.placed`. */
export interface Event {
  readonly name: string
  readonly payload: Readonly<Record<string, Prisma.InputJsonValue>>
}

export interface Outbox {
  /** Publishes an event if, and only if, the surrounding transaction commits. */
  add(tx: Db, event: Event): Promise<void>
  /**
   * Publishes an event in one statement with the row that makes it true: `fact` is an insertion that returns its row, or none
   * where it is there already; then nothing is published. Reports which it was.
   */
  addIfNew(db: Db, fact: Prisma.Sql, event: Event): Promise<boolean>
  /** Sends what waits to the queue, whoever left it there. Running already, it looks once more when done. */
  flush(): Promise<void>
  /** The same, but only if this process has added something since. */
  flushAdded(): Promise<void>
  /** Forgets what was sent a week ago or earlier. */
  forgetSent(): Promise<void>
}

const BATCH = 50
/** A relay that died with events in hand gives them back after this long. */
const CLAIM_SECONDS = 30
const KEEP_SENT_MS = 7 * 24 * 60 * 60 * 1000

interface Claimed {
  readonly id: string
  readonly name: string
  readonly payload: Prisma.JsonValue
}

/**
 * Facts wait in a table, written by the transaction that made them true, until they are in the queue: one message for each job
 * that an event calls for. No transaction stays open while the queue is spoken to; a crash between sending and noting it sends
 * again, which every job must bear.
 */
export function createOutbox(world: {
  readonly db: Database
  readonly clock: Clock
  readonly queue: Queue
  /** Asked at sending, since jobs are built after the outbox. */
  readonly jobs: () => readonly Job[]
}): Outbox {
  const { db, clock, queue } = world
  let running: Promise<void> | undefined
  let again = false
  let hasAdded = false
  const noteAdded = () => {
    hasAdded = true
  }

  async function flush(): Promise<void> {
    again = true
    running ??= relay().finally(() => {
      running = undefined
    })
    await running
  }

  async function relay(): Promise<void> {
    do {
      again = false
      while ((await relayBatch()) === BATCH);
    } while (again)
  }

  async function relayBatch(): Promise<number> {
    const events = await claim(db.pool, clock.now())
    if (events.length === 0) return 0
    await queue.send(events.flatMap((event) => messagesFor(event, world.jobs())))
    const ids = events.map(({ id }) => id)
    await markSent(db.pool, clock.now(), ids)
    return events.length
  }

  return {
    flush,
    async add(tx, event) {
      await tx.$executeRaw`insert into outbox (id, name, payload, created_at) values (${rowOf(event, clock.now())})`
      afterCommit(tx, noteAdded)
    },
    async addIfNew(on, fact, event) {
      const added = await on.$executeRaw`
        with fact as (${fact})
        insert into outbox (id, name, payload, created_at) select ${rowOf(event, clock.now())} from fact`
      if (added > 0) afterCommit(on, noteAdded)
      return added > 0
    },
    async flushAdded() {
      if (!hasAdded) return
      hasAdded = false
      await flush()
    },
    async forgetSent() {
      const before = new Date(clock.now().getTime() - KEEP_SENT_MS)
      await db.pool.outbox.deleteMany({ where: { sentAt: { lt: before } } })
    },
  }
}

const rowOf = ({ name, payload }: Event, now: Date): Prisma.Sql =>
  Prisma.sql`${newId(now)}::uuid, ${name}, ${JSON.stringify(payload)}::jsonb, ${now}::timestamptz`

function messagesFor({ id, name, payload }: Claimed, jobs: readonly Job[]): QueuedJob[] {
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

async function markSent(db: Db, now: Date, ids: readonly string[]): Promise<void> {
  await db.$executeRaw`update outbox set sent_at = ${now}, claimed_until = null where id = any(${ids}::uuid[])`
}
