import type Stripe from 'stripe'

/** A price as it crosses the wire: stripe-node turns the text into its Decimal only on arrival. */
export type WirePrice = Omit<Stripe.Price, 'unit_amount_decimal'> & {
  readonly unit_amount_decimal: string | null
}

export type WireLineItem = Omit<Stripe.LineItem, 'price'> & { readonly price: WirePrice }

/** What `payment_intent_data` asked for, kept until the first attempt to pay makes the intent. */
export type IntentWishes = Pick<
  Stripe.PaymentIntent,
  'description' | 'metadata' | 'receipt_email' | 'shipping' | 'statement_descriptor_suffix'
>

/** A bank debit on its way: how it ends and when (Unix seconds); without `at` it waits to be told. */
export interface Settling {
  readonly outcome: 'succeeded' | 'failed'
  readonly at: number | null
}

/** A Checkout Session with what Stripe knows about it and does not show. */
export interface SessionRow {
  readonly id: string
  readonly object: Stripe.Checkout.Session
  readonly lines: readonly WireLineItem[]
  readonly wishes: IntentWishes
  settling: Settling | null
}

/** One copy of an event on its way to one endpoint. */
export interface DeliveryRow {
  readonly id: string
  readonly eventId: string
  readonly endpointId: string
  attempts: number
  /** Milliseconds on the shared clock. */
  dueAt: number
  status: 'waiting' | 'delivered' | 'given_up'
  /** What came back last: an HTTP status, or what went wrong. */
  lastResult: string | null
}

/** The reply to a request that carried an idempotency key; the key is its id. */
export interface StoredReply {
  readonly id: string
  /** What was asked: method, path and parameters. */
  readonly print: string
  readonly status: number
  readonly text: string
  readonly requestId: string
  /** Unix seconds. */
  readonly at: number
}
