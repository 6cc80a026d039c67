import { newId } from '#platform/id.ts'

import type { Tables } from './bulk.ts'
import { minutesAfter } from './days.ts'
import type { Numbered } from './numbered-order.ts'
import { SHOP } from './shop.ts'

export interface MoneyRows {
  readonly payments: readonly Tables['payment'][]
  readonly refunds: readonly Tables['refund'][]
}

/** What Stripe's names for demo payments begin with, so that nobody looks for them at Stripe. */
export const DEMO_SESSION = 'cs_test_demo'
const DEMO_INTENT = 'pi_demo'
const DEMO_REFUND = 're_demo'

/** How long Stripe takes to say that money is on its way back. */
export const REFUND_MINUTES = 2

/** What of an order went back to its customer, in minor units. */
export function refundedOf({ placedAt, end, refund, totals, lines }: Numbered): number {
  if (placedAt !== null && end) return totals.totalMinor
  if (!refund) return 0
  if (refund.part === 'all') return totals.totalMinor
  const unitPriceMinor = lines[0]?.unitPriceMinor ?? 0
  // One of the things, or half of it where it was the only one.
  return unitPriceMinor < totals.subtotalMinor ? unitPriceMinor : Math.round(unitPriceMinor / 2)
}

/** When the refund was asked for, if there was one. */
export function refundAskedAt({ placedAt, end, refund }: Numbered): Date | null {
  return (placedAt === null ? null : end?.at) ?? refund?.at ?? null
}

export function writeMoney(order: Numbered): MoneyRows {
  const payment = writePayment(order, newId(order.at))
  const askedAt = refundAskedAt(order)
  const refunds = askedAt ? [writeRefund(order, { paymentId: payment.id, askedAt })] : []
  return { payments: [payment], refunds }
}

function writePayment(order: Numbered, id: string): Tables['payment'] {
  const { id: orderId, number, at, placedAt, end, totals } = order
  const amountMinor = totals.totalMinor
  return {
    id,
    orderId,
    attempt: 1,
    status: placedAt ? 'paid' : statusUnpaid(order),
    currency: SHOP.currency,
    amountMinor,
    capturedMinor: placedAt ? amountMinor : 0,
    refundedMinor: refundedOf(order),
    stripeSessionId: `${DEMO_SESSION}${suffix(number)}`,
    stripeIntentId: placedAt ? `${DEMO_INTENT}${suffix(number)}` : null,
    expiresAt: minutesAfter(at, SHOP.reservationMinutes),
    createdAt: at,
    updatedAt: placedAt ?? end?.at ?? at,
  }
}

function writeRefund(
  order: Numbered,
  { paymentId, askedAt }: { readonly paymentId: string; readonly askedAt: Date },
): Tables['refund'] {
  const { id: orderId, number, end, refund } = order
  return {
    id: newId(askedAt),
    orderId,
    paymentId,
    amountMinor: refundedOf(order),
    currency: SHOP.currency,
    status: 'succeeded',
    reason: end?.reason ?? refund?.reason ?? '',
    isReasonTold: true,
    stripeRefundId: `${DEMO_REFUND}${suffix(number)}`,
    createdAt: askedAt,
    updatedAt: minutesAfter(askedAt, REFUND_MINUTES),
  }
}

const statusUnpaid = ({ end }: Numbered) => (end?.as === 'expired' ? 'expired' : 'cancelled')

/** Stripe's names have some twenty letters after what they are. */
const suffix = (number: number): string => String(number).padStart(20, '0')
