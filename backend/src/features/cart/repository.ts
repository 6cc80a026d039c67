import { type Database, type Db, Prisma } from '#platform/db.ts'
import { runPrepared } from '#platform/prepared.ts'

import { type CartOffers, NO_OFFERS } from './offers.ts'
import { type KeptLine, MOST_LINES } from './rules.ts'

export interface CartRecord extends CartOffers {
  readonly id: string
  readonly version: number
  readonly accountId: string | null
}

export interface LineRecord extends KeptLine {
  readonly variantId: string
  readonly sku: string
  readonly slug: string
  readonly title: string
  readonly options: Prisma.JsonValue
  readonly compareAtMinor: number | null
  readonly image: MediaRow | null
}

interface MediaRow {
  readonly id: string
  readonly key: string
  readonly alt: string
  readonly width: number
  readonly height: number
  readonly widths: readonly number[]
}

export async function findByToken(
  db: Database,
  tokenHash: Buffer<ArrayBuffer>,
): Promise<CartRecord | null> {
  const [cart] = await runPrepared<CartRecord>(
    db,
    Prisma.sql`
    select id, version, account_id as "accountId", coupons, customer_email as "customerEmail", seen_offers as "seenOffers"
      from cart where token_hash = ${tokenHash}`,
  )
  return cart ?? null
}

export async function findByAccount(db: Db, accountId: string): Promise<CartRecord | null> {
  const [cart] = await db.$queryRaw<CartRecord[]>`
    select id, version, account_id as "accountId", coupons, customer_email as "customerEmail", seen_offers as "seenOffers"
      from cart where account_id = ${accountId}::uuid`
  return cart ?? null
}

/**
 * The units somebody with this cart can have: the free ones, and those held for its own order that is not paid yet. Without the
 * latter a customer's own hold would count against them.
 */
export const freeFor = (cartId: string | null): Prisma.Sql => Prisma.sql`
  (coalesce(s.on_hand - s.reserved, 0) + coalesce((
     select sum(r.quantity) from reservation r join "order" o on o.id = r.order_id
      where r.variant_id = v.id and r.status = 'live' and ${isOwnWaiting(cartId)}), 0))::int`

/** Whether an order \`o\` came from this cart and can still be paid or given up by its customer. */
export const isOwnWaiting = (cartId: string | null): Prisma.Sql => Prisma.sql`
  (o.status = 'awaiting_payment' and o.payment_status <> 'processing' and not o.needs_review
   and o.cart_id in (select c.id from cart c where c.id = ${cartId}::uuid or c.merged_into = ${cartId}::uuid))`

/** The picture of a variant \`v\` of a product \`p\`, as JSON. */
export const pictureOf: Prisma.Sql = Prisma.sql`
  (select json_build_object('id', m.id, 'key', m.key, 'alt', m.alt, 'width', m.width, 'height', m.height, 'widths', m.widths)
     from media m
    where m.product_id = p.id and m.key is not null
    order by (m.variant_id = v.id) desc nulls last, m.position limit 1)`

/** The lines in the order they were put in, each beside its price and its free units now: one query. */
const selectLines = (cartId: string): Prisma.Sql => Prisma.sql`
  select l.variant_id as "variantId", l.quantity, l.added_price_minor as "addedPriceMinor",
         l.seen_price_minor as "seenPriceMinor", l.seen_quantity as "seenQuantity",
         v.sku, v.options, v.price_minor as "priceMinor", v.compare_at_minor as "compareAtMinor",
         p.slug, p.title, (p.status = 'active' and v.archived_at is null) as "forSale",
         ${freeFor(cartId)} as available, ${pictureOf} as image
    from cart_line l
    join variant v on v.id = l.variant_id
    join product p on p.id = v.product_id
    left join stock_level s on s.variant_id = v.id
   where l.cart_id = ${cartId}::uuid
   order by l.added_at, v.sku`

export const linesOf = async (tx: Db, cartId: string): Promise<readonly LineRecord[]> =>
  await tx.$queryRaw<LineRecord[]>(selectLines(cartId))

/** The same beside any transaction. */
export const linesNow = async (db: Database, cartId: string): Promise<readonly LineRecord[]> =>
  await runPrepared<LineRecord>(db, selectLines(cartId))

/** @returns what the cart knows of offers. */
export async function lock(db: Db, cartId: string): Promise<CartOffers> {
  const [cart] = await db.$queryRaw<CartOffers[]>`
    select coupons, customer_email as "customerEmail", seen_offers as "seenOffers" from cart where id = ${cartId}::uuid for update`
  return cart ?? NO_OFFERS
}

export async function findOffers(db: Db, cartId: string): Promise<CartOffers> {
  const [cart] = await db.$queryRaw<CartOffers[]>`
    select coupons, customer_email as "customerEmail", seen_offers as "seenOffers" from cart where id = ${cartId}::uuid`
  return cart ?? NO_OFFERS
}

/** Notes the codes, making the cart where there is none yet. @returns its new version. */
export async function putCoupons(
  db: Db,
  { cart, coupons, now }: { cart: CartKey; coupons: readonly string[]; now: Date },
): Promise<number> {
  const [touched] = await db.$queryRaw<{ version: number }[]>`
    insert into cart (id, token_hash, account_id, coupons, version, created_at, updated_at)
    values (${cart.id}::uuid, ${cart.tokenHash}, ${cart.accountId}::uuid, ${coupons}::text[], 1, ${now}, ${now})
    on conflict (id) do update set coupons = excluded.coupons, version = cart.version + 1, updated_at = excluded.updated_at
    returning version`
  return touched?.version ?? 0
}

