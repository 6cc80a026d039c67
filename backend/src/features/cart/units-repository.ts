import { type Db, Prisma } from '#platform/db.ts'

import type { CartUnits } from './contract.ts'

/**
 * Units by variant: those in carts changed since, and those held for orders that are being paid. What a cart's own order holds is
 * being paid, and not counted in the cart again.
 */
export async function unitsInCarts(
  db: Db,
  { since, productId }: { readonly since: Date; readonly productId: string | undefined },
): Promise<readonly CartUnits[]> {
  const ofProduct =
    productId === undefined ? Prisma.empty : Prisma.sql`where v.product_id = ${productId}::uuid`
  return await db.$queryRaw<CartUnits[]>`
    with held as (
      select coalesce(c.merged_into, o.cart_id) as cart_id, r.variant_id, sum(r.quantity) as units
        from reservation r
        join "order" o on o.id = r.order_id
        left join cart c on c.id = o.cart_id
       where r.status = 'live'
       group by 1, 2
    ), chosen as (
      select l.variant_id, sum(greatest(l.quantity - coalesce(h.units, 0), 0)) as units
        from cart c
        join cart_line l on l.cart_id = c.id
        left join held h on h.cart_id = c.id and h.variant_id = l.variant_id
       where c.updated_at >= ${since}
       group by 1
    ), paying as (
      select variant_id, sum(units) as units from held group by 1
    )
    select v.sku, coalesce(chosen.units, 0)::int as "inCarts", coalesce(paying.units, 0)::int as "beingPaid"
      from chosen
      full join paying using (variant_id)
      join variant v on v.id = variant_id
      ${ofProduct}
     order by v.sku`
}
