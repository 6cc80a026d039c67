export const ORDER_STATUSES = ['awaiting_payment', 'placed', 'expired', 'cancelled'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

export const PAYMENT_STATUSES = [
  'unpaid',
  'processing',
  'paid',
  'partially_refunded',
  'refunded',
  'failed',
] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

export const FULFILMENT_STATUSES = [
  'unfulfilled',
  'partially_fulfilled',
  'fulfilled',
  'ready_for_collection',
  'collected',
  'returned',
] as const
export type FulfilmentStatus = (typeof FULFILMENT_STATUSES)[number]

/** What can happen to an order, as its timeline tells it. */
export const ORDER_EVENTS = [
  'created',
  'payment_declined',
  'payment_processing',
  'payment_failed',
  'placed',
  'expired',
  'cancelled',
  'refund_requested',
  'refunded',
  'refund_failed',
  'packed',
  'sent',
  'ready_for_collection',
  'collected',
  'review_needed',
] as const
export type OrderEventKind = (typeof ORDER_EVENTS)[number]
