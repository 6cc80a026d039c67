import type { Db } from '#platform/db.ts'

import { MOST_LINES } from './rules.ts'

/** The guest's cart, locked, so that two requests at sign-in do not both take it over. */
export async function lockByToken(
  db: Db,
  tokenHash: Buffer<ArrayBuffer>,
): Promise<{ readonly id: string } | undefined> {
  const [cart] = await db.$queryRaw<{ id: string }[]>`
    select id from cart where token_hash = ${tokenHash} for update`
  return cart
}

/**
 * Empties a guest's cart into the account's, its codes too. Where both hold a variant, the larger quantity wins; what finds no room any
 * more is what was put in first. The guest's cart stays as a signpost, for its unpaid order names it.
 */
export async function mergeInto(
  db: Db,
  { guestId, accountCartId, now }: { guestId: string; accountCartId: string; now: Date },
): Promise<void> {
  await db.$executeRaw`
    with ranked as (
      select l.*, own.variant_id is not null as known,
             row_number() over (partition by own.variant_id is not null order by l.added_at desc) as rank
        from cart_line l
        left join cart_line own on own.cart_id = ${accountCartId}::uuid and own.variant_id = l.variant_id
       where l.cart_id = ${guestId}::uuid
    )
    insert into cart_line (cart_id, variant_id, quantity, added_price_minor, seen_price_minor, seen_quantity, added_at)
    select ${accountCartId}::uuid, variant_id, quantity, added_price_minor, seen_price_minor, seen_quantity, added_at
      from ranked
     where known or rank <= ${MOST_LINES} - (select count(*) from cart_line where cart_id = ${accountCartId}::uuid)
    on conflict (cart_id, variant_id) do update
       set quantity = greatest(cart_line.quantity, excluded.quantity),
           seen_quantity = greatest(cart_line.seen_quantity, excluded.seen_quantity)`
  await db.$executeRaw`delete from cart_line where cart_id = ${guestId}::uuid`
  await db.$executeRaw`
    update cart set token_hash = null, merged_into = ${accountCartId}::uuid
     where id = ${guestId}::uuid or merged_into = ${guestId}::uuid`
  await db.$executeRaw`
    update cart a set version = a.version + 1, updated_at = ${now},
                      coupons = a.coupons || array(select code from unnest(g.coupons) as c(code) where code <> all(a.coupons))
      from cart g where a.id = ${accountCartId}::uuid and g.id = ${guestId}::uuid`
}

export async function giveToAccount(
  db: Db,
  { cartId, accountId, now }: { cartId: string; accountId: string; now: Date },
): Promise<void> {
  await db.$executeRaw`
    update cart set account_id = ${accountId}::uuid, token_hash = null, version = version + 1, updated_at = ${now}
     where id = ${cartId}::uuid`
}

/**
 * Removes guests' carts, and the signposts that carts left at sign-in, that nobody changed for too long: the oldest first. One
 * whose order waits to be paid stays, for its units come back to it when the payment fails. @returns how many went.
 */
export async function removeStale(
  db: Db,
  { unchangedSince, most }: { readonly unchangedSince: Date; readonly most: number },
): Promise<number> {
  return await db.$executeRaw`
    delete from cart where id in (
      select c.id from cart c
       where c.updated_at < ${unchangedSince} and c.account_id is null
         and not exists (select from "order" o where o.cart_id = c.id and o.status = 'awaiting_payment')
       order by c.updated_at limit ${most}
       for update skip locked)`
}
