import { z } from 'zod'

import type { RefundState, SessionState } from './gateway.ts'

/** What a Stripe event means to the shop. */
export type Fact =
  | { readonly kind: 'session'; readonly session: SessionState }
  | { readonly kind: 'declined'; readonly decline: Decline }
  | { readonly kind: 'refund'; readonly refund: RefundState }
  | { readonly kind: 'nothing' }

export interface Decline {
  readonly orderId: string | null
  readonly intentId: string
  /** Stripe's decline code (https://docs.stripe.com/declines/codes). */
  readonly code: string
}

const idOf = z
  .union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)])
  .nullish()
  .transform((id) => id ?? null)

const metadata = z.record(z.string(), z.string()).nullish()

export const SessionObject = z.object({
  id: z.string(),
  client_reference_id: z.string().nullish(),
  payment_intent: z.union([z.string(), z.object({ id: z.string(), status: z.string() })]).nullish(),
  amount_total: z.int().nullish(),
  currency: z.string().nullish(),
  livemode: z.boolean(),
  status: z.enum(['open', 'complete', 'expired']).nullish(),
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  url: z.string().nullish(),
})
type SessionObject = z.output<typeof SessionObject>

const RefundObject = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  payment_intent: idOf,
  metadata,
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']).nullish(),
})

const IntentObject = z.object({
  id: z.string(),
  metadata,
  last_payment_error: z
    .object({ code: z.string().nullish(), decline_code: z.string().nullish() })
    .nullish(),
})

const Event = z.object({ type: z.string(), data: z.object({ object: z.unknown() }) })

/**
 * Reads what a stored event says. Which events there are: https://docs.stripe.com/api/events/types
 * @throws ZodError when the event is not what Stripe says it is.
 */
export function factOf(payload: unknown): Fact {
  const { type, data } = Event.parse(payload)
  switch (type) {
    case 'checkout.session.completed':
    case 'checkout.session.expired':
    case 'checkout.session.async_payment_succeeded':
      return { kind: 'session', session: sessionState(SessionObject.parse(data.object)) }
    case 'checkout.session.async_payment_failed': {
      const session = sessionState(SessionObject.parse(data.object))
      return { kind: 'session', session: { ...session, standing: 'failed' } }
    }
    case 'payment_intent.payment_failed':
      return { kind: 'declined', decline: declineOf(IntentObject.parse(data.object)) }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return { kind: 'refund', refund: refundState(data.object) }
    default:
      return { kind: 'nothing' }
  }
}

/** A Checkout Session in the shop's words. */
export function sessionState(session: SessionObject): SessionState {
  const { payment_intent: intent } = session
  return {
    id: session.id,
    orderId: session.client_reference_id ?? null,
    intentId: (typeof intent === 'string' ? intent : intent?.id) ?? null,
    amountMinor: session.amount_total ?? 0,
    currency: session.currency ?? '',
    livemode: session.livemode,
    standing: standingOf(session),
    url: session.url ?? null,
  }
}

function standingOf({
  status,
  payment_status: paid,
  payment_intent: intent,
}: SessionObject): SessionState['standing'] {
  if (paid !== 'unpaid') return 'paid'
  if (status === 'expired') return 'expired'
  if (status !== 'complete') return 'open'
  const isBack = typeof intent === 'object' && intent?.status === 'requires_payment_method'
  return isBack ? 'failed' : 'processing'
}

const REFUND_STATUS = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'cancelled',
} as const

/** A refund in the shop's words. */
export function refundState(object: unknown): RefundState {
  const {
    id,
    amount,
    currency,
    payment_intent: intentId,
    metadata: labels,
    status,
  } = RefundObject.parse(object)
  return {
    id,
    intentId,
    refundId: labels?.['refundId'] ?? null,
    amountMinor: amount,
    currency,
    status: REFUND_STATUS[status ?? 'pending'],
  }
}

function declineOf({
  id,
  metadata: labels,
  last_payment_error: error,
}: z.output<typeof IntentObject>): Decline {
  return {
    orderId: labels?.['orderId'] ?? null,
    intentId: id,
    code: error?.decline_code ?? error?.code ?? 'generic_decline',
  }
}
