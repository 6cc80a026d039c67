import { z } from 'zod'

import { AppliedPromotion, TotalsView } from '#features/pricing/contract.ts'
import {
  Address,
  Day,
  Email,
  Instant,
  MANAGERS,
  Money,
  Option,
  ORDER_READERS,
  operation,
  Picture,
  page,
  paging,
  paragraph,
  searchText,
} from '#platform/contract.ts'

import {
  FULFILMENT_STATUSES,
  ORDER_EVENTS,
  ORDER_STATUSES,
  PAYMENT_STATUSES,
  STAFF_EVENTS,
} from './rules.ts'

export { ORDER_STATUSES }

export const DELIVERY_KINDS = ['delivery', 'collection'] as const

export const OrderLineView = z
  .object({
    id: z.string(),
    sku: z.string(),
    slug: z.string(),
    title: z.string(),
    options: z.array(Option).readonly(),
    image: Picture.nullable(),
    quantity: z.int(),
    unitPrice: Money,
    discount: Money,
    taxRateBasisPoints: z.int(),
    tax: Money,
    total: Money,
    isGift: z.boolean().describe('Given with the order, at no price'),
    refundedUnits: z.int().describe('Units whose money went back, or is on its way'),
  })
  .readonly()
export type OrderLineView = z.output<typeof OrderLineView>

export const FulfilmentView = z
  .object({
    id: z.string(),
    kind: z.enum(DELIVERY_KINDS),
    status: z.enum(['packed', 'sent', 'ready', 'collected']),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
    packedAt: Instant,
    sentAt: Instant.nullable(),
    collectedAt: Instant.nullable(),
  })
  .readonly()
export type FulfilmentView = z.output<typeof FulfilmentView>

const listOf = <const Shape extends z.ZodRawShape>(shape: Shape) =>
  z.array(z.object(shape).readonly()).readonly()

const refundFields = {
  id: z.string(),
  amount: Money,
  status: z.enum(['pending', 'succeeded', 'failed', 'cancelled']),
  lines: listOf({
    lineId: z.string(),
    title: z.string(),
    options: z.array(Option).readonly(),
    quantity: z.int(),
    amount: Money,
  }),
  delivery: Money.describe('What of the amount is for the delivery'),
  creditNote: z.int().nullable().describe('The number of its credit note'),
  createdAt: Instant,
}

/** Money on its way back, or that went back, as its customer reads it. */
export const RefundView = z.object({ ...refundFields, reason: z.string().nullable() }).readonly()
export type RefundView = z.output<typeof RefundView>

export const CreditNoteView = z
  .object({
    number: z.int(),
    kind: z
      .enum(['credit', 'correction'])
      .describe('A correction puts back what a refund that failed had taken off the invoice'),
    amount: Money,
    issuedAt: Instant,
  })
  .readonly()
export type CreditNoteView = z.output<typeof CreditNoteView>

export const OrderView = z
  .object({
    id: z.string(),
    number: z.int(),
    status: z.enum(ORDER_STATUSES),
    paymentStatus: z.enum(PAYMENT_STATUSES),
    fulfilmentStatus: z.enum(FULFILMENT_STATUSES),
    email: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    lines: z.array(OrderLineView).readonly(),
    totals: TotalsView,
    /** What the shop gave with the order, as it was agreed. */
    promotions: z.array(AppliedPromotion).readonly(),
    refunded: Money,
    refunds: z.array(RefundView).readonly(),
    invoice: z
      .object({ number: z.int(), issuedAt: Instant })
      .readonly()
      .nullable()
      .describe('Null until the order is placed'),
    creditNotes: z.array(CreditNoteView).readonly(),
    delivery: z
      .object({
        method: z.string(),
        kind: z.enum(DELIVERY_KINDS),
        label: z.string(),
        arrives: z.object({ from: Day, to: Day }).readonly(),
        address: Address.nullable(),
      })
      .readonly(),
    fulfilments: z.array(FulfilmentView).readonly(),
    timeline: listOf({
      at: Instant,
      event: z.enum(ORDER_EVENTS),
      /** In the customer's words. */
      detail: z.string(),
    }),
    createdAt: Instant,
    placedAt: Instant.nullable(),
    /** Until when the units are held for an unpaid order. */
    expiresAt: Instant.nullable(),
    /** Whether the customer can pay, or pay again, now. */
    canPay: z.boolean(),
    canCancel: z.boolean(),
  })
  .readonly()
export type OrderView = z.output<typeof OrderView>

export const OrderRow = z
  .object({
    id: z.string(),
    number: z.int(),
    status: z.enum(ORDER_STATUSES),
    paymentStatus: z.enum(PAYMENT_STATUSES),
    fulfilmentStatus: z.enum(FULFILMENT_STATUSES),
    needsReview: z.boolean(),
    name: z.string(),
    email: z.string(),
    unitCount: z.int(),
    total: Money,
    deliveryKind: z.enum(DELIVERY_KINDS),
    /** Packed, but not yet sent or ready. */
    packed: z.boolean(),
    createdAt: Instant,
    placedAt: Instant.nullable(),
  })
  .readonly()
