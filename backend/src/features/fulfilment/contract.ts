import { z } from 'zod'

import { AdminOrderView, OrderParams } from '#features/orders/contract.ts'
import { line, operation, PACKERS } from '#platform/contract.ts'

const FulfilmentParams = z.strictObject({ id: z.uuid() })
/** Kept as browsers write it, so that nothing in it needs escaping twice. */
const WebAddress = z
  .url({
    protocol: /^https?$/,
    normalize: true,
    error: 'A web address starts with https:// or http://.',
  })
  .max(500, 'This can have at most 500 characters.')

export const PackOrder = operation({
  method: 'post',
  path: '/api/admin/orders/{id}/fulfilments',
  as: PACKERS,
  summary: 'Packs everything in a paid order that is not packed yet',
  params: OrderParams,
  status: 201,
  reply: AdminOrderView,
})

export const MarkSent = operation({
  method: 'post',
  path: '/api/admin/fulfilments/{id}/sent',
  as: PACKERS,
  summary: 'The parcel has left; the customer is told, with the tracking number if there is one',
  params: FulfilmentParams,
  body: z.strictObject({
    carrier: line(100).nullable().default(null),
    trackingNumber: line(100).nullable().default(null),
    trackingUrl: WebAddress.nullable().default(null),
  }),
  reply: AdminOrderView,
})

export const MarkReady = operation({
  method: 'post',
  path: '/api/admin/fulfilments/{id}/ready',
  as: PACKERS,
  summary: 'The order waits in the shop; the customer is told',
  params: FulfilmentParams,
  reply: AdminOrderView,
})

export const MarkCollected = operation({
  method: 'post',
  path: '/api/admin/fulfilments/{id}/collected',
  as: PACKERS,
  summary: 'The customer has fetched the order, and is thanked',
  params: FulfilmentParams,
  reply: AdminOrderView,
})
