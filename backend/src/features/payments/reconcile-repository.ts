import { type Db, isDuplicate, type Prisma } from '#platform/db.ts'

import type { SessionState } from './gateway.ts'
import type { PaymentRecord } from './repository.ts'

export type ReconciliationRecord = Prisma.ReconciliationGetPayload<object>

/** Begins a run unless one is under way; one that is older than that has died. */
export async function begin(
  db: Db,
  run: { id: string; actorId: string | null; now: Date; abandonedBefore: Date },
): Promise<boolean> {
  const { id, actorId, now, abandonedBefore } = run
  await db.$executeRaw`
    update reconciliation set status = 'abandoned', finished_at = ${now}
     where status = 'running' and started_at < ${abandonedBefore}`
  try {
    await db.$executeRaw`
      insert into reconciliation (id, actor_id, started_at) values (${id}::uuid, ${actorId}::uuid, ${now})`
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

export interface Tally {
  readonly lookedAt: number
  readonly healed: number
  readonly failures: number
  readonly findings: readonly string[]
}

/** Adds to what the run has come to so far; reports false when another has taken over from it. */
export async function add(db: Db, id: string, tally: Tally): Promise<boolean> {
  const { lookedAt, healed, failures, findings } = tally
  const changed = await db.$executeRaw`
    update reconciliation
       set looked_at = looked_at + ${lookedAt}, healed = healed + ${healed}, failures = failures + ${failures},
           findings = findings || ${JSON.stringify(findings)}::jsonb
     where id = ${id}::uuid and status = 'running'`
  return changed === 1
}

export async function finish(
  db: Db,
  id: string,
  { status, now }: { readonly status: 'done' | 'failed'; readonly now: Date },
): Promise<ReconciliationRecord> {
  await db.reconciliation.updateMany({
    where: { id, status: 'running' },
    data: { status, finishedAt: now },
  })
  return await db.reconciliation.findUniqueOrThrow({ where: { id } })
}

export async function list(db: Db, limit: number): Promise<readonly ReconciliationRecord[]> {
  return await db.reconciliation.findMany({ orderBy: { startedAt: 'desc' }, take: limit })
}

export interface Cursor {
  readonly fromAt: Date
  readonly untilAt: Date | null
  readonly after: string | null
  readonly hasFailed: boolean
}

export async function findCursor(db: Db, listName: string): Promise<Cursor | null> {
  return await db.reconciliationCursor.findUnique({
    where: { list: listName },
    select: { fromAt: true, untilAt: true, after: true, hasFailed: true },
  })
}

export async function saveCursor(
  db: Db,
  listName: string,
  cursor: Cursor & { readonly now: Date },
): Promise<void> {
  const { now, ...place } = cursor
  const row = { ...place, updatedAt: now }
  await db.reconciliationCursor.upsert({
    where: { list: listName },
    create: { list: listName, ...row },
    update: row,
  })
}

/** How the attempts behind these pages stand in the shop's books. */
export async function attemptsOf(
  db: Db,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, PaymentRecord['status']>> {
  const found = await db.payment.findMany({
    where: { stripeSessionId: { in: [...sessionIds] } },
    select: { stripeSessionId: true, status: true },
  })
  return new Map(found.map(({ stripeSessionId, status }) => [stripeSessionId ?? '', status]))
}

/** Notes a page with the attempt it was opened for, where a crash kept that from being noted. */
export async function link(
  db: Db,
  { session, orderId, now }: { session: SessionState; orderId: string; now: Date },
): Promise<boolean> {
  const { count } = await db.payment.updateMany({
    where: {
      orderId,
      status: 'open',
      stripeSessionId: null,
      amountMinor: session.amountMinor,
      currency: session.currency,
    },
    data: { stripeSessionId: session.id, paymentUrl: session.url, updatedAt: now },
  })
  return count === 1
}

/** Pages whose bank is still at work, the longest first. */
export async function findProcessing(db: Db, limit: number) {
  return await db.payment.findMany({
    where: { status: 'processing', stripeSessionId: { not: null } },
    orderBy: { updatedAt: 'asc' },
    take: limit,
    select: { stripeSessionId: true },
  })
}

export async function findPendingRefunds(db: Db, before: Date, limit: number) {
  return await db.refund.findMany({
    where: { status: 'pending', createdAt: { lt: before } },
    orderBy: { createdAt: 'asc' },
    take: limit,
    select: { id: true },
  })
}

export async function keepStray(
  db: Db,
  { id, amountMinor, currency, email }: SessionState,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    insert into stray_session as known (stripe_session_id, amount_minor, currency, email, found_at)
    values (${id}, ${amountMinor}, ${currency}, ${email}, ${now})
    on conflict (stripe_session_id) do update set email = coalesce(excluded.email, known.email)`
}

/** Strays of which it is not known yet what becomes of their money. */
export async function findOpenStrays(db: Db, limit: number) {
  return await db.straySession.findMany({
    where: { stripeRefundId: null, refusal: null },
    orderBy: { foundAt: 'asc' },
    take: limit,
    select: { stripeSessionId: true },
  })
}

export async function isStrayOver(db: Db, stripeSessionId: string): Promise<boolean> {
  const stray = await db.straySession.findUnique({ where: { stripeSessionId } })
  return stray !== null && (stray.stripeRefundId !== null || stray.refusal !== null)
}

/** Notes what became of it, and reports false when that was known already. */
export async function endStray(
  db: Db,
  stripeSessionId: string,
  end: { readonly stripeRefundId: string } | { readonly refusal: string },
): Promise<boolean> {
  const { count } = await db.straySession.updateMany({
    where: { stripeSessionId, stripeRefundId: null, refusal: null },
    data: end,
  })
  return count === 1
}