export type OrderRow = z.output<typeof OrderRow>

export const PaymentView = z
  .object({
    attempt: z.int(),
    status: z.enum(['open', 'processing', 'paid', 'failed', 'expired', 'cancelled']),
    amount: Money,
    captured: Money,
    refunded: Money,
    stripeSessionId: z.string().nullable(),
    stripePaymentIntentId: z.string().nullable(),
    declineCode: z.string().nullable(),
    /** Everything the bank said no to, with Stripe's decline codes. */
    declines: z.array(z.object({ code: z.string(), at: Instant }).readonly()).readonly(),
    createdAt: Instant,
  })
  .readonly()
export type PaymentView = z.output<typeof PaymentView>

/** A customer's bank wants a payment back. */
export const DisputeView = z
  .object({
    id: z.string(),
    stripeDisputeId: z.string(),
    amount: Money,
    reason: z.string().describe("Stripe's word for what the customer claims"),
    status: z.enum(['needs_response', 'under_review', 'won', 'lost']),
    isInquiry: z.boolean().describe('The bank only asks so far: no money has moved'),
    withdrawn: Money.describe('What Stripe holds of the shop’s money because of it'),
    dueBy: Instant.nullable().describe('Until when the bank takes evidence'),
    createdAt: Instant,
  })
  .readonly()
export type DisputeView = z.output<typeof DisputeView>

/** An order as the owner sees it. */
export const AdminOrderView = OrderView.unwrap()
  .extend({
    needsReview: z.boolean(),
    reviewReason: z.string().nullable(),
    /** What can still go back. */
    refundable: z
      .object({
        amount: Money.describe('The most that one refund can be'),
        delivery: Money,
        lines: listOf({
          lineId: z.string(),
          units: z.int(),
          refunded: Money.describe('What of the line went back, or is on its way'),
          restockable: z.int().describe('Units that are not back on the shelf yet'),
        }),
      })
      .readonly(),
    /** With what the customer is not told. */
    timeline: listOf({
      at: Instant,
      event: z.enum([...ORDER_EVENTS, ...STAFF_EVENTS]),
      detail: z.string(),
    }),
    payments: z.array(PaymentView).readonly(),
    disputes: z.array(DisputeView).readonly(),
    refunds: listOf({
      ...refundFields,
      reason: z.string(),
      isReasonTold: z.boolean().describe('Whether the customer reads the reason'),
      failure: z.string().nullable().describe('Why it failed'),
    }),
  })
  .readonly()
export type AdminOrderView = z.output<typeof AdminOrderView>

export const OrderParams = z.strictObject({ id: z.uuid() })
/** How a guest shows that the order is theirs; the link in every mail carries it. */
export const OrderToken = z.strictObject({ token: z.string().max(200).optional() })

export const ViewOrder = operation({
  method: 'get',
  path: '/api/orders/{id}',
  as: 'anyone',
  summary: 'An order, for its customer or for whoever holds its token',
  params: OrderParams,
  query: OrderToken,
  reply: OrderView,
})

export const ListOwnOrders = operation({
  method: 'get',
  path: '/api/orders',
  as: 'signed_in',
  summary: "The customer's own orders, newest first",
  query: z.strictObject({ status: z.enum(ORDER_STATUSES).optional(), ...paging(100, 20) }),
  reply: page(OrderRow),
})

export const LookUpOrder = operation({
  method: 'post',
  path: '/api/orders/lookup',
  as: 'anyone',
  summary: 'Mails the link to an order; the answer is the same whether or not there is one',
  body: z.strictObject({ number: z.coerce.number().int().min(1).max(2_000_000_000), email: Email }),
  status: 202,
  reply: z.object({ detail: z.string() }).readonly(),
})

export const ListOrders = operation({
  method: 'get',
  path: '/api/admin/orders',
  as: ORDER_READERS,
  summary: 'Orders, newest first; `q` is a number, a name or an e-mail address',
  query: z.strictObject({
    q: searchText.optional(),
    status: z.enum(ORDER_STATUSES).optional(),
    paymentStatus: z.enum(PAYMENT_STATUSES).optional(),
    fulfilmentStatus: z.enum(FULFILMENT_STATUSES).optional(),
    /** Paid, and not yet sent or ready: what is to be packed today. */
    toFulfil: z.enum(['true']).optional(),
    needsReview: z.enum(['true']).optional(),
    ...paging(100, 50),
  }),
  reply: page(OrderRow),
})

export const ResolveReview = operation({
  method: 'post',
  path: '/api/admin/orders/{id}/review',
  as: MANAGERS,
  summary: 'Somebody has looked into the order: it goes on as its statuses say',
  params: OrderParams,
  body: z.strictObject({ note: paragraph(500).default('') }),
  reply: AdminOrderView,
})

export const ViewAdminOrder = operation({
  method: 'get',
  path: '/api/admin/orders/{id}',
  as: ORDER_READERS,
  summary: 'An order as the owner sees it',
  params: OrderParams,
  reply: AdminOrderView,
})
