import { type Db, Prisma } from '#platform/db.ts'

import type { PromotionKind } from './rules.ts'

/** What an order has of a promotion, frozen as it was agreed. */
export interface NewUse {
  readonly promotionId: string
  readonly name: string
  readonly kind: PromotionKind
  readonly code: string | null
  readonly discountMinor: number
  readonly giftVariantId: string | null
  readonly isLimited: boolean
}

export interface Buyer {
  readonly accountId: string | null
  /** As limits compare it. */
  readonly email: string
}

/** Locks promotions in the order of their ids, so that counting them cannot deadlock with another of its kind. */
export async function lock(db: Db, promotionIds: readonly string[]): Promise<void> {
  await db.$queryRaw`
    select id from promotion where id = any(${promotionIds}::uuid[]) order by id for no key update`
}

/**
 * Takes a use of each promotion that has one left, and reports how many those were. The check, the count and the row are one statement;
 * the promotions that are limited are locked.
 */
export async function take(
  db: Db,
  {
    orderId,
    uses,
    buyer,
    now,
  }: { orderId: string; uses: readonly NewUse[]; buyer: Buyer; now: Date },
): Promise<number> {
  const { accountId, email } = buyer
  const rows = JSON.stringify(uses)
  return await db.$executeRaw`
    with wanted as (
      select * from jsonb_to_recordset(${rows}::jsonb) as w(
        "promotionId" uuid, name text, kind promotion_kind, code text, "discountMinor" int, "giftVariantId" uuid)
    ), known as materialized (
      select p.id, p.limit_total, p.limit_per_customer from promotion p
       where p.id in (select "promotionId" from wanted) for key share
    ), counted as (
      update promotion p set uses = p.uses + 1 from known k
       where p.id = k.id and p.limit_total is not null and p.uses < p.limit_total
      returning p.id
    )
    insert into promotion_use (
      order_id, promotion_id, name, kind, code, discount_minor, gift_variant_id, account_id, email, created_at)
    select ${orderId}::uuid, k.id, w.name, w.kind, w.code, w."discountMinor", w."giftVariantId", ${accountId}::uuid, ${email}, ${now}
      from wanted w join known k on k.id = w."promotionId"
     where (k.limit_total is null or k.id in (select id from counted))
       and (k.limit_per_customer is null or k.limit_per_customer > (
             select count(*) from promotion_use u
              where u.promotion_id = k.id and u.given_back_at is null
                and (u.account_id = ${accountId}::uuid or u.email = ${email})))`
}

/** The promotions that an order has a use of, locked in the order of their ids. */
export async function lockOf(db: Db, orderId: string): Promise<boolean> {
  const locked = await db.$queryRaw<{ id: string }[]>`
    select id from promotion
     where id in (select promotion_id from promotion_use where order_id = ${orderId}::uuid)
     order by id for no key update`
  return locked.length > 0
}

/** Doing it twice is harmless: the second time nothing is taken. */
export async function giveBack(db: Db, orderId: string, now: Date): Promise<void> {
  await db.$executeRaw`
    with ended as (
      update promotion_use set given_back_at = ${now}
       where order_id = ${orderId}::uuid and given_back_at is null
      returning promotion_id
    )
    ${count(Prisma.sql`- 1`)}`
}

/** What was given back is taken again, whatever the limit says by now. */
export async function takeAgain(db: Db, orderId: string): Promise<void> {
  await db.$executeRaw`
    with ended as (
      update promotion_use set given_back_at = null
       where order_id = ${orderId}::uuid and given_back_at is not null
      returning promotion_id
    )
    ${count(Prisma.sql`+ 1`)}`
}

const count = (change: Prisma.Sql): Prisma.Sql => Prisma.sql`
  update promotion p set uses = p.uses ${change} from ended
   where p.id = ended.promotion_id and p.limit_total is not null`
