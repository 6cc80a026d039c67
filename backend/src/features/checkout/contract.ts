import { z } from 'zod'

import { DELIVERY_KINDS, ORDER_STATUSES } from '#features/orders/contract.ts'
import {
  Address,
  Day,
  Email,
  Instant,
  line,
  Money,
  operation,
  ProblemView,
} from '#platform/contract.ts'

export const DeliveryOption = z
  .object({
    method: z.string(),
    kind: z.enum(DELIVERY_KINDS),
    label: z.string(),
    price: Money,
    /** When it comes, or can be fetched: first and last day. */
    arrives: z.object({ from: Day, to: Day }).readonly(),
  })
  .readonly()
export type DeliveryOption = z.output<typeof DeliveryOption>

export const CountryCode = z
  .string()
  .regex(/^[A-Za-z]{2}$/, 'Two letters, as in ISO 3166-1: GB.')
  .transform((code) => code.toUpperCase())

export const ListDeliveryOptions = operation({
  method: 'get',
  path: '/api/checkout/options',
  as: 'anyone',
  summary: 'How an order can reach the customer, with dates and prices',
  query: z.strictObject({ country: CountryCode.optional() }),
  reply: z.object({ items: z.array(DeliveryOption).readonly() }).readonly(),
})

export const CheckoutBody = z.strictObject({
  email: Email,
  name: line(200),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 ()./-]{5,30}$/, 'This is not a telephone number.')
    .nullish()
    .transform((value) => value ?? null),
  delivery: z.strictObject({
    method: line(50),
    /** Not needed for collection. */
    address: Address.nullish().transform((value) => value ?? null),
  }),
  /** What the customer was told it would cost, delivery included: another total is refused rather than charged. */
  expectedTotal: Money.optional(),
})
export type CheckoutBody = z.output<typeof CheckoutBody>

export const CheckoutReply = z
  .object({
    order: z
      .object({
        id: z.string(),
        number: z.int(),
        accessToken: z.string(),
        total: Money,
        status: z.enum(ORDER_STATUSES),
      })
      .readonly(),
    /** Where to pay; null when there is nothing to pay. */
    paymentUrl: z.string().nullable(),
  })
  .readonly()
export type CheckoutReply = z.output<typeof CheckoutReply>

/** A refusal (409 `cart-changed`) lists these in `changes`. */
export interface CartChange {
  readonly sku: string
  readonly title: string
  readonly change: 'price' | 'quantity' | 'sold_out'
  readonly detail: string
}

export const QueuedCheckoutView = z
  .object({
    status: z.enum(['queued', 'done', 'refused']),
    /** For the person who waits. */
    detail: z.string(),
    statusUrl: z.string().describe('Ask here what came of it; nobody can guess the address'),
    /** Until then it is done or refused. */
    expiresAt: Instant,
    /** When it is done: what the checkout would have answered at once. */
    reply: CheckoutReply.nullable(),
    /** When it is refused: the problem that the checkout would have answered with. */
    refusal: ProblemView.nullable(),
  })
  .readonly()
export type QueuedCheckoutView = z.output<typeof QueuedCheckoutView>

export const CheckOut = operation({
  method: 'post',
  path: '/api/checkout',
  as: 'anyone',
  summary: 'Turns the cart into an order with its units held, and says where to pay',
  description:
    'With `Prefer: respond-async` (RFC 7240) it is taken in and made in its turn: the answer is 202 and says where to ask for what came of it. ' +
    'With `Prefer: respond-async, wait=3` that happens only while the shop is busy. An `Idempotency-Key` holds for both.',
  body: CheckoutBody,
  status: 201,
  reply: CheckoutReply,
  otherReplies: { 202: QueuedCheckoutView },
})

export const ViewQueuedCheckout = operation({
  method: 'get',
  path: '/api/checkout/queued/{token}',
  as: 'anyone',
  summary: 'What came of a checkout that was taken in',
  params: z.strictObject({
    token: z.string().regex(/^[\w-]{1,100}$/, 'This is not such a token.'),
  }),
  reply: QueuedCheckoutView,
})
