import { type Db, Prisma } from '#platform/db.ts'
import { newId } from '#platform/id.ts'

import type { MovementReason, Wanted } from './rules.ts'

export interface Level {
  readonly variantId: string
  readonly onHand: number
  readonly reserved: number
}

export interface Movement {
  readonly variantId: string
  readonly delta: number
  readonly reason: MovementReason
  readonly note?: string | null
  readonly orderId?: string | null
  readonly actorId?: string | null
}

export async function createLevel(db: Db, level: Level, now: Date): Promise<void> {
  await db.stockLevel.create({ data: { ...level, updatedAt: now } })
}

export async function recordMovements(
  db: Db,
  movements: readonly Movement[],
  now: Date,
): Promise<void> {
  await db.stockMovement.createMany({
    data: movements.map((movement) => ({ ...movement, id: newId(now), createdAt: now })),
  })
}

export async function levelsOf(db: Db, variantIds: readonly string[]): Promise<readonly Level[]> {
  return await db.stockLevel.findMany({
    where: { variantId: { in: [...variantIds] } },
    select: { variantId: true, onHand: true, reserved: true },
  })
}

export async function findBySku(db: Db, sku: string): Promise<Level | undefined> {
  const [level] = await db.$queryRaw<Level[]>`
    select s.variant_id as "variantId", s.on_hand as "onHand", s.reserved
      from stock_level s join variant v on v.id = s.variant_id
     where v.sku = ${sku}`
  return level
}

/** Locks the levels in the order of their ids, so that the statement after it cannot deadlock with another of its kind. */
export async function lock(db: Db, variantIds: readonly string[]): Promise<void> {
  await db.$queryRaw`
    select variant_id from stock_level
     where variant_id = any(${variantIds}::uuid[])
     order by variant_id for update`
}

/**
 * Reserves the units of every variant that has enough, and returns those variants.
 * The check and the change are one statement, so two buyers cannot both take the last unit.
 */
export async function reserve(
  db: Db,
  { orderId, wanted, now }: { orderId: string; wanted: readonly Wanted[]; now: Date },
): Promise<ReadonlySet<string>> {
  const reserved = await db.$queryRaw<{ variantId: string }[]>`
    with wanted as (
      select * from unnest(${wanted.map(() => newId(now))}::uuid[], ${idsOf(wanted)}::uuid[], ${quantitiesOf(wanted)}::int[])
        as w(id, variant_id, quantity)
    ), taken as (
      update stock_level s set reserved = s.reserved + w.quantity, updated_at = ${now}
        from wanted w
       where s.variant_id = w.variant_id and s.on_hand - s.reserved >= w.quantity
      returning w.id, s.variant_id, w.quantity
    )
    insert into reservation (id, order_id, variant_id, quantity, created_at)
    select id, ${orderId}::uuid, variant_id, quantity, ${now} from taken
    returning variant_id as "variantId"`
  return new Set(reserved.map(({ variantId }) => variantId))
}

/** The units still promised to an order, with their levels locked in the order of their ids. */
export async function lockLiveReservations(db: Db, orderId: string): Promise<readonly Wanted[]> {
  return await db.$queryRaw<Wanted[]>`
    select r.variant_id as "variantId", r.quantity
      from reservation r join stock_level s on s.variant_id = r.variant_id
     where r.order_id = ${orderId}::uuid and r.status = 'live'
     order by s.variant_id for update`
}

/** The promised units, which are locked, are sold: they leave both counts, and each ended reservation is a movement. */
export async function consume(
  db: Db,
  { orderId, held, now }: { orderId: string; held: readonly Wanted[]; now: Date },
): Promise<void> {
  await db.$executeRaw`
    with ended as (
      update reservation set status = 'consumed', ended_at = ${now}
       where order_id = ${orderId}::uuid and status = 'live'
      returning variant_id, quantity
    ), sold as (
      update stock_level s
         set on_hand = s.on_hand - ended.quantity, reserved = s.reserved - ended.quantity, updated_at = ${now}
        from ended where s.variant_id = ended.variant_id
    )
    insert into stock_movement (id, variant_id, delta, reason, order_id, created_at)
    select id, ended.variant_id, -ended.quantity, 'sale', ${orderId}::uuid, ${now}
      from ended left join unnest(${held.map(() => newId(now))}::uuid[], ${idsOf(held)}::uuid[]) as w(id, variant_id) using (variant_id)`
}

/** The promise ends and the units are free. Ending it twice is harmless: the second time nothing is live. */
export async function release(
  db: Db,
  { orderId, as, now }: { orderId: string; as: 'released' | 'expired'; now: Date },
): Promise<void> {
  await db.$executeRaw`
    with ended as (
      update reservation set status = ${as}::reservation_status, ended_at = ${now}
       where order_id = ${orderId}::uuid and status = 'live'
      returning variant_id, quantity
    )
    update stock_level s set reserved = s.reserved - ended.quantity, updated_at = ${now}
      from ended where s.variant_id = ended.variant_id`
}

export async function addOnHand(db: Db, units: readonly Wanted[], now: Date): Promise<void> {
  await db.$executeRaw`
    update stock_level s set on_hand = s.on_hand + w.quantity, updated_at = ${now}
      from unnest(${idsOf(units)}::uuid[], ${quantitiesOf(units)}::int[]) as w(variant_id, quantity)
     where s.variant_id = w.variant_id`
}

/** Changes the units on hand unless promised units would be missing; reports the new level, or nothing when refused. */
export async function adjust(
  db: Db,
  { variantId, delta, now }: { variantId: string; delta: number; now: Date },
): Promise<Level | undefined> {
  const [level] = await db.$queryRaw<Level[]>`
    update stock_level set on_hand = on_hand + ${delta}, updated_at = ${now}
     where variant_id = ${variantId}::uuid and on_hand + ${delta} >= reserved
    returning variant_id as "variantId", on_hand as "onHand", reserved`
  return level
}

/** An order that nobody pays ends after 31 minutes, unless its owner chose longer. */
const USUAL_HOLD_MS = 31 * 60 * 1000

/** The query for whether units of one of these SKUs are held for longer than usual. */
export const heldTooLong = (skus: readonly string[], now: Date): Prisma.Sql => Prisma.sql`
  select r.id from reservation r join variant v on v.id = r.variant_id
   where v.sku = any(${skus}::text[]) and r.status = 'live' and r.created_at < ${new Date(now.getTime() - USUAL_HOLD_MS)}
   limit 1`

export function movementsOf(
  db: Db,
  { variantId, before, limit }: { variantId: string; before: string | undefined; limit: number },
) {
  return db.stockMovement.findMany({
    where: { variantId, ...(before !== undefined && { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit,
  })
}

/** People by the name they last went by in the audit, which outlives their accounts. */
export async function namesOf(
  db: Db,
  actorIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await db.$queryRaw<{ id: string; name: string }[]>`
    select distinct on (actor_id) actor_id as id, actor as name
      from audit where actor_id = any(${[...new Set(actorIds)]}::uuid[])
     order by actor_id, created_at desc`
  return new Map(found.map(({ id, name }) => [id, name]))
}

const idsOf = (wanted: readonly Wanted[]): string[] => wanted.map(({ variantId }) => variantId)
const quantitiesOf = (wanted: readonly Wanted[]): number[] => wanted.map(({ quantity }) => quantity)
