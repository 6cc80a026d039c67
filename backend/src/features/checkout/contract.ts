import { z } from 'zod'

import { DELIVERY_KINDS, ORDER_STATUSES } from '#features/orders/contract.ts'
import { Address, Day, Email, line, Money, operation } from '#platform/contract.ts'

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

export const CheckOut = operation({
  method: 'post',
  path: '/api/checkout',
  as: 'anyone',
  summary: 'Turns the cart into an order with its units held, and says where to pay',
  body: CheckoutBody,
  status: 201,
  reply: CheckoutReply,
})
