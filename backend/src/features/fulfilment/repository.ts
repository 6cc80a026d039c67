import type { Db, Prisma } from '#platform/db.ts'

import type { Kind, ParcelStatus } from './rules.ts'

export interface Parcel {
  readonly id: string
  readonly orderId: string
  readonly kind: Kind
  readonly status: ParcelStatus
}

export async function find(db: Db, id: string): Promise<Parcel | null> {
  return await db.fulfilment.findUnique({
    where: { id },
    select: { id: true, orderId: true, kind: true, status: true },
  })
}

export async function findReview(
  db: Db,
  orderId: string,
): Promise<{ readonly needsReview: boolean; readonly reviewReason: string | null }> {
  return await db.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { needsReview: true, reviewReason: true },
  })
}

export interface Units {
  readonly orderLineId: string
  readonly quantity: number
}

/** What of the order is in no parcel yet, and has not been given back before it could be. */
export async function findUnpacked(db: Db, orderId: string): Promise<readonly Units[]> {
  return await db.$queryRaw<Units[]>`
    select id as "orderLineId", quantity
      from (select ol.id, ol.position, (ol.quantity - coalesce(max(greatest(t.refunded, t.restocked)), 0)
                                       - coalesce(sum(fl.quantity), 0))::int as quantity
              from order_line ol
              left join order_line_tally t on t.order_line_id = ol.id
              left join fulfilment_line fl on fl.order_line_id = ol.id
             where ol.order_id = ${orderId}::uuid
             group by ol.id) unpacked
     where quantity > 0
     order by position`
}

export async function insert(
  db: Db,
  { id, orderId, kind, packedAt }: Omit<Parcel, 'status'> & { readonly packedAt: Date },
  units: readonly Units[],
): Promise<void> {
  await db.fulfilment.create({ data: { id, orderId, kind, packedAt } })
  await db.fulfilmentLine.createMany({
    data: units.map(({ orderLineId, quantity }) => ({ fulfilmentId: id, orderLineId, quantity })),
  })
}

/** Moves the parcel only if it still has the status the decision was made on. */
export async function changeStatus(
  db: Db,
  { id, status }: Parcel,
  changes: Prisma.FulfilmentUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await db.fulfilment.updateMany({ where: { id, status }, data: changes })
  return count === 1
}

/** How many units of the order have not left yet, packed or not; those that were given back do not leave. */
export async function countNotSent(db: Db, orderId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ units: number }[]>`
    select coalesce(sum(greatest(0, ol.quantity - coalesce(sent.units, 0)
                                    - coalesce(greatest(t.refunded, t.restocked), 0))), 0)::int as units
      from order_line ol
      left join order_line_tally t on t.order_line_id = ol.id
      left join (select fl.order_line_id, sum(fl.quantity) as units
                   from fulfilment_line fl
                   join fulfilment f on f.id = fl.fulfilment_id
                  where f.order_id = ${orderId}::uuid and f.status = 'sent'
                  group by 1) sent on sent.order_line_id = ol.id
     where ol.order_id = ${orderId}::uuid`
  return row?.units ?? 0
}
