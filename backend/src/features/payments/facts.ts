import { z } from 'zod'

import type {
  DisputeState,
  FraudWarning,
  ListedSession,
  RefundState,
  SessionState,
} from './gateway.ts'

/** What a Stripe event means to the shop. */
export type Fact =
  | { readonly kind: 'session'; readonly session: SessionState }
  | { readonly kind: 'declined'; readonly decline: Decline }
  | { readonly kind: 'refund'; readonly refund: RefundState }
  | { readonly kind: 'refunded'; readonly intentId: string | null }
  | { readonly kind: 'dispute'; readonly dispute: DisputeState }
  | { readonly kind: 'fraud_warning'; readonly warning: FraudWarning }
  | { readonly kind: 'nothing' }

export interface Decline {
  readonly orderId: string | null
  readonly intentId: string
  /** Stripe's decline code (https://docs.stripe.com/declines/codes). */
  readonly code: string
}

export const idOf = z
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
  customer_email: z.string().nullish(),
  customer_details: z.object({ email: z.string().nullish() }).nullish(),
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

const OfPayment = z.object({ id: z.string(), payment_intent: idOf })

const DisputeObject = OfPayment.extend({
  amount: z.int(),
  currency: z.string(),
  reason: z.string(),
  created: z.int(),
  status: z.enum([
    'warning_needs_response',
    'warning_under_review',
    'warning_closed',
    'needs_response',
    'under_review',
    'prevented',
    'won',
    'lost',
  ]),
  balance_transactions: z.array(z.object({ amount: z.int() })).nullish(),
  evidence_details: z.object({ due_by: z.int().nullish() }).nullish(),
})

const Event = z.object({ type: z.string(), data: z.object({ object: z.unknown() }) })

const sessionFact = (object: unknown): Fact => ({
  kind: 'session',
  session: sessionState(SessionObject.parse(object)),
})
const refundFact = (object: unknown): Fact => ({ kind: 'refund', refund: refundState(object) })
const disputeFact = (object: unknown): Fact => ({ kind: 'dispute', dispute: disputeState(object) })

/** What each type of event that the shop acts on says. */
const READERS = new Map<string, (object: unknown) => Fact>(
  Object.entries({
    'checkout.session.completed': sessionFact,
    'checkout.session.expired': sessionFact,
    'checkout.session.async_payment_succeeded': sessionFact,
    'checkout.session.async_payment_failed': (object) => {
      const session = sessionState(SessionObject.parse(object))
      return { kind: 'session', session: { ...session, standing: 'failed' } }
    },
    'payment_intent.payment_failed': (object) => ({
      kind: 'declined',
      decline: declineOf(IntentObject.parse(object)),
    }),
    'refund.created': refundFact,
    'refund.updated': refundFact,
    'refund.failed': refundFact,
    'charge.refunded': (object) => ({
      kind: 'refunded',
      intentId: OfPayment.parse(object).payment_intent,
    }),
    'charge.dispute.created': disputeFact,
    'charge.dispute.updated': disputeFact,
    'charge.dispute.closed': disputeFact,
    'charge.dispute.funds_withdrawn': disputeFact,
    'charge.dispute.funds_reinstated': disputeFact,
    'radar.early_fraud_warning.created': (object) => ({
      kind: 'fraud_warning',
      warning: fraudWarning(object),
    }),
  }),
)

/**
 * Reads what a stored event says. Which events there are: https://docs.stripe.com/api/events/types
 * @throws ZodError when the event is not what Stripe says it is.
 */
export function factOf(payload: unknown): Fact {
  const { type, data } = Event.parse(payload)
  return READERS.get(type)?.(data.object) ?? { kind: 'nothing' }
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
    email: emailOf(session),
  }
}

/** What was typed on the page, else what the shop sent along. */
const emailOf = ({ customer_details: typed, customer_email: given }: SessionObject) =>
  typed?.email ?? given ?? null

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

/** A session as a list has it. */
export function listedSession(object: unknown): ListedSession {
  const session = SessionObject.extend({
    created: z.int(),
    success_url: z.string().nullish(),
  }).parse(object)
  return {
    ...sessionState(session),
    createdAt: timeOf(session.created),
    returnUrl: session.success_url ?? '',
  }
}

/** An inquiry is told in the words of a dispute; what comes to nothing is won. */
const DISPUTE_STATUS = {
  warning_needs_response: 'needs_response',
  warning_under_review: 'under_review',
  warning_closed: 'won',
  needs_response: 'needs_response',
  under_review: 'under_review',
  prevented: 'won',
  won: 'won',
  lost: 'lost',
} as const

/** A dispute in the shop's words. */
export function disputeState(object: unknown): DisputeState {
  const dispute = DisputeObject.parse(object)
  const moved = (dispute.balance_transactions ?? []).reduce((sum, { amount }) => sum + amount, 0)
  const dueBy = dispute.evidence_details?.due_by
  return {
    id: dispute.id,
    intentId: dispute.payment_intent,
    amountMinor: dispute.amount,
    currency: dispute.currency,
    reason: dispute.reason,
    status: DISPUTE_STATUS[dispute.status],
    isInquiry: dispute.status.startsWith('warning_'),
    withdrawnMinor: Math.max(0, -moved),
    dueBy: typeof dueBy === 'number' ? timeOf(dueBy) : null,
    createdAt: timeOf(dispute.created),
  }
}

/** A suspicion of fraud in the shop's words. */
export function fraudWarning(object: unknown): FraudWarning {
  const { id, payment_intent: intentId } = OfPayment.parse(object)
  return { id, intentId }
}

export const timeOf = (seconds: number): Date => new Date(seconds * 1000)

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
