import type { Money } from '#platform/money.ts'
import type { AdminOrderView } from '#web/api/admin-orders.ts'

type Paid = Pick<
  AdminOrderView,
  'status' | 'paymentStatus' | 'fulfilmentStatus' | 'payments' | 'totals'
>

/** What was taken and has not gone back, nor is on its way. */
export function leftToRefund({ payments, totals }: Pick<Paid, 'payments' | 'totals'>): Money {
  const minor = payments.reduce(
    (left, { captured, refunded }) => left + captured.minor - refunded.minor,
    0,
  )
  return { minor, currency: totals.total.currency }
}

/** Why nothing can be given back; null when something can. */
export function whyNoRefund(order: Paid): string | null {
  if (order.paymentStatus === 'processing') return 'The bank is still working on the payment.'
  if (leftToRefund(order).minor > 0) return null
  return order.payments.some(({ captured }) => captured.minor > 0)
    ? 'All of it has gone back, or is on its way.'
    : 'Nothing was taken, so there is nothing to give back.'
}

/** Whether all that was paid has gone back or is on its way, so that nothing is to be sent for it. */
export function isAllGoingBack(
  order: Pick<Paid, 'paymentStatus' | 'payments' | 'totals'>,
): boolean {
  const wasPaid = order.payments.some(({ captured }) => captured.minor > 0)
  return order.paymentStatus === 'refunded' || (wasPaid && leftToRefund(order).minor <= 0)
}

/** Why the parcel of a placed order is neither to be packed nor to be sent; null when it is. */
export function whyNothingToSend(
  order: Pick<Paid, 'paymentStatus' | 'payments' | 'totals'>,
): string | null {
  if (!isAllGoingBack(order)) return null
  return order.paymentStatus === 'refunded'
    ? 'All of the money went back, so nothing is to be sent.'
    : 'All of the money is on its way back, so nothing is to be sent.'
}

/** Why a placed order cannot be packed yet; null when it can. */
export function whyNoPacking({ needsReview }: Pick<AdminOrderView, 'needsReview'>): string | null {
  return needsReview ? 'Its payment has to be looked at before it is packed.' : null
}

/** Why the order cannot be cancelled; null when it can. */
export function whyNoCancelling({ paymentStatus, fulfilmentStatus, status }: Paid): string | null {
  if (status === 'awaiting_payment' && paymentStatus === 'processing') {
    return 'The bank is still working on the payment.'
  }
  // What waits to be collected and is never fetched can still be cancelled.
  return fulfilmentStatus === 'unfulfilled' || fulfilmentStatus === 'ready_for_collection'
    ? null
    : 'It has left the shop, so it cannot be cancelled. A refund is possible.'
}
