import type { FulfilmentStatus, PaymentStatus } from '#features/orders/index.ts'
import { type Db, Prisma } from '#platform/db.ts'

export interface Chosen {
  readonly orderIds?: readonly string[] | undefined
  readonly sku?: string | undefined
  readonly unitPriceMinor?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface ChosenOrder {
  readonly id: string
  readonly number: number
  readonly name: string
  readonly status: 'awaiting_payment' | 'placed' | 'expired' | 'cancelled'
  readonly paymentStatus: PaymentStatus
  readonly fulfilmentStatus: FulfilmentStatus
  readonly packed: boolean
  readonly totalMinor: number
  readonly currency: string
  readonly goesBackMinor: number
  readonly createdAt: Date
}

/** The orders meant, newest first: by their ids, or of those that have not ended the ones that fit. */
export async function findChosen(
  db: Db,
  chosen: Chosen,
  limit: number,
): Promise<readonly ChosenOrder[]> {
  return await db.$queryRaw<ChosenOrder[]>`
    select o.id, o.number, o.name, o.status, o.payment_status as "paymentStatus", o.fulfilment_status as "fulfilmentStatus",
           exists (select from fulfilment f where f.order_id = o.id) as packed,
           o.total_minor as "totalMinor", o.currency, o.created_at as "createdAt",
           coalesce((select sum(p.captured_minor - p.refunded_minor) from payment p where p.order_id = o.id), 0)::int as "goesBackMinor"
      from "order" o
     where ${Prisma.join(conditions(chosen), ' and ')}
     order by o.created_at desc, o.id desc
     limit ${limit}`
}

function conditions({ orderIds, sku, unitPriceMinor, from, to }: Chosen): Prisma.Sql[] {
  const line = [
    ...(sku === undefined ? [] : [Prisma.sql`l.sku = ${sku}`]),
    ...(unitPriceMinor === undefined ? [] : [Prisma.sql`l.unit_price_minor = ${unitPriceMinor}`]),
  ]
  return [
    orderIds === undefined
      ? Prisma.sql`o.status in ('placed', 'awaiting_payment')`
      : Prisma.sql`o.id = any(${orderIds}::uuid[])`,
    ...(from === undefined ? [] : [Prisma.sql`o.created_at >= ${new Date(from)}`]),
    ...(to === undefined ? [] : [Prisma.sql`o.created_at < ${new Date(to)}`]),
    ...(line.length === 0
      ? []
      : [
          Prisma.sql`exists (select from order_line l where l.order_id = o.id and ${Prisma.join(line, ' and ')})`,
        ]),
  ]
}

export async function countOrders(db: Db, ids: readonly string[]): Promise<number> {
  return await db.order.count({ where: { id: { in: [...ids] } } })
}

interface NewRun {
  readonly id: string
  readonly reason: string
  readonly actorId: string | null
  readonly actor: string
  readonly now: Date
}

/** Begins a run with its orders, unless one is under way: reports which it was. */
export async function begin(db: Db, run: NewRun, orderIds: readonly string[]): Promise<boolean> {
  const { id, reason, actorId, actor, now } = run
  const begun = await db.$executeRaw`
    insert into cancellation_run (id, reason, actor_id, actor, started_at, updated_at)
    values (${id}::uuid, ${reason}, ${actorId}::uuid, ${actor}, ${now}, ${now})
    on conflict (status) where status = 'running' do nothing`
  if (begun === 0) return false
  await db.$executeRaw`
    insert into cancellation_item (run_id, order_id, updated_at)
    select ${id}::uuid, wanted, ${now} from unnest(${orderIds}::uuid[]) as wanted`
  return true
}

export async function findRunning(db: Db, id: string) {
  return await db.cancellationRun.findFirst({ where: { id, status: 'running' } })
}

export async function findWaiting(db: Db, runId: string, most: number): Promise<readonly string[]> {
  const items = await db.cancellationItem.findMany({
    where: { runId, status: 'waiting' },
    orderBy: { orderId: 'asc' },
    take: most,
    select: { orderId: true },
  })
  return items.map(({ orderId }) => orderId)
}

export interface Outcome {
  readonly runId: string
  readonly orderId: string
  readonly status: 'cancelled' | 'refused' | 'failed'
  readonly detail: string
  readonly now: Date
}

/** Notes what came of an order, unless somebody has by now. */
export async function note(
  db: Db,
  { runId, orderId, status, detail, now }: Outcome,
): Promise<void> {
  await db.cancellationItem.updateMany({
    where: { runId, orderId, status: 'waiting' },
    data: { status, detail, updatedAt: now },
  })
}

/** Ends the run if none of its orders waits, else marks it as in hand. Reports whether it goes on. */
export async function endOrGoOn(db: Db, runId: string, now: Date): Promise<boolean> {
  const [run] = await db.$queryRaw<{ status: string }[]>`
    with left_over as (
      select exists (select from cancellation_item where run_id = ${runId}::uuid and status = 'waiting') as any
    )
    update cancellation_run r
       set updated_at = ${now},
           status = (case when left_over.any then 'running' else 'done' end)::cancellation_run_status,
           finished_at = case when left_over.any then null else ${now}::timestamptz end
      from left_over
     where r.id = ${runId}::uuid and r.status = 'running'
    returning r.status`
  return run?.status === 'running'
}

/** Runs that nobody has had in hand for too long; they count as in hand from now. */
export async function takeStalled(db: Db, before: Date, now: Date): Promise<readonly string[]> {
  const runs = await db.$queryRaw<{ id: string }[]>`
    update cancellation_run set updated_at = ${now} where status = 'running' and updated_at < ${before} returning id`
  return runs.map(({ id }) => id)
}

/** Opens a run again for those of its orders that failed. @returns how many; nothing while another run is under way. */
export async function reopen(db: Db, id: string, now: Date): Promise<number | undefined> {
  const { count } = await db.cancellationItem.updateMany({
    where: { runId: id, status: 'failed' },
    data: { status: 'waiting', detail: '', updatedAt: now },
  })
  if (count === 0) return 0
  const reopened = await db.$executeRaw`
    update cancellation_run set status = 'running', finished_at = null, updated_at = ${now}
     where id = ${id}::uuid and not exists (select from cancellation_run where status = 'running')`
  return reopened === 0 ? undefined : count
}

const WITH_ITEMS = {
  items: {
    orderBy: { order: { number: 'asc' } },
    include: { order: { select: { number: true, name: true, totalMinor: true, currency: true } } },
  },
} satisfies Prisma.CancellationRunInclude

export type WholeRun = Prisma.CancellationRunGetPayload<{ include: typeof WITH_ITEMS }>

export async function find(db: Db, id: string): Promise<WholeRun | null> {
  return await db.cancellationRun.findUnique({ where: { id }, include: WITH_ITEMS })
}

export type RunHead = Prisma.CancellationRunGetPayload<object>

export async function list(db: Db, most: number): Promise<readonly RunHead[]> {
  return await db.cancellationRun.findMany({ orderBy: { startedAt: 'desc' }, take: most })
}

export async function countItems(db: Db, runIds: readonly string[]) {
  return await db.cancellationItem.groupBy({
    by: ['runId', 'status'],
    where: { runId: { in: [...runIds] } },
    _count: true,
  })
}
