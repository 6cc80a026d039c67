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

export async function findOverdue(
  db: Db,
  now: Date,
  limit: number,
): Promise<readonly { id: string }[]> {
  return await db.order.findMany({
    where: { status: 'awaiting_payment', expiresAt: { lt: now } },
    orderBy: { expiresAt: 'asc' },
    take: limit,
    select: { id: true },
  })
}
