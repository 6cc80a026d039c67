import { type Db, Prisma } from '#platform/db.ts'
import { newId } from '#platform/id.ts'

import type { OrderEventKind, OrderStatus, StaffEventKind } from './rules.ts'
import type { OrderRecord } from './whole-order.ts'

const HEAD = {
  id: true,
  number: true,
  status: true,
  paymentStatus: true,
  fulfilmentStatus: true,
  needsReview: true,
  name: true,
  email: true,
  totalMinor: true,
  currency: true,
  deliveryKind: true,
  createdAt: true,
  placedAt: true,
  lines: { select: { quantity: true } },
  fulfilments: { select: { status: true } },
} satisfies Prisma.OrderSelect

export type OrderHead = Prisma.OrderGetPayload<{ select: typeof HEAD }>

/** Newest first, and older than `before` where that is given. */
export async function list(
  db: Db,
  {
    where,
    before,
    limit,
  }: { where: Prisma.OrderWhereInput; before: Cursor | undefined; limit: number },
): Promise<readonly OrderHead[]> {
  return await db.order.findMany({
    where: {
      AND: [
        where,
        before
          ? {
              OR: [
                { createdAt: { lt: before.createdAt } },
                { createdAt: before.createdAt, id: { lt: before.id } },
              ],
            }
          : {},
      ],
    },
    select: HEAD,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
}

export interface Cursor {
  readonly createdAt: Date
  readonly id: string
}

export async function findForLookup(db: Db, number: number, email: string) {
  return await db.order.findFirst({ where: { number, email }, select: { id: true } })
}

export interface NewOrder {
  readonly id: string
  readonly accountId: string | null
  readonly cartId: string | null
  readonly cartFingerprint: string
  readonly accessToken: string
  /** Whom it counts against while it is unpaid. */
  readonly customerKey: Buffer
  readonly clientKey: Buffer
  readonly email: string
  readonly name: string
  readonly phone: string | null
  readonly currency: string
  readonly subtotalMinor: number
  readonly discountMinor: number
  readonly deliveryMinor: number
  readonly deliveryTaxMinor: number
  readonly taxMinor: number
  readonly totalMinor: number
  readonly deliveryMethod: string
  readonly deliveryKind: 'delivery' | 'collection'
  readonly deliveryLabel: string
  readonly arrivesFrom: Date
  readonly arrivesTo: Date
  readonly address: Prisma.InputJsonValue | null
  readonly expiresAt: Date
}

/**
 * Writes an order with its frozen lines and the beginning of its timeline: one statement, since somebody waits for it. Numbers come
 * from a sequence, so that nobody waits for anybody; they may have gaps.
 */
export async function insert(
  db: Db,
  { order, lines, now }: { order: NewOrder; lines: readonly NewLine[]; now: Date },
): Promise<number> {
  const [row] = await db.$queryRaw<{ number: number }[]>`
    with written as (
      insert into "order" (
        id, number, account_id, cart_id, cart_fingerprint, access_token, email, name, phone, currency, subtotal_minor, discount_minor,
        delivery_minor, delivery_tax_minor, tax_minor, total_minor, delivery_method, delivery_kind, delivery_label, arrives_from,
        arrives_to, address, created_at, expires_at, customer_key, client_key)
      values (
        ${order.id}::uuid, nextval('order_number'), ${order.accountId}::uuid, ${order.cartId}::uuid, ${order.cartFingerprint},
        ${order.accessToken}, ${order.email}, ${order.name}, ${order.phone}, ${order.currency}, ${order.subtotalMinor},
        ${order.discountMinor}, ${order.deliveryMinor}, ${order.deliveryTaxMinor}, ${order.taxMinor}, ${order.totalMinor},
        ${order.deliveryMethod}, ${order.deliveryKind}::delivery_kind, ${order.deliveryLabel}, ${dayOf(order.arrivesFrom)}::date,
        ${dayOf(order.arrivesTo)}::date, ${order.address === null ? null : JSON.stringify(order.address)}::jsonb, ${now},
        ${order.expiresAt}, ${order.customerKey}, ${order.clientKey})
      returning number
    ), lines as (
      insert into order_line (
        id, order_id, position, variant_id, sku, slug, title, options, image, quantity, unit_price_minor, discount_minor, total_minor,
        tax_rate_bp, tax_minor, is_gift)
      select id, ${order.id}::uuid, position, "variantId", sku, slug, title, options, image, quantity, "unitPriceMinor",
             "discountMinor", "totalMinor", "taxRateBp", "taxMinor", "isGift"
        from jsonb_to_recordset(${numbered(lines, now)}::jsonb) as line(
          id uuid, position int, "variantId" uuid, sku text, slug text, title text, options jsonb, image jsonb, quantity int,
          "unitPriceMinor" int, "discountMinor" int, "totalMinor" int, "taxRateBp" int, "taxMinor" int,
          "isGift" boolean)
    ), begun as (
      insert into order_event (id, order_id, kind, created_at) values (${newId(now)}::uuid, ${order.id}::uuid, 'created', ${now})
    )
    select number from written`
  if (!row) throw new Error('An order was written without a number.')
  return row.number
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

const numbered = (lines: readonly NewLine[], now: Date): string =>
  JSON.stringify(lines.map((line, position) => ({ ...line, id: newId(now), position })))

export interface NewLine {
  readonly variantId: string
  readonly sku: string
  readonly slug: string
  readonly title: string
  readonly options: Prisma.InputJsonValue
  readonly image: Prisma.InputJsonValue | null
  readonly quantity: number
  readonly unitPriceMinor: number
  readonly discountMinor: number
  readonly totalMinor: number
  readonly taxRateBp: number
  readonly taxMinor: number
  /** Given by a promotion, at no price. */
  readonly isGift: boolean
}

export async function addEvent(
  db: Db,
  event: {
    orderId: string
    kind: OrderEventKind | StaffEventKind
    detail: Prisma.InputJsonValue
    now: Date
  },
): Promise<void> {
  const { orderId, kind, detail, now } = event
  await db.$executeRaw`
    insert into order_event (id, order_id, kind, detail, created_at)
    values (${newId(now)}::uuid, ${orderId}::uuid, ${kind}, ${JSON.stringify(detail)}::jsonb, ${now})`
}

/**
 * Moves the order on, with a line in its timeline, only if it still has the status the decision was made on; reports whether it
 * had. An order is placed when it is paid; whatever it moves to, it no longer waits, and counts against nobody.
 */
export async function move(
  db: Db,
  id: string,
  at: { from: OrderStatus; to: OrderStatus; detail: Prisma.InputJsonValue; now: Date },
): Promise<boolean> {
  const { from, to, detail, now } = at
  const dates =
    to === 'placed'
      ? Prisma.sql`payment_status = 'paid', placed_at = ${now}`
      : Prisma.sql`ended_at = ${now}`
  const moved = await db.$executeRaw`
    with moved as (
      update "order" set status = ${to}::order_status, expires_at = null, customer_key = null, client_key = null, ${dates}
       where id = ${id}::uuid and status = ${from}::order_status
      returning id
    )
    insert into order_event (id, order_id, kind, detail, created_at)
    select ${newId(now)}::uuid, id, ${to}, ${JSON.stringify(detail)}::jsonb, ${now} from moved`
  return moved === 1
}

export async function update(
  db: Db,
  id: string,
  changes: Prisma.OrderUpdateManyMutationInput,
): Promise<void> {
  await db.order.updateMany({ where: { id }, data: changes })
}

/** Reports false when the order was not under review. */
export async function endReview(db: Db, id: string): Promise<boolean> {
  const { count } = await db.order.updateMany({
    where: {
      id,
      needsReview: true,
      NOT: { status: 'awaiting_payment', payments: { some: { status: 'paid' } } },
    },
    data: { needsReview: false, reviewReason: null },
  })
  return count === 1
}

/** The order as decisions need it, locked until the transaction ends. */
export async function lock(db: Db, id: string): Promise<LockedOrder | undefined> {
  const [order] = await db.$queryRaw<LockedOrder[]>`
    select id, number, status, payment_status as "paymentStatus", fulfilment_status as "fulfilmentStatus",
           total_minor as "totalMinor", refunded_minor as "refundedMinor", currency, cart_id as "cartId",
           delivery_kind as "deliveryKind", needs_review as "needsReview", expires_at as "expiresAt", placed_at as "placedAt",
           exists (select from fulfilment f where f.order_id = o.id) as packed
      from "order" o where id = ${id}::uuid for update of o`
  return order
}

export interface LockedOrder {
  readonly id: string
  readonly needsReview: boolean
  readonly number: number
  readonly status: OrderStatus
  readonly paymentStatus: OrderRecord['paymentStatus']
  readonly fulfilmentStatus: OrderRecord['fulfilmentStatus']
  readonly totalMinor: number
  readonly refundedMinor: number
  readonly currency: string
  readonly cartId: string | null
  readonly deliveryKind: 'delivery' | 'collection'
  readonly expiresAt: Date | null
  readonly placedAt: Date | null
  readonly packed: boolean
}

export async function unitsOf(db: Db, orderId: string) {
  return await db.orderLine.findMany({
    where: { orderId },
    select: { id: true, variantId: true, quantity: true },
    orderBy: { position: 'asc' },
  })
}