export interface ForSale {
  readonly variantId: string
  readonly sku: string
  readonly title: string
  readonly priceMinor: number
  readonly available: number
}

export async function findForSale(
  db: Database,
  { skus, cartId }: { readonly skus: readonly string[]; readonly cartId: string | null },
): Promise<readonly ForSale[]> {
  return await runPrepared<ForSale>(
    db,
    Prisma.sql`
    select v.id as "variantId", v.sku, p.title, v.price_minor as "priceMinor",
           ${freeFor(cartId)} as available
      from variant v
      join product p on p.id = v.product_id
      left join stock_level s on s.variant_id = v.id
     where v.sku = any(${skus}::text[]) and p.status = 'active' and v.archived_at is null`,
  )
}

/** The cart that a statement writes to, made by it when it is new. */
export interface CartKey {
  readonly id: string
  readonly tokenHash: Buffer<ArrayBuffer> | null
  readonly accountId: string | null
}

/**
 * Puts units of a variant into the cart, in one statement with the cart itself when it is new. Reports the cart's new version, or
 * nothing when there are not that many or the cart has no room for another line.
 */
export async function putLine(
  db: Database,
  put: { cart: CartKey; item: ForSale; quantity: number; mode: 'add' | 'set'; now: Date },
): Promise<number | undefined> {
  const { cart, item, quantity, mode, now } = put
  const wanted =
    mode === 'add'
      ? Prisma.sql`cart_line.quantity + excluded.quantity`
      : Prisma.sql`excluded.quantity`
  const [touched] = await runPrepared<{ version: number }>(
    db,
    Prisma.sql`
    with touched as (${touch(cart, now)})
    insert into cart_line (cart_id, variant_id, quantity, added_price_minor, seen_price_minor, seen_quantity, added_at)
    select t.id, ${item.variantId}::uuid, ${quantity}, ${item.priceMinor}, ${item.priceMinor}, ${quantity}, ${now}
      from touched t
     where ${quantity}::int <= ${item.available}::int
       and (select count(*) from cart_line l where l.cart_id = ${cart.id}::uuid
              and l.variant_id <> ${item.variantId}::uuid) < ${MOST_LINES}
    on conflict (cart_id, variant_id) do update
       set quantity = ${wanted}, seen_quantity = ${wanted},
           added_price_minor = excluded.added_price_minor, seen_price_minor = excluded.seen_price_minor
     where ${wanted} <= ${item.available}
    returning (select version from touched)`,
  )
  return touched?.version
}

/** Makes the cart or counts its version up, as the first part of a larger statement. */
const touch = ({ id, tokenHash, accountId }: CartKey, now: Date): Prisma.Sql => Prisma.sql`
  insert into cart (id, token_hash, account_id, version, created_at, updated_at)
  values (${id}::uuid, ${tokenHash}, ${accountId}::uuid, 1, ${now}, ${now})
  on conflict (id) do update set version = cart.version + 1, updated_at = excluded.updated_at
  returning id, version`

/** @returns the cart's new version. */
export async function replaceLines(
  db: Db,
  {
    cart,
    lines,
    now,
  }: { cart: CartKey; lines: readonly (ForSale & { quantity: number })[]; now: Date },
): Promise<number> {
  const [touched] = await db.$queryRaw<{ version: number }[]>`${touch(cart, now)}`
  await db.cartLine.deleteMany({ where: { cartId: cart.id } })
  await db.cartLine.createMany({
    data: lines.map(({ variantId, quantity, priceMinor }, i) => ({
      cartId: cart.id,
      variantId,
      quantity,
      addedPriceMinor: priceMinor,
      seenPriceMinor: priceMinor,
      seenQuantity: quantity,
      // A millisecond apart, so that they stay in the order they were given in.
      addedAt: new Date(now.getTime() + i),
    })),
  })
  return touched?.version ?? 0
}

/** @returns the cart's new version; nothing when there was no such line. */
export async function removeLine(
  db: Db,
  { cartId, sku, now }: { cartId: string; sku: string; now: Date },
): Promise<number | undefined> {
  const [touched] = await db.$queryRaw<{ version: number }[]>`
    with removed as (
      delete from cart_line l using variant v
       where l.cart_id = ${cartId}::uuid and v.id = l.variant_id and v.sku = ${sku}
      returning l.cart_id
    )
    update cart set version = version + 1, updated_at = ${now} where id in (select cart_id from removed)
    returning version`
  return touched?.version
}

export interface Seen {
  readonly variantId: string
  readonly priceMinor: number
  readonly quantity: number
}

/** Notes what the customer is being shown; returns the cart's new version. */
export async function noteSeen(
  db: Db,
  {
    cartId,
    seen,
    offers,
    customerEmail,
    now,
  }: {
    cartId: string
    seen: readonly Seen[]
    offers: CartOffers['seenOffers']
    customerEmail: string | null
    now: Date
  },
): Promise<number | undefined> {
  const [cart] = await db.$queryRaw<{ version: number }[]>`
    with noted as (
      update cart_line l set seen_price_minor = w.price, seen_quantity = w.quantity
        from unnest(${seen.map(({ variantId }) => variantId)}::uuid[], ${seen.map(({ priceMinor }) => priceMinor)}::int[],
                    ${seen.map(({ quantity }) => quantity)}::int[]) as w(variant_id, price, quantity)
       where l.cart_id = ${cartId}::uuid and l.variant_id = w.variant_id
    )
    update cart set version = version + 1, updated_at = ${now}, seen_offers = ${JSON.stringify(offers)}::jsonb,
                    customer_email = ${customerEmail}
     where id = ${cartId}::uuid
    returning version`
  return cart?.version
}
