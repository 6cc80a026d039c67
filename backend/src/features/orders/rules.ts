import { problemType } from '#platform/problem.ts'

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
  'gift_gone',
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

/** What can happen to an order that only the staff is told. */
export const STAFF_EVENTS = [
  'dispute_opened',
  'dispute_changed',
  'fraud_warning',
  'payment_found',
  'refund_beyond',
] as const
export type StaffEventKind = (typeof STAFF_EVENTS)[number]

export const orderNotFound = problemType('order-not-found', 'not-found', 'No such order')
export const orderStatusConflict = problemType(
  'order-status-conflict',
  'conflict',
  'The order cannot move to that status',
)

export const nothingToReview = problemType(
  'nothing-to-review',
  'conflict',
  'There is no review to end',
)

/** The statuses an order may move to next. Money and parcels have statuses of their own. */
const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  awaiting_payment: ['placed', 'expired', 'cancelled'],
  // A payment that came too late still counts, if the units are there.
  expired: ['placed'],
  placed: ['cancelled'],
  cancelled: [],
}

/** @throws orderStatusConflict when the order may not move there from where it is. */
export function assertMayBecome(from: OrderStatus, to: OrderStatus): void {
  if (NEXT[from].includes(to)) return
  throw orderStatusConflict(
    `An order that is ${from.replaceAll('_', ' ')} cannot become ${to.replaceAll('_', ' ')}.`,
    { from, to },
  )
}

interface Standing {
  readonly status: OrderStatus
  readonly paymentStatus: PaymentStatus
  readonly fulfilmentStatus: FulfilmentStatus
  /** Whether a parcel has been packed. */
  readonly packed: boolean
  /** Whether somebody of the staff has to look into its payment first. */
  readonly underReview: boolean
}

/** Whether the customer can still pay. */
export const canPay = ({ status, paymentStatus, underReview }: Standing): boolean =>
  status === 'awaiting_payment' && paymentStatus !== 'processing' && !underReview

/**
 * A customer may change their mind until the parcel is packed, staff until it has left: what waits to be collected has not. Money on its
 * way has to arrive first.
 */
export function canCancel(standing: Standing): boolean {
  const { status, paymentStatus, fulfilmentStatus, packed, underReview } = standing
  if (underReview) return false
  if (status === 'awaiting_payment') return paymentStatus !== 'processing'
  const isHere = fulfilmentStatus === 'unfulfilled' || fulfilmentStatus === 'ready_for_collection'
  return status === 'placed' && isHere && !packed
}
