import { newId } from '#platform/id.ts'

import type { Tables } from './bulk.ts'
import type { Numbered } from './numbered-order.ts'

export interface ParcelRows {
  readonly fulfilments: readonly Tables['fulfilment'][]
  readonly fulfilmentLines: readonly Tables['fulfilment_line'][]
}

/** One parcel with everything in it. */
export function writeParcel(
  { id: orderId, parcel, isCollected }: Numbered,
  lines: readonly Tables['order_line'][],
): ParcelRows {
  if (!parcel) return { fulfilments: [], fulfilmentLines: [] }
  const { packedAt, leftAt, collectedAt, carrier, trackingNumber } = parcel
  const id = newId(packedAt)
  const left = isCollected ? 'ready' : 'sent'
  const fulfilment: Tables['fulfilment'] = {
    id,
    orderId,
    packedAt,
    collectedAt,
    kind: isCollected ? 'collection' : 'delivery',
    status: collectedAt ? 'collected' : leftAt ? left : 'packed',
    carrier: leftAt ? carrier : null,
    trackingNumber: leftAt ? trackingNumber : null,
    sentAt: isCollected ? null : leftAt,
  }
  const contents = lines.map(({ id: orderLineId, quantity }) => ({
    fulfilmentId: id,
    orderLineId,
    quantity,
  }))
  return { fulfilments: [fulfilment], fulfilmentLines: contents }
}
