import type { Db, Prisma } from '#platform/db.ts'

export type DeadLetterRecord = Prisma.DeadLetterGetPayload<object>

export interface NewDeadLetter {
  readonly id: string
  readonly key: string
  readonly job: string | null
  readonly body: string
  readonly error: string | null
  readonly attempts: number
  readonly now: Date
}

/** Keeps it, or adds to the one there is of the same job and event; one that somebody discarded stays so. */
export async function keep(db: Db, letter: NewDeadLetter): Promise<void> {
  const { id, key, job, body, error, attempts, now } = letter
  await db.$executeRaw`
    insert into dead_letter as known (id, key, job, body, error, attempts, failed_at)
    values (${id}::uuid, ${key}, ${job}, ${body}, ${error}, ${attempts}, ${now})
    on conflict (key) do update
       set status = 'waiting', ended_at = null, error = coalesce(excluded.error, known.error),
           attempts = known.attempts + excluded.attempts, failed_at = excluded.failed_at
     where known.status <> 'discarded'`
}

export async function find(db: Db, id: string): Promise<DeadLetterRecord | null> {
  return await db.deadLetter.findUnique({ where: { id } })
}

export interface Selection {
  readonly statuses: readonly DeadLetterRecord['status'][]
  /** The last id of the page before. */
  readonly after: string | undefined
  readonly limit: number
}

export async function list(
  db: Db,
  { statuses, after, limit }: Selection,
): Promise<readonly DeadLetterRecord[]> {
  return await db.deadLetter.findMany({
    where: { status: { in: [...statuses] }, ...(after !== undefined && { id: { lt: after } }) },
    orderBy: { id: 'desc' },
    take: limit,
  })
}

export async function countWaiting(db: Db): Promise<number> {
  return await db.deadLetter.count({ where: { status: 'waiting' } })
}

/** Takes those that wait to be sent again, and those that were sent before `lostBefore` and never heard of since. */
export async function takeToSend(
  db: Db,
  which: { readonly ids: readonly string[]; readonly now: Date; readonly lostBefore: Date },
): Promise<readonly DeadLetterRecord[]> {
  const { ids, now, lostBefore } = which
  return await db.deadLetter.updateManyAndReturn({
    where: {
      id: { in: [...ids] },
      OR: [{ status: 'waiting' }, { status: 'sent_again', sentAgainAt: { lt: lostBefore } }],
    },
    data: { status: 'sent_again', sentAgainAt: now },
  })
}

/** Those of these jobs that wait, the oldest first. */
export async function findWaiting(
  db: Db,
  jobs: readonly string[],
  limit: number,
): Promise<readonly string[]> {
  const found = await db.deadLetter.findMany({
    where: { status: 'waiting', job: { in: [...jobs] } },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true },
  })
  return found.map(({ id }) => id)
}

export async function end(
  db: Db,
  id: string,
  to: {
    readonly from: readonly DeadLetterRecord['status'][]
    readonly status: 'done' | 'discarded'
    readonly now: Date
  },
): Promise<boolean> {
  const { count } = await db.deadLetter.updateMany({
    where: { id, status: { in: [...to.from] } },
    data: { status: to.status, endedAt: to.now },
  })
  return count === 1
}

export interface Mentioned {
  /** What was asked for: an order's id, a refund's id, or the id of an event of Stripe's. */
  readonly ref: string
  readonly orderId: string | null
  readonly orderNumber: number | null
  readonly eventType: string | null
}

/** What the letters are about, for people. */
export async function findMentioned(
  db: Db,
  { uuids, eventIds }: { readonly uuids: readonly string[]; readonly eventIds: readonly string[] },
): Promise<readonly Mentioned[]> {
  return await db.$queryRaw<Mentioned[]>`
    select id::text as ref, id::text as "orderId", number as "orderNumber", null as "eventType"
      from "order" where id = any(${uuids}::uuid[])
    union all
    select r.id::text, o.id::text, o.number, null
      from refund r join "order" o on o.id = r.order_id where r.id = any(${uuids}::uuid[])
    union all
    select id, null, null, type from webhook_event where id = any(${eventIds}::text[])`
}

export interface LastRun {
  readonly name: string
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly error: string | null
}

/** Notes how a scheduled job ended, unless a later run of it ended before. */
export async function noteRun(db: Db, run: LastRun): Promise<void> {
  const { name, startedAt, finishedAt, error } = run
  await db.$executeRaw`
    insert into scheduled_run as known (name, started_at, finished_at, error)
    values (${name}, ${startedAt}, ${finishedAt}, ${error})
    on conflict (name) do update
       set started_at = excluded.started_at, finished_at = excluded.finished_at, error = excluded.error
     where known.started_at <= excluded.started_at`
}

export async function lastRuns(db: Db): Promise<readonly LastRun[]> {
  return await db.scheduledRun.findMany()
}
