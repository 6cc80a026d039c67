import { z } from 'zod'

import { AdminOrderView, OrderParams, OrderToken, OrderView } from '#features/orders/contract.ts'
import {
  Day,
  Instant,
  MANAGERS,
  MinorAmount,
  Money,
  operation,
  page,
  paging,
  paragraph,
  Quantity,
} from '#platform/contract.ts'

const isEachOnce = (lines: readonly { readonly lineId: string }[]): boolean =>
  new Set(lines.map(({ lineId }) => lineId)).size === lines.length

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

const RefundBody = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        lineId: z.uuid(),
        quantity: Quantity,
        restock: z.boolean().default(false).describe('Whether the units go back on the shelf'),
      }),
    )
    .max(200)
    .refine(isEachOnce, 'Each line once.')
    .default([]),
  delivery: z.boolean().default(false).describe('What was paid for the delivery'),
  amountMinor: MinorAmount.default(0).describe('A sum beside the lines and the delivery'),
  reason: paragraph(500).default(''),
  tellReason: z.boolean().default(false).describe('Whether the customer reads the reason'),
})

export const RefundOrder = operation({
  method: 'post',
  path: '/api/admin/orders/{id}/refunds',
  as: MANAGERS,
  summary:
    'Gives money back: by line, the delivery, a sum, or all that is left when none of these is named; the order itself stays as it is',
  params: OrderParams,
  body: RefundBody,
  status: 201,
  reply: AdminOrderView,
})

export const ReconciliationView = z
  .object({
    id: z.string(),
    status: z
      .enum(['running', 'done', 'failed', 'abandoned'])
      .describe('`failed`: a part could not be gone through; the next run goes on from there'),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    lookedAt: z.int().describe('How much of what Stripe has was looked at'),
    healed: z.int(),
    failures: z.int(),
    findings: z.array(z.string()).readonly().describe('What was healed or failed: the first of it'),
  })
  .readonly()
export type ReconciliationView = z.output<typeof ReconciliationView>

export const Reconcile = operation({
  method: 'post',
  path: '/api/admin/reconciliations',
  as: MANAGERS,
  summary: "Compares the shop's books with Stripe now, and heals what differs",
  status: 201,
  reply: ReconciliationView,
})

export const ListReconciliations = operation({
  method: 'get',
  path: '/api/admin/reconciliations',
  as: MANAGERS,
  summary: 'The last comparisons with Stripe, newest first',
  reply: z.object({ items: z.array(ReconciliationView).readonly() }).readonly(),
})

export const StatementView = z
  .object({
    day: Day.describe('In UTC, as Stripe counts'),
    captured: Money,
    refunded: Money,
    fees: Money,
    disputed: Money.describe('What banks took back, less what they returned'),
    orders: z
      .object({ captured: Money, refunded: Money })
      .readonly()
      .describe("The same payments and refunds in the shop's books"),
    difference: Money.describe("What Stripe has above the shop's books: nothing when all is well"),
    mismatches: z.int().describe('Payments and refunds that one side lacks or has otherwise'),
    updatedAt: Instant,
  })
  .readonly()
export type StatementView = z.output<typeof StatementView>

export const ListStatements = operation({
  method: 'get',
  path: '/api/admin/statements',
  as: MANAGERS,
  summary: 'Money by day and currency, at Stripe and in the books, newest first',
  query: z.strictObject({ from: Day.optional(), to: Day.optional() }),
  reply: z.object({ items: z.array(StatementView).readonly() }).readonly(),
})

export const StripeEventView = z
  .object({
    id: z.string().describe("Stripe's own id of it"),
    type: z.string(),
    standing: z
      .enum(['on_its_way', 'waiting', 'parked'])
      .describe('`parked`: nothing comes of it before a person has looked'),
    reason: z.string().describe('Why nothing has come of it yet, in words'),
    occurredAt: Instant,
    receivedAt: Instant,
  })
  .readonly()
export type StripeEventView = z.output<typeof StripeEventView>

export const ListStripeEvents = operation({
  method: 'get',
  path: '/api/admin/events',
  as: MANAGERS,
  summary: "Stripe's events of which nothing has come yet, with the reason, newest first",
  query: z.strictObject({ ...paging(100, 50), cursor: z.string().max(255).optional() }),
  reply: page(StripeEventView),
})

export const ReceiveStripeEvent = operation({
  method: 'post',
  path: '/api/webhooks/stripe',
  as: 'anyone',
  summary: 'Takes a signed Stripe event; answers 2xx only once it is stored',
  reply: z.object({ received: z.literal(true) }).readonly(),
})
