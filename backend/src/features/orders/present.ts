import { readOptions } from '#features/catalogue/index.ts'
import { Address, Picture } from '#platform/contract.ts'
import { money } from '#platform/money.ts'

import type { AdminOrderView, OrderRow, OrderView } from './contract.ts'
import { goneOf, presentRefund, presentRefundable } from './present-refunds.ts'
import type { OrderHead } from './repository.ts'
import {
  canCancel,
  canPay,
  ORDER_EVENTS,
  type OrderEventKind,
  STAFF_EVENTS,
  type StaffEventKind,
} from './rules.ts'
import type { StaffOrderRecord } from './staff-repository.ts'
import { tell, tellStaff } from './timeline.ts'
import type { OrderRecord } from './whole-order.ts'

/** An order as its customer sees it. */
export function presentOrder(order: OrderRecord): OrderView {
  const { currency } = order
  const standing = {
    ...order,
    packed: order.fulfilments.length > 0,
    underReview: order.needsReview,
  }
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    paymentStatus: order.paymentStatus,
    fulfilmentStatus: order.fulfilmentStatus,
    email: order.email,
    name: order.name,
    phone: order.phone,
    lines: order.lines.map((line) => presentLine(line, order)),
    totals: {
      subtotal: money(order.subtotalMinor, currency),
      discount: money(order.discountMinor, currency),
      delivery: money(order.deliveryMinor, currency),
      tax: money(order.taxMinor, currency),
      total: money(order.totalMinor, currency),
    },
    promotions: order.promotions.map(({ name, kind, code, discountMinor }) => ({
      name,
      kind,
      code,
      discount: money(discountMinor, currency),
    })),
    refunded: money(order.refundedMinor, currency),
    refunds: order.refunds.map((refund) => presentRefund(refund, order)),
    ...presentPapers(order),
    delivery: {
      method: order.deliveryMethod,
      kind: order.deliveryKind,
      label: order.deliveryLabel,
      arrives: { from: day(order.arrivesFrom), to: day(order.arrivesTo) },
      address: order.address === null ? null : Address.parse(order.address),
    },
    fulfilments: order.fulfilments.map(presentFulfilment),
    timeline: order.events.flatMap(({ kind, detail, createdAt }) =>
      isKnown(kind)
        ? [{ at: createdAt.toISOString(), event: kind, detail: tell(kind, detail) }]
        : [],
    ),
    createdAt: order.createdAt.toISOString(),
    placedAt: order.placedAt?.toISOString() ?? null,
    expiresAt:
      order.status === 'awaiting_payment' ? (order.expiresAt?.toISOString() ?? null) : null,
    canPay: canPay(standing),
    canCancel: canCancel(standing),
  }
}

function presentPapers({ invoice, creditNotes, currency }: OrderRecord) {
  return {
    invoice: invoice && { number: invoice.number, issuedAt: invoice.issuedAt.toISOString() },
    creditNotes: creditNotes.map(({ number, kind, amountMinor, issuedAt }) => ({
      number,
      kind,
      amount: money(amountMinor, currency),
      issuedAt: issuedAt.toISOString(),
    })),
  }
}

const isKnown = (kind: string): kind is OrderEventKind =>
  (ORDER_EVENTS as readonly string[]).includes(kind)

const isForStaff = (kind: string): kind is StaffEventKind =>
  (STAFF_EVENTS as readonly string[]).includes(kind)

function presentLine(
  line: OrderRecord['lines'][number],
  order: OrderRecord,
): OrderView['lines'][number] {
  const { currency } = order
  return {
    id: line.id,
    sku: line.sku,
    slug: line.slug,
    title: line.title,
    options: readOptions(line.options),
    image: line.image === null ? null : Picture.parse(line.image),
    quantity: line.quantity,
    unitPrice: money(line.unitPriceMinor, currency),
    discount: money(line.discountMinor, currency),
    taxRateBasisPoints: line.taxRateBp,
    tax: money(line.taxMinor, currency),
    total: money(line.totalMinor, currency),
    isGift: line.isGift,
    refundedUnits: goneOf(line, order).units,
  }
}

function presentFulfilment(
  fulfilment: OrderRecord['fulfilments'][number],
): OrderView['fulfilments'][number] {
  const { id, kind, status, carrier, trackingNumber, trackingUrl, packedAt, sentAt, collectedAt } =
    fulfilment
  return {
    id,
    kind,
    status,
    carrier,
    trackingNumber,
    trackingUrl,
    packedAt: packedAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    collectedAt: collectedAt?.toISOString() ?? null,
  }
}

/** An order as the owner sees it. */
export function presentAdminOrder(order: StaffOrderRecord): AdminOrderView {
  const { currency } = order
  return {
    ...presentOrder(order),
    needsReview: order.needsReview,
    reviewReason: order.reviewReason,
    timeline: order.events.flatMap(presentForStaff),
    disputes: order.disputes.map(presentDispute),
    payments: order.payments.map((payment) => ({
      attempt: payment.attempt,
      status: payment.status,
      amount: money(payment.amountMinor, currency),
      captured: money(payment.capturedMinor, currency),
      refunded: money(payment.refundedMinor, currency),
      stripeSessionId: payment.stripeSessionId,
      stripePaymentIntentId: payment.stripeIntentId,
      declineCode: payment.declineCode,
      declines: payment.declines.map(({ code, declinedAt }) => ({
        code,
        at: declinedAt.toISOString(),
      })),
      createdAt: payment.createdAt.toISOString(),
    })),
    refunds: order.refunds.map((refund) => ({
      ...presentRefund(refund, order),
      reason: refund.reason,
      isReasonTold: refund.isReasonTold,
      failure: refund.failure,
    })),
    refundable: presentRefundable(order),
  }
}

function presentForStaff({
  kind,
  detail,
  createdAt,
}: OrderRecord['events'][number]): AdminOrderView['timeline'] {
  const at = createdAt.toISOString()
  if (isKnown(kind)) return [{ at, event: kind, detail: tell(kind, detail) }]
  return isForStaff(kind) ? [{ at, event: kind, detail: tellStaff(kind, detail) }] : []
}

function presentDispute(
  dispute: StaffOrderRecord['disputes'][number],
): AdminOrderView['disputes'][number] {
  const { id, stripeDisputeId, reason, status, isInquiry, currency } = dispute
  return {
    id,
    stripeDisputeId,
    amount: money(dispute.amountMinor, currency),
    reason,
    status,
    isInquiry,
    withdrawn: money(dispute.withdrawnMinor, currency),
    dueBy: dispute.dueBy?.toISOString() ?? null,
    createdAt: dispute.createdAt.toISOString(),
  }
}

export function presentRow(order: OrderHead): OrderRow {
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    paymentStatus: order.paymentStatus,
    fulfilmentStatus: order.fulfilmentStatus,
    needsReview: order.needsReview,
    name: order.name,
    email: order.email,
    unitCount: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    total: money(order.totalMinor, order.currency),
    deliveryKind: order.deliveryKind,
    packed: order.fulfilments.some(({ status }) => status === 'packed'),
    createdAt: order.createdAt.toISOString(),
    placedAt: order.placedAt?.toISOString() ?? null,
  }
}

const day = (date: Date): string => date.toISOString().slice(0, 10)
