import { priceLine, totalUp } from '#features/pricing/index.ts'
import { newId, newSecret } from '#platform/id.ts'

import type { PlannedLine } from './baskets.ts'
import type { Tables } from './bulk.ts'
import { workingDaysAfter } from './days.ts'
import { type MoneyRows, refundedOf, writeMoney } from './money-rows.ts'
import type { Numbered } from './numbered-order.ts'
import type { PlannedOrder } from './order-plan.ts'
import { type ParcelRows, writeParcel } from './parcel-rows.ts'
import { type ReturnedRows, writeReturned } from './returned-rows.ts'
import { COLLECTION, SHOP, STANDARD } from './shop.ts'
import { writeTimeline } from './timeline-rows.ts'

/** Everything the books say of one order. */
export interface OrderRows extends MoneyRows, ParcelRows, ReturnedRows {
  readonly order: Tables['order']
  readonly lines: readonly Tables['order_line'][]
  readonly events: readonly Tables['order_event'][]
  readonly reservations: readonly Tables['reservation'][]
  readonly movements: readonly Tables['stock_movement'][]
}

const TAX_RATE_BP = SHOP.taxRateBasisPoints

/** Writes an order as the shop itself would have, from its checkout to its end. */
export function writeOrder(plan: PlannedOrder, number: number): OrderRows {
  const id = newId(plan.at)
  const method = plan.isCollected ? COLLECTION : STANDARD
  const priced = plan.lines.map((line) => priceLine(line, TAX_RATE_BP))
  const totals = totalUp(priced, { priceMinor: method.priceMinor, taxRateBp: TAX_RATE_BP })
  const order = { ...plan, id, number, totals }
  const lines = plan.lines.map((line, position) => writeLine(order, line, position))
  const money = writeMoney(order)
  return {
    order: writeHead(order, method),
    lines,
    events: writeTimeline(order),
    reservations: plan.lines.map((line) => writeReservation(order, line)),
    movements: plan.lines.flatMap((line) => writeMovements(order, line)),
    ...money,
    ...writeReturned(order, lines, money.refunds),
    ...writeParcel(order, lines),
  }
}

function writeHead(order: Numbered, method: typeof STANDARD | typeof COLLECTION): Tables['order'] {
  const { id, number, at, buyer, totals, placedAt, end } = order
  const { accountId, email, name, phone, address } = buyer
  return {
    id,
    number,
    accountId,
    email,
    name,
    phone,
    ...totals,
    status: end?.as ?? 'placed',
    paymentStatus: paymentStatusOf(order),
    fulfilmentStatus: fulfilmentStatusOf(order),
    accessToken: newSecret(),
    currency: SHOP.currency,
    refundedMinor: refundedOf(order),
    deliveryMethod: method.id,
    deliveryKind: method.kind,
    deliveryLabel: method.label,
    arrivesFrom: workingDaysAfter(at, method.daysFrom),
    arrivesTo: workingDaysAfter(at, method.daysTo),
    address: order.isCollected ? null : address,
    createdAt: at,
    placedAt,
    endedAt: end?.at ?? null,
  }
}

function paymentStatusOf(order: Numbered) {
  const refundedMinor = refundedOf(order)
  if (order.placedAt === null) return 'unpaid'
  if (refundedMinor === 0) return 'paid'
  return refundedMinor === order.totals.totalMinor ? 'refunded' : 'partially_refunded'
}

function fulfilmentStatusOf({ parcel, isCollected }: Numbered) {
  if (!parcel?.leftAt) return 'unfulfilled'
  if (!isCollected) return 'fulfilled'
  return parcel.collectedAt ? 'collected' : 'ready_for_collection'
}

function writeLine(
  { at, id: orderId }: Numbered,
  line: PlannedLine,
  position: number,
): Tables['order_line'] {
  const { variantId, sku, slug, title, options, image } = line.good
  return {
    id: newId(at),
    orderId,
    position,
    variantId,
    sku,
    slug,
    title,
    image,
    options: [...options],
    ...priceLine(line, TAX_RATE_BP),
  }
}

/** Held from the checkout until the payment, or until nobody had paid. */
function writeReservation(
  { id: orderId, at, placedAt, end }: Numbered,
  { good, quantity }: PlannedLine,
): Tables['reservation'] {
  const unpaid = end?.as === 'expired' ? 'expired' : 'released'
  return {
    id: newId(at),
    orderId,
    variantId: good.variantId,
    quantity,
    status: placedAt ? 'consumed' : unpaid,
    createdAt: at,
    endedAt: placedAt ?? end?.at ?? at,
  }
}

/** Units leave when they are paid, and come back when a paid order is cancelled. */
function writeMovements(
  { id: orderId, placedAt, end }: Numbered,
  { good: { variantId }, quantity }: PlannedLine,
): readonly Tables['stock_movement'][] {
  if (placedAt === null) return []
  const sale = { variantId, delta: -quantity, reason: 'sale', orderId } as const
  const back = { variantId, delta: quantity, reason: 'restock', orderId } as const
  return [
    { id: newId(placedAt), ...sale, createdAt: placedAt },
    ...(end ? [{ id: newId(end.at), ...back, createdAt: end.at }] : []),
  ]
}
