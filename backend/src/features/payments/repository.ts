import { type Database, type Db, Prisma } from '#platform/db.ts'
import { isUuid } from '#platform/id.ts'
import { runPrepared } from '#platform/prepared.ts'

import type { RefundState, SignedEvent } from './gateway.ts'

export type PaymentRecord = NonNullable<Awaited<ReturnType<typeof findByIntent>>>

/** A payment as settling needs it. */
export interface SettlingPayment {
  readonly id: string
  readonly orderId: string
  readonly amountMinor: number
  readonly currency: string
}

export async function findBySession(
  db: Db,
  stripeSessionId: string,
): Promise<SettlingPayment | undefined> {
  const [payment] = await db.$queryRaw<SettlingPayment[]>`
    select id, order_id as "orderId", amount_minor as "amountMinor", currency
      from payment where stripe_session_id = ${stripeSessionId}`
  return payment
}

export async function findByIntent(db: Db, stripeIntentId: string) {
  return await db.payment.findUnique({ where: { stripeIntentId } })
}

/** What a page to pay on is opened with. */
export interface DuePayment {
  readonly id: string
  readonly attempt: number
  readonly expiresAt: Date
  /** Where the page is, once it is open. */
  readonly paymentUrl: string | null
  readonly orderNumber: number
  readonly accessToken: string
  readonly email: string
  readonly currency: string
  readonly deliveryLabel: string
  readonly deliveryMinor: number
  readonly lines: readonly {
    readonly title: string
    readonly options: unknown
    readonly unitPriceMinor: number
    readonly quantity: number
    readonly discountMinor: number
    readonly totalMinor: number
  }[]
}

/** The attempt of an order that can still be paid, or is being paid, with all that its page shows: one query. Gifts cost nothing and are not on it. */
export async function findDue(db: Database, orderId: string): Promise<DuePayment | undefined> {
  const [due] = await runPrepared<DuePayment>(
    db,
    Prisma.sql`
    select p.id, p.attempt, p.expires_at as "expiresAt", p.payment_url as "paymentUrl", o.number as "orderNumber",
           o.access_token as "accessToken", o.email, o.currency, o.delivery_label as "deliveryLabel",
           o.delivery_minor as "deliveryMinor",
           (select json_agg(json_build_object('title', l.title, 'options', l.options, 'unitPriceMinor', l.unit_price_minor,
                                              'quantity', l.quantity, 'discountMinor', l.discount_minor, 'totalMinor', l.total_minor)
                            order by l.position)
              from order_line l where l.order_id = o.id and not l.is_gift) as lines
      from payment p join "order" o on o.id = p.order_id
     where p.order_id = ${orderId}::uuid and p.status in ('open', 'processing')`,
  )
  return due
}

/** The attempt that can still be paid, or is being paid. */
export async function findLive(db: Db, orderId: string) {
  return await db.payment.findFirst({ where: { orderId, status: { in: ['open', 'processing'] } } })
}

export async function findLatest(db: Db, orderId: string) {
  return await db.payment.findFirst({ where: { orderId }, orderBy: { attempt: 'desc' } })
}

/** A try that the shop has no row of, as one that was given up: capturing takes it from there. */
export async function insertForgotten(
  db: Db,
  payment: {
    readonly id: string
    readonly orderId: string
    readonly stripeSessionId: string
    readonly amountMinor: number
    readonly currency: string
    readonly now: Date
  },
): Promise<void> {
  const { id, orderId, stripeSessionId, amountMinor, currency, now } = payment
  await db.$executeRaw`
    insert into payment (id, order_id, attempt, status, amount_minor, currency, stripe_session_id, expires_at, created_at, updated_at)
    select ${id}::uuid, ${orderId}::uuid, coalesce(max(attempt), 0) + 1, 'cancelled', ${amountMinor}, ${currency},
           ${stripeSessionId}, ${now}, ${now}, ${now}
      from payment where order_id = ${orderId}::uuid`
}

/** The attempts that have money to give back: more than one only when a customer managed to pay twice. */
export async function findCaptured(db: Db, orderId: string) {
  return await db.payment.findMany({
    where: { orderId, status: 'paid', capturedMinor: { gt: db.payment.fields.refundedMinor } },
    orderBy: { attempt: 'asc' },
  })
}

/** The next attempt to pay an order, counted from 1. */
export async function insertNext(
  db: Db,
  payment: {
    readonly id: string
    readonly orderId: string
    readonly amountMinor: number
    readonly currency: string
    readonly expiresAt: Date
    readonly now: Date
  },
): Promise<void> {
  const { id, orderId, amountMinor, currency, expiresAt, now } = payment
  await db.$executeRaw`
    insert into payment (id, order_id, attempt, amount_minor, currency, expires_at, created_at, updated_at)
    select ${id}::uuid, ${orderId}::uuid, coalesce(max(attempt), 0) + 1, ${amountMinor}, ${currency}, ${expiresAt}, ${now}, ${now}
      from payment where order_id = ${orderId}::uuid`
}

