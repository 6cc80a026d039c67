import type { Db } from '#platform/db.ts'

import type { OrderStatus, PaymentStatus } from './rules.ts'

interface AwaitingOrder {
  readonly id: string
  readonly number: number
  readonly accessToken: string
  readonly totalMinor: number
  readonly currency: string
  readonly status: OrderStatus
  readonly paymentStatus: PaymentStatus
  readonly cartFingerprint: string | null
  /** Its time to be paid is over; Stripe has not been asked yet. */
  readonly isOverdue: boolean
}

/** The orders that wait to be paid and came from this cart, or from one that went into it, newest first. */
export async function findAwaiting(
  db: Db,
  { cartId, now }: { readonly cartId: string; readonly now: Date },
): Promise<readonly AwaitingOrder[]> {
  return await db.$queryRaw<AwaitingOrder[]>`
    select id, number, access_token as "accessToken", total_minor as "totalMinor", currency, status,
           payment_status as "paymentStatus", cart_fingerprint as "cartFingerprint",
           (expires_at is not null and expires_at <= ${now}) as "isOverdue"
      from "order"
     where cart_id in (select ${cartId}::uuid union all select id from cart where merged_into = ${cartId}::uuid)
       and status = 'awaiting_payment' and not needs_review
     order by created_at desc`
}

/** How long whoever claims an order has to end it. */
const CLAIM_SECONDS = 60

/**
 * Takes some of the orders whose time to be paid is over, the oldest first. What one has claimed no other is given for a minute, so
 * that any number of sweepers share the work; one that dies gives it back by that.
 */
export async function claimOverdue(db: Db, now: Date, limit: number): Promise<readonly string[]> {
  const until = new Date(now.getTime() + CLAIM_SECONDS * 1000)
  const claimed = await db.$queryRaw<{ id: string }[]>`
    update "order" set ending_until = ${until}
     where id in (
       select id from "order"
        where status = 'awaiting_payment' and expires_at < ${now} and (ending_until is null or ending_until < ${now})
        order by expires_at limit ${limit}
        for update skip locked)
    returning id`
  return claimed.map(({ id }) => id)
}

/** What somebody may be waiting for: units of these SKUs, or of what is in that cart, or room beside the orders that count against these keys. */
export interface Wanted {
  readonly skus?: readonly string[]
  readonly cartId?: string
  readonly keys?: Keys
}

/** The orders whose time to be paid is over and that keep others from that, the oldest first. */
export async function findOverdue(
  db: Db,
  { skus = [], cartId, keys }: Wanted,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly string[]> {
  const found = await db.$queryRaw<{ id: string }[]>`
    select o.id from "order" o
     where o.status = 'awaiting_payment' and o.expires_at < ${now}
       and (o.customer_key = ${keys?.customerKey ?? null}::bytea or o.client_key = ${keys?.clientKey ?? null}::bytea
            or exists (select from reservation r join variant v on v.id = r.variant_id
                        where r.order_id = o.id and r.status = 'live'
                          and (v.sku = any(${skus}::text[])
                               or v.id in (select variant_id from cart_line where cart_id = ${cartId ?? null}::uuid))))
     order by o.expires_at limit ${limit}`
  return found.map(({ id }) => id)
}

/** What one customer or one network has in orders that wait to be paid. */
export interface Holding {
  readonly orders: number
  readonly units: number
  /** When the first of the orders ends unless it is paid. */
  readonly until: Date | null
}

/** Waits for others who ask about the same customer or network, and keeps further ones waiting until the transaction ends. */
export async function lockHoldings(
  db: Db,
  { customerKey, clientKey }: Keys,
): Promise<{ readonly customer: Holding; readonly client: Holding }> {
  const [row] = await db.$queryRaw<HoldingsRow[]>`
    select * from unpaid_holdings(${customerKey}, ${clientKey})`
  if (!row) throw new Error('An aggregate without a row.')
  return {
    customer: { orders: row.customer_orders, units: row.customer_units, until: row.customer_until },
    client: { orders: row.client_orders, units: row.client_units, until: row.client_until },
  }
}

/** Whom an unpaid order counts against: keyed hashes, which tell nobody who it is. */
export interface Keys {
  readonly customerKey: Buffer<ArrayBuffer>
  readonly clientKey: Buffer<ArrayBuffer>
}

interface HoldingsRow {
  readonly customer_orders: number
  readonly customer_units: number
  readonly customer_until: Date | null
  readonly client_orders: number
  readonly client_units: number
  readonly client_until: Date | null
}

/** An account's orders that wait to be paid, oldest first. */
export async function findWaitingOf(db: Db, accountId: string) {
  return await db.order.findMany({
    where: { accountId, status: 'awaiting_payment' },
    orderBy: { createdAt: 'asc' },
    select: { id: true, number: true },
  })
}
