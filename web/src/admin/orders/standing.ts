import type { AdminOrderView, OrderRow } from '#web/api/admin-orders.ts'
import type { StatusTone } from '#web/ui/StatusBadge.tsx'

import { isAllGoingBack } from './money.ts'

/** Where something stands, in a word or two and the tone of its badge. */
export interface Standing {
  readonly tone: StatusTone
  readonly word: string
}

type Told = Pick<
  OrderRow,
  'status' | 'paymentStatus' | 'fulfilmentStatus' | 'deliveryKind' | 'packed'
>

const is = (tone: StatusTone, word: string): Standing => ({ tone, word })

/** What is to be done with an order, or what became of it. */
export function standingOf(order: Told): Standing {
  switch (order.status) {
    case 'awaiting_payment':
      return unpaid(order)
    case 'expired':
      return is('stopped', 'Expired')
    case 'cancelled':
      return is('stopped', 'Cancelled')
    case 'placed':
      return placed(order)
  }
}

/** Where one order stands. Money that is on its way back shows in its refunds before its status says so. */
export function standingInFull(order: AdminOrderView): Standing {
  const { status, fulfilmentStatus, fulfilments, delivery } = order
  const isLeaving = status === 'placed' && fulfilmentStatus === 'unfulfilled'
  if (isLeaving && order.paymentStatus !== 'refunded' && isAllGoingBack(order)) {
    return is('waiting', 'Refund on its way')
  }
  const packed = fulfilments.some((parcel) => parcel.status === 'packed')
  return standingOf({ ...order, packed, deliveryKind: delivery.kind })
}

function unpaid({ paymentStatus }: Told): Standing {
  if (paymentStatus === 'processing') return is('waiting', 'Bank at work')
  return paymentStatus === 'failed' ? is('attention', 'Declined') : is('waiting', 'Not paid yet')
}

function placed({ fulfilmentStatus, packed, paymentStatus, deliveryKind }: Told): Standing {
  switch (fulfilmentStatus) {
    case 'unfulfilled':
      // Nothing is sent for money that went back, whether it is packed or not.
      if (paymentStatus === 'refunded') return PAYMENT.refunded
      return packed ? is('waiting', 'Packed') : is('attention', 'To pack')
    case 'partially_fulfilled':
      return is('waiting', 'Partly sent')
    case 'fulfilled':
      return is('good', deliveryKind === 'delivery' ? 'Sent' : 'Handed over')
    case 'ready_for_collection':
      return is('waiting', 'Ready to collect')
    case 'collected':
      return is('good', 'Collected')
    case 'returned':
      return is('neutral', 'Returned')
  }
}

const PAYMENT: Readonly<Record<OrderRow['paymentStatus'], Standing>> = {
  unpaid: is('neutral', 'Unpaid'),
  processing: is('waiting', 'Bank at work'),
  paid: is('good', 'Paid'),
  partially_refunded: is('neutral', 'Partly refunded'),
  refunded: is('neutral', 'Refunded'),
  failed: is('attention', 'Declined'),
}

export const paymentStanding = (status: OrderRow['paymentStatus']): Standing => PAYMENT[status]

/** Money that went back is worth a word of its own beside where the parcel is. */
export function moneyBack({ paymentStatus }: Pick<OrderRow, 'paymentStatus'>): Standing | null {
  const wentBack = paymentStatus === 'refunded' || paymentStatus === 'partially_refunded'
  return wentBack ? PAYMENT[paymentStatus] : null
}

const REFUND: Readonly<Record<AdminOrderView['refunds'][number]['status'], Standing>> = {
  pending: is('waiting', 'On its way'),
  succeeded: is('good', 'Done'),
  failed: is('attention', 'Failed'),
  cancelled: is('stopped', 'Cancelled'),
}

export const refundStanding = (status: keyof typeof REFUND): Standing => REFUND[status]

const ATTEMPT: Readonly<Record<AdminOrderView['payments'][number]['status'], Standing>> = {
  open: is('waiting', 'Open'),
  processing: is('waiting', 'Bank at work'),
  paid: is('good', 'Paid'),
  failed: is('attention', 'Declined'),
  expired: is('stopped', 'Expired'),
  cancelled: is('stopped', 'Cancelled'),
}

export const attemptStanding = (status: keyof typeof ATTEMPT): Standing => ATTEMPT[status]

const DISPUTE: Readonly<Record<AdminOrderView['disputes'][number]['status'], Standing>> = {
  needs_response: is('attention', 'To answer'),
  under_review: is('waiting', 'Bank at work'),
  won: is('good', 'Won'),
  lost: is('stopped', 'Lost'),
}

export const disputeStanding = (status: keyof typeof DISPUTE): Standing => DISPUTE[status]
