import { z } from 'zod'

import { AdminOrderView, OrderParams, OrderToken, OrderView } from '#features/orders/contract.ts'
import { MANAGERS, operation, paragraph } from '#platform/contract.ts'

export const OrderWithPayment = z
  .object({
    order: OrderView,
    /** Where to pay; null when there is nothing to pay, or no longer a way to. */
    paymentUrl: z.string().nullable(),
    /** Why the last try failed, in plain words. */
    declined: z.string().nullable(),
  })
  .readonly()
export type OrderWithPayment = z.output<typeof OrderWithPayment>

export const ContinuePayment = operation({
  method: 'post',
  path: '/api/orders/{id}/payment',
  as: 'anyone',
  summary:
    'Asks Stripe how the payment stands, settles it, and opens a new try where one is possible',
  params: OrderParams,
  query: OrderToken,
  reply: OrderWithPayment,
})

export const CancelOrder = operation({
  method: 'post',
  path: '/api/orders/{id}/cancellation',
  as: 'anyone',
  summary: 'Cancels an order that is not yet packed; what was paid is refunded',
  params: OrderParams,
  query: OrderToken,
  reply: OrderView,
})

export const CancelAdminOrder = operation({
  method: 'post',
  path: '/api/admin/orders/{id}/cancellation',
  as: MANAGERS,
  summary: 'Cancels an order, puts its units back and refunds it in full',
  params: OrderParams,
  body: z.strictObject({ reason: paragraph(500).default('') }),
  reply: AdminOrderView,
})

export const RefundOrder = operation({
  method: 'post',
  path: '/api/admin/orders/{id}/refunds',
  as: MANAGERS,
  summary: 'Gives all that is left of the payment back; the order itself stays as it is',
  params: OrderParams,
  body: z.strictObject({ reason: paragraph(500).default('') }),
  status: 201,
  reply: AdminOrderView,
})

export const ReceiveStripeEvent = operation({
  method: 'post',
  path: '/api/webhooks/stripe',
  as: 'anyone',
  summary: 'Takes a signed Stripe event; answers 2xx only once it is stored',
  reply: z.object({ received: z.literal(true) }).readonly(),
})
