import type { Db } from '#platform/db.ts'

import type { Refundable, RefundableLine, RefundPart } from './refund-parts.ts'

/** What of an order can still go back, by its frozen lines; its row is locked by whoever asks. */
export async function findRefundable(db: Db, orderId: string): Promise<Refundable> {
  const lines = await db.$queryRaw<RefundableLine[]>`
    select l.id, l.variant_id as "variantId", l.quantity, l.total_minor as "totalMinor", l.tax_minor as "taxMinor",
           coalesce(t.refunded, 0) as refunded, coalesce(t.refunded_minor, 0) as "refundedMinor",
           coalesce(t.restocked, 0) as restocked
      from order_line l left join order_line_tally t on t.order_line_id = l.id
     where l.order_id = ${orderId}::uuid order by l.position`
  const [delivery] = await db.$queryRaw<{ minor: number }[]>`
    select o.delivery_minor as minor from "order" o
     where o.id = ${orderId}::uuid and not exists (
       select from refund r where r.order_id = o.id and r.delivery_minor > 0 and r.status in ('pending', 'succeeded'))`
  return { lines, deliveryMinor: delivery?.minor ?? 0 }
}

interface Counted {
  readonly lineId: string
  readonly refunded: number
  readonly refundedMinor: number
  readonly restocked: number
}

/** Counts units as gone back, unless more would go back than were bought; reports whether all of them could be counted. */
export async function countUnits(db: Db, counted: readonly Counted[]): Promise<boolean> {
  const rows = await db.$executeRaw`
    insert into order_line_tally as t (order_line_id, bought, refunded, refunded_minor, restocked)
    select l.id, l.quantity, w.refunded, w.refunded_minor, w.restocked
      from unnest(${counted.map(({ lineId }) => lineId)}::uuid[], ${counted.map(({ refunded }) => refunded)}::int[],
                  ${counted.map(({ refundedMinor }) => refundedMinor)}::int[], ${counted.map(({ restocked }) => restocked)}::int[])
             as w(line_id, refunded, refunded_minor, restocked)
      join order_line l on l.id = w.line_id
     where w.refunded <= l.quantity and w.restocked <= l.quantity
     order by l.id
    on conflict (order_line_id) do update
       set refunded = t.refunded + excluded.refunded, refunded_minor = t.refunded_minor + excluded.refunded_minor,
           restocked = t.restocked + excluded.restocked
     where t.refunded + excluded.refunded <= t.bought and t.restocked + excluded.restocked <= t.bought`
  return rows === counted.length
}

/** The units of a refund that failed can be refunded again; where they were put is as it is. */
export async function uncountUnits(db: Db, refundId: string): Promise<void> {
  await db.$executeRaw`
    update order_line_tally t set refunded = t.refunded - rl.quantity, refunded_minor = t.refunded_minor - rl.amount_minor
      from refund_line rl where rl.refund_id = ${refundId}::uuid and rl.order_line_id = t.order_line_id`
}

export async function insertLines(
  db: Db,
  refundId: string,
  parts: readonly RefundPart[],
): Promise<void> {
  await db.refundLine.createMany({
    data: parts.map(({ lineId, quantity, amountMinor, taxMinor, isRestocked }) => ({
      refundId,
      orderLineId: lineId,
      quantity,
      amountMinor,
      taxMinor,
      isRestocked,
    })),
  })
}

/** Whether a request with this key has been done. */
export async function isRequested(db: Db, requestKey: string): Promise<boolean> {
  return (await db.refund.count({ where: { requestKey } })) > 0
}
