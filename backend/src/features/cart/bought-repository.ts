import { type Db, Prisma } from '#platform/db.ts'

/** What an order has of each variant. */
export interface Bought {
  readonly orderId: string
  readonly units: readonly { readonly variantId: string; readonly quantity: number }[]
}

/** The units that were in the cart: what a promotion gave was not. */
const boughtUnits = ({ orderId, units }: Bought): Prisma.Sql => Prisma.sql`
  select b.variant_id, (sum(b.quantity) - (
           select count(*) from promotion_use g where g.order_id = ${orderId}::uuid and g.gift_variant_id = b.variant_id))::int as quantity
    from unnest(${units.map(({ variantId }) => variantId)}::uuid[], ${units.map(({ quantity }) => quantity)}::int[])
      as b(variant_id, quantity)
   group by b.variant_id`

/** Locks the cart that an order came from, or the one it went into. */
export async function lock(db: Db, cartId: string): Promise<void> {
  await db.$queryRaw`
    select id from cart
     where id = (select coalesce(merged_into, id) from cart where id = ${cartId}::uuid) for update`
}

/** Takes what was bought out of the cart, and the codes it was bought with; what was put in since stays. */
export async function takeOut(
  db: Db,
  { cartId, bought, now }: { cartId: string; bought: Bought; now: Date },
): Promise<void> {
  await db.$executeRaw`
    with w as (
      select coalesce(c.merged_into, c.id) as cart_id, u.variant_id, u.quantity
        from cart c, (${boughtUnits(bought)}) u
       where c.id = ${cartId}::uuid and u.quantity > 0
    ), emptied as (
      delete from cart_line l using w
       where l.cart_id = w.cart_id and l.variant_id = w.variant_id and l.quantity <= w.quantity
    ), lessened as (
      update cart_line l set quantity = l.quantity - w.quantity, seen_quantity = greatest(l.seen_quantity - w.quantity, 0)
        from w
       where l.cart_id = w.cart_id and l.variant_id = w.variant_id and l.quantity > w.quantity
    )
    update cart set version = version + 1, updated_at = ${now}, customer_email = null,
                    coupons = array(select c.code from unnest(coupons) with ordinality as c(code, place)
                                     where c.code not in (select u.code from promotion_use u
                                                           where u.order_id = ${bought.orderId}::uuid and u.code is not null)
                                     order by c.place)
     where id in (select cart_id from w)`
}

/** Units of a cart that were to be bought and were not after all; a cart that is gone wants none back. */
export async function putBack(
  db: Db,
  { cartId, bought, now }: { cartId: string; bought: Bought; now: Date },
): Promise<void> {
  await db.$executeRaw`
    with home as (select coalesce(merged_into, id) as id from cart where id = ${cartId}::uuid),
    put as (
      insert into cart_line (cart_id, variant_id, quantity, added_price_minor, seen_price_minor, seen_quantity, added_at)
      select home.id, v.id, u.quantity, v.price_minor, v.price_minor, u.quantity, ${now}
        from home, (${boughtUnits(bought)}) u
        join variant v on v.id = u.variant_id
       where u.quantity > 0
      on conflict (cart_id, variant_id) do update
         set quantity = cart_line.quantity + excluded.quantity, seen_quantity = cart_line.seen_quantity + excluded.quantity
    )
    update cart set version = version + 1, updated_at = ${now} where id in (select id from home)`
}
