import { type Db, Prisma } from '#platform/db.ts'

import type { Promotion } from './promotion-rules.ts'

export interface PromotionRecord extends Promotion {
  readonly uses: number
  readonly giftSku: string | null
  readonly giftTitle: string | null
  readonly giftOptions: Prisma.JsonValue
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly giftVariantId: string | null
}

const select = (where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select p.id, p.name, p.kind, p.code, p.percent_bp as "percentBp", p.amount_minor as "amountMinor",
         p.gift_variant_id as "giftVariantId", p.minimum_spend_minor as "minimumSpendMinor", p.starts_at as "startsAt",
         p.ends_at as "endsAt", p.limit_total as "limitTotal", p.limit_per_customer as "limitPerCustomer", p.combines,
         p.active, p.created_at as "createdAt", p.updated_at as "updatedAt", v.sku as "giftSku", pr.title as "giftTitle",
         v.options as "giftOptions",
         (select count(*) from promotion_use u where u.promotion_id = p.id and u.given_back_at is null)::int as uses
    from promotion p
    left join variant v on v.id = p.gift_variant_id
    left join product pr on pr.id = v.product_id
   ${where}
   order by p.active desc, p.id desc`

/** Those that are on first, then the newest. */
export const list = async (db: Db): Promise<readonly PromotionRecord[]> =>
  await db.$queryRaw<PromotionRecord[]>(select(Prisma.empty))

export async function find(db: Db, id: string): Promise<PromotionRecord | undefined> {
  const [promotion] = await db.$queryRaw<PromotionRecord[]>(
    select(Prisma.sql`where p.id = ${id}::uuid`),
  )
  return promotion
}

/** Keeps everybody from using it until the transaction ends; reports false when there is none. */
export async function lock(db: Db, id: string): Promise<boolean> {
  const locked = await db.$queryRaw<unknown[]>`
    select id from promotion where id = ${id}::uuid for update`
  return locked.length > 0
}

export type NewPromotion = Omit<Promotion, 'id'> & { readonly giftVariantId: string | null }

export async function insert(
  db: Db,
  id: string,
  promotion: NewPromotion,
  now: Date,
): Promise<void> {
  await db.promotion.create({ data: { ...promotion, id, createdAt: now, updatedAt: now } })
}

/** With its uses counted anew, for a limit may come or go; it is locked. */
export async function replace(
  db: Db,
  id: string,
  promotion: NewPromotion,
  now: Date,
): Promise<void> {
  const uses =
    promotion.limitTotal === null
      ? 0
      : await db.promotionUse.count({ where: { promotionId: id, givenBackAt: null } })
  await db.promotion.update({ where: { id }, data: { ...promotion, uses, updatedAt: now } })
}

/** Of what can still be given. */
export async function findGift(db: Db, sku: string): Promise<{ readonly id: string } | null> {
  return await db.variant.findFirst({ where: { sku, archivedAt: null }, select: { id: true } })
}
