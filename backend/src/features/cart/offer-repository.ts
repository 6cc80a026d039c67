import { type Database, type Db, Prisma } from '#platform/db.ts'
import { runPrepared } from '#platform/prepared.ts'

import type { CartOffer } from './offers.ts'
import { freeFor, isOwnWaiting, pictureOf } from './repository.ts'

/** Whose offers are meant: limits count by them, and what they hold for an unpaid order does not count against them. */
export interface OfferedTo {
  readonly cartId: string
  readonly coupons: readonly string[]
  readonly accountId: string | null
  readonly email: string | null
  readonly now: Date
}

/** The promotions that apply by themselves and those of the codes, each as it stands for this customer: one query. */
const selectOffers = ({
  cartId,
  coupons,
  accountId,
  email,
  now,
}: OfferedTo): Prisma.Sql => Prisma.sql`
  select a.id, a.name, a.kind, a.code, a.percent_bp as "percentBp", a.amount_minor as "amountMinor",
         a.minimum_spend_minor as "minimumSpendMinor", a.starts_at as "startsAt", a.ends_at as "endsAt",
         a.limit_total as "limitTotal", a.limit_per_customer as "limitPerCustomer", a.combines, a.active,
         case when a.limit_total is null then 0 else a.uses - (
           select count(*) from promotion_use u join "order" o on o.id = u.order_id
            where u.promotion_id = a.id and u.given_back_at is null and ${isOwnWaiting(cartId)}) end::int as uses,
         case when a.limit_per_customer is null then 0 else (
           select count(*) from promotion_use u join "order" o on o.id = u.order_id
            where u.promotion_id = a.id and u.given_back_at is null
              and (u.account_id = ${accountId}::uuid or u.email = ${email}::text) and not ${isOwnWaiting(cartId)}) end::int as "usesByCustomer",
         case when v.id is not null then json_build_object(
           'variantId', v.id, 'sku', v.sku, 'slug', p.slug, 'title', p.title, 'options', v.options, 'priceMinor', v.price_minor,
           'forSale', p.status = 'active' and v.archived_at is null,
           'free', case when v.archived_at is null then ${freeFor(cartId)} else 0 end, 'image', ${pictureOf}) end as gift
    from promotion a
    left join variant v on v.id = a.gift_variant_id
    left join product p on p.id = v.product_id
    left join stock_level s on s.variant_id = v.id
   where (a.code is null and a.active and (a.ends_at is null or a.ends_at > ${now})) or a.code = any(${coupons}::text[])
   order by a.id`

export const offersOf = async (tx: Db, to: OfferedTo): Promise<readonly CartOffer[]> =>
  await tx.$queryRaw<CartOffer[]>(selectOffers(to))

/** The same beside any transaction. */
export const offersNow = async (db: Database, to: OfferedTo): Promise<readonly CartOffer[]> =>
  await runPrepared<CartOffer>(db, selectOffers(to))

/** Whether there is such a code, by the promotion's own spelling, on or off. */
export async function hasCode(db: Db, code: string): Promise<boolean> {
  return (await db.promotion.count({ where: { code } })) > 0
}