/** Changes the attempt only while it has one of the statuses the decision was made on. */
export async function change(
  db: Db,
  id: string,
  from: readonly PaymentRecord['status'][],
  changes: Prisma.PaymentUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await db.payment.updateMany({
    where: { id, status: { in: [...from] } },
    data: changes,
  })
  return count === 1
}

/** Sets an amount aside for going back, unless more would go back than came (L8). */
export async function setAside(
  db: Db,
  paymentId: string,
  amountMinor: number,
  now: Date,
): Promise<boolean> {
  const rows = await db.$executeRaw`
    update payment set refunded_minor = refunded_minor + ${amountMinor}, updated_at = ${now}
     where id = ${paymentId}::uuid and refunded_minor + ${amountMinor} between 0 and captured_minor`
  return rows === 1
}

/** Keeps what the bank said no to; reports false when this event told of it before. */
export async function insertDecline(
  db: Db,
  decline: {
    readonly eventId: string
    readonly paymentId: string
    readonly code: string
    readonly declinedAt: Date
  },
): Promise<boolean> {
  const { eventId, paymentId, code, declinedAt } = decline
  const inserted = await db.$executeRaw`
    insert into payment_decline (event_id, payment_id, code, declined_at)
    values (${eventId}, ${paymentId}::uuid, ${code}, ${declinedAt}) on conflict do nothing`
  return inserted === 1
}

export async function insertRefund(
  db: Db,
  refund: Prisma.RefundUncheckedCreateInput,
): Promise<void> {
  await db.refund.create({ data: refund, select: { id: true } })
}

export async function findRefund(db: Db, id: string) {
  return await db.refund.findUnique({ where: { id }, include: { payment: true } })
}

/** The refund that Stripe speaks of, by Stripe's id or by ours, locked until the transaction ends. */
export async function lockRefund(
  db: Db,
  { id, refundId }: { readonly id: string | null; readonly refundId: string | null },
): Promise<LockedRefund | undefined> {
  const ours = refundId !== null && isUuid(refundId) ? refundId : null
  const [refund] = await db.$queryRaw<LockedRefund[]>`
    select id, order_id as "orderId", payment_id as "paymentId", amount_minor as "amountMinor", currency, status
      from refund where stripe_refund_id = ${id} or id = ${ours}::uuid for update`
  return refund
}

export interface LockedRefund {
  readonly id: string
  readonly orderId: string
  readonly paymentId: string
  readonly amountMinor: number
  readonly currency: string
  readonly status: RefundState['status']
}

/** What came in for an order, and what has gone back, over all its attempts. */
export async function sumOf(
  db: Db,
  orderId: string,
): Promise<{ capturedMinor: number; refundedMinor: number }> {
  const captured = await db.payment.aggregate({ where: { orderId }, _sum: { capturedMinor: true } })
  const refunded = await db.refund.aggregate({
    where: { orderId, status: 'succeeded' },
    _sum: { amountMinor: true },
  })
  return {
    capturedMinor: captured._sum.capturedMinor ?? 0,
    refundedMinor: refunded._sum.amountMinor ?? 0,
  }
}

export async function updateRefund(
  db: Db,
  id: string,
  changes: Prisma.RefundUpdateManyMutationInput,
): Promise<void> {
  await db.refund.updateMany({ where: { id }, data: changes })
}

/** The statement that keeps an event once, and returns it only when it is new. */
export const keepEvent = (event: SignedEvent, now: Date): Prisma.Sql => Prisma.sql`
  insert into webhook_event (id, type, api_version, livemode, payload, occurred_at, received_at)
  values (${event.id}, ${event.type}, ${event.apiVersion}, ${event.livemode},
          ${JSON.stringify(event.payload)}::jsonb, ${event.occurredAt}, ${now})
  on conflict (id) do nothing
  returning id`

export async function findEvent(db: Db, id: string) {
  return await db.webhookEvent.findUnique({ where: { id } })
}

/** Marks the event as done, and reports false when it was already. */
export async function finishEvent(
  db: Db,
  id: string,
  outcome: string,
  now: Date,
): Promise<boolean> {
  const finished = await db.$executeRaw`
    update webhook_event set processed_at = ${now}, outcome = ${outcome} where id = ${id} and processed_at is null`
  return finished === 1
}

/** What an event is marked with that tells of a refund or a dispute before its payment was heard of. */
export const WAITING = 'waiting for its payment'

/** Opens the events again that waited for this payment, as if they came now, and returns their ids. */
export async function wakeEvents(db: Db, intentId: string, now: Date): Promise<readonly string[]> {
  const events = await db.$queryRaw<{ id: string }[]>`
    update webhook_event set processed_at = null, outcome = null, received_at = ${now}
     where outcome = 'waiting for its payment' and payload -> 'data' -> 'object' ->> 'payment_intent' = ${intentId}
    returning id`
  return events.map(({ id }) => id)
}
