import { afterCommit, type Db, Prisma } from './db.ts'
import { newId } from './id.ts'
import { executePrepared } from './prepared.ts'
import { type Claimed, createRelay, type RelayWorld } from './relay.ts'

/** A fact in the past tense: `order.placed`. */
export interface Event {
  readonly name: string
  readonly payload: Readonly<Record<string, Prisma.InputJsonValue>>
}

export interface Outbox {
  /** Publishes an event if, and only if, the surrounding transaction commits. */
  add(tx: Db, event: Event): Promise<void>
  /**
   * Publishes an event in one statement, beside any transaction, with the row that makes it true: `fact` is an insertion that returns its row, or none
   * where it is there already; then nothing is published. Reports which it was.
   */
  addIfNew(fact: Prisma.Sql, event: Event): Promise<boolean>
  /** Sends what waits to the queue, whoever left it there. Running already, it looks once more when done. */
  flush(): Promise<void>
  /** The same, but only what this process has added since. */
  flushAdded(): Promise<void>
  /** Forgets what was sent a week ago or earlier. */
  forgetSent(): Promise<void>
}

/** So long an event is its author's to send; then it is anybody's. */
const AUTHOR_SECONDS = 5
const KEEP_SENT_MS = 7 * 24 * 60 * 60 * 1000

/**
 * Facts wait in a table, written by the transaction that made them true, until they are in the queue. Whoever wrote them sends them
 * once they are committed, without asking the table for them; what it leaves behind by dying is claimed by another. No transaction
 * stays open while the queue is spoken to; a crash between sending and noting it sends again, which every job must bear.
 */
export function createOutbox(world: RelayWorld): Outbox {
  const { db, clock } = world
  const relay = createRelay(world)

  function written({ name, payload }: Event): {
    readonly event: Claimed
    readonly row: Prisma.Sql
  } {
    const now = clock.now()
    const event = { id: newId(now), name, payload }
    const until = new Date(now.getTime() + AUTHOR_SECONDS * 1000)
    const json = JSON.stringify(payload)
    const row = Prisma.sql`${event.id}::uuid, ${name}, ${json}::jsonb, ${now}::timestamptz, ${until}::timestamptz`
    return { event, row }
  }

  return {
    flush: relay.flush,
    flushAdded: relay.flushOwn,
    async add(tx, fact) {
      const { event, row } = written(fact)
      await tx.$executeRaw`insert into outbox (id, name, payload, created_at, claimed_until) values (${row})`
      afterCommit(tx, () => relay.hold(event))
    },
    async addIfNew(insertion, fact) {
      const { event, row } = written(fact)
      const added = await executePrepared(
        db,
        Prisma.sql`
        with fact as (${insertion})
        insert into outbox (id, name, payload, created_at, claimed_until) select ${row} from fact`,
      )
      if (added > 0) relay.hold(event)
      return added > 0
    },
    async forgetSent() {
      const before = new Date(clock.now().getTime() - KEEP_SENT_MS)
      await db.pool.outbox.deleteMany({ where: { sentAt: { lt: before } } })
    },
  }
}
