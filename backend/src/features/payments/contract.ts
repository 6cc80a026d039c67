import { z } from 'zod'

import {
  AdminOrderView,
  ORDER_STATUSES,
  OrderParams,
  OrderToken,
  OrderView,
} from '#features/orders/contract.ts'
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
  Sku,
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

/** More than this are cancelled in several runs. */
const MOST_TOGETHER = 1000
const OrderIds = z.array(z.uuid()).min(1).max(MOST_TOGETHER)

const CancellableOrder = z
  .object({
    id: z.string(),
    number: z.int(),
    name: z.string(),
    status: z.enum(ORDER_STATUSES),
    total: Money,
    goesBack: Money.describe('What was paid and has not gone back yet'),
    createdAt: Instant,
    whyNot: z.string().nullable().describe('Why it cannot be cancelled; null when it can'),
  })
  .readonly()

export const CancellationPreview = z
  .object({
    items: z.array(CancellableOrder).readonly(),
    cancellable: z.int(),
    goesBack: Money.describe('Over all that can be cancelled'),
    hasMore: z.boolean().describe('More orders fit than are cancelled in one run'),
  })
  .readonly()
export type CancellationPreview = z.output<typeof CancellationPreview>

export const PreviewCancellation = operation({
  method: 'post',
  path: '/api/admin/cancellations/preview',
  as: MANAGERS,
  summary: 'Which orders would be cancelled, what money goes back, and which cannot be and why',
  body: z
    .strictObject({
      orderIds: OrderIds.optional(),
      sku: Sku.optional(),
      unitPriceMinor: MinorAmount.optional().describe('What a unit cost in the order'),
      from: Instant.optional().describe('Ordered at or after'),
      to: Instant.optional().describe('Ordered before'),
    })
    .refine((chosen) => Object.values(chosen).some((value) => value !== undefined), {
      error: 'Say which orders: by their ids, a SKU, a price or a time.',
    }),
  reply: CancellationPreview,
})

const Counts = z
  .object({ waiting: z.int(), cancelled: z.int(), refused: z.int(), failed: z.int() })
  .readonly()

export const CancellationRow = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'done']),
    reason: z.string(),
    startedBy: z.string(),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    counts: Counts,
  })
  .readonly()
export type CancellationRow = z.output<typeof CancellationRow>

export const CancellationView = CancellationRow.unwrap()
  .extend({
    items: z
      .array(
        z
          .object({
            orderId: z.string(),
            number: z.int(),
            name: z.string(),
            total: Money,
            status: z
              .enum(['waiting', 'cancelled', 'refused', 'failed'])
              .describe('`refused`: it cannot be cancelled; `failed`: it may be tried again'),
            detail: z.string(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly()
export type CancellationView = z.output<typeof CancellationView>

export const StartCancellation = operation({
  method: 'post',
  path: '/api/admin/cancellations',
  as: MANAGERS,
  summary: 'Cancels many orders in the background, each with its refund, its units and its mail',
  body: z.strictObject({
    orderIds: OrderIds,
    reason: paragraph(500).min(1, 'Say why: the customers read it.'),
  }),
  status: 202,
  reply: CancellationView,
})

export const ListCancellations = operation({
  method: 'get',
  path: '/api/admin/cancellations',
  as: MANAGERS,
  summary: 'The last times that many orders were cancelled together, newest first',
  reply: z.object({ items: z.array(CancellationRow).readonly() }).readonly(),
})

export const ViewCancellation = operation({
  method: 'get',
  path: '/api/admin/cancellations/{id}',
  as: MANAGERS,
  summary: 'How far it is, and what came of each order',
  params: OrderParams,
  reply: CancellationView,
})

export const RetryCancellation = operation({
  method: 'post',
  path: '/api/admin/cancellations/{id}/retry',
  as: MANAGERS,
  summary: 'Tries those again that failed',
  params: OrderParams,
  status: 202,
  reply: CancellationView,
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
