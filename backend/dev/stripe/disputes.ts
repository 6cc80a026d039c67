import type Stripe from 'stripe'

import { type Movement, recordMovement } from './balance.ts'
import { invalid } from './errors.ts'
import { newId } from './ids.ts'
import type { World } from './world.ts'

export const DISPUTE_STATUSES = [
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
  'needs_response',
  'under_review',
  'won',
  'lost',
] as const

export type DisputeStatus = (typeof DISPUTE_STATUSES)[number]

export interface DisputeWish {
  readonly amount?: number | undefined
  readonly reason: string
  readonly status: DisputeStatus
}

const DISPUTE_FEE = { amount: 2000, description: 'Dispute fee' }
const DAYS_TO_ANSWER = 9

/**
 * The customer's bank disputes a charge. A real dispute takes the money at once; an inquiry (warning_…) does not.
 * @throws StripeRefusal when the charge was not paid or is disputed already.
 */
export function openDispute(
  world: World,
  charge: Stripe.Charge,
  wish: DisputeWish,
): Stripe.Dispute {
  if (!charge.paid) throw invalid(`Charge ${charge.id} was not paid, so it cannot be disputed.`)
  if (charge.disputed) throw invalid(`Charge ${charge.id} is disputed already.`)
  const isInquiry = wish.status.startsWith('warning_')
  const dispute = world.store.disputes.save(newDispute(world, charge, wish, isInquiry))
  charge.disputed = !isInquiry
  world.store.charges.save(charge)
  if (!isInquiry) dispute.balance_transactions.push(move(world, dispute, -1))
  world.store.disputes.save(dispute)
  world.emit({ type: 'charge.dispute.created', object: dispute })
  if (!isInquiry) world.emit({ type: 'charge.dispute.funds_withdrawn', object: dispute })
  if (wish.status !== dispute.status) followDispute(world, dispute, wish.status)
  return dispute
}

/** The dispute goes on: reviewed, won, lost or closed. */
export function followDispute(world: World, dispute: Stripe.Dispute, status: DisputeStatus): void {
  if (isClosed(dispute))
    throw invalid(`Dispute ${dispute.id} is already closed: it is ${dispute.status}.`)
  if (dispute.status === status) return
  const previous = { status: dispute.status }
  dispute.status = status
  if (status === 'won') dispute.balance_transactions.push(move(world, dispute, 1))
  world.store.disputes.save(dispute)
  if (!isClosed(dispute)) {
    world.emit({ type: 'charge.dispute.updated', object: dispute, previous })
    return
  }
  if (status === 'won') world.emit({ type: 'charge.dispute.funds_reinstated', object: dispute })
  world.emit({ type: 'charge.dispute.closed', object: dispute })
}

/** The card's network suspects fraud; no money moves yet. */
export function warnOfFraud(
  world: World,
  charge: Stripe.Charge,
  fraudType: string,
): Stripe.Radar.EarlyFraudWarning {
  const warning = world.store.warnings.save({
    id: newId('issfr_1', 23),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: world.now(),
    fraud_type: fraudType,
    livemode: false,
    payment_intent: String(charge.payment_intent),
  })
  world.emit({ type: 'radar.early_fraud_warning.created', object: warning })
  return warning
}

function isClosed({ status }: Stripe.Dispute): boolean {
  return status === 'won' || status === 'lost' || status === 'warning_closed'
}

function move(world: World, dispute: Stripe.Dispute, sign: 1 | -1): Stripe.BalanceTransaction {
  const movement: Movement = {
    type: 'adjustment',
    category: sign < 0 ? 'dispute' : 'dispute_reversal',
    amount: sign * dispute.amount,
    fee: sign < 0 ? DISPUTE_FEE : null,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback ${sign < 0 ? 'withdrawal' : 'reversal'} for ${String(dispute.charge)}`,
  }
  return recordMovement(world, movement)
}

function newDispute(
  world: World,
  charge: Stripe.Charge,
  { amount, reason }: DisputeWish,
  isInquiry: boolean,
): Stripe.Dispute {
  const brand = charge.payment_method_details?.card?.brand ?? 'visa'
  const caseType = isInquiry ? 'inquiry' : 'chargeback'
  return {
    id: newId('du_1', 23),
    object: 'dispute',
    amount: amount ?? charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: world.now() + DAYS_TO_ANSWER * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: { brand, case_type: caseType, network: brand, network_reason_code: '10.4' },
    },
    reason,
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
  }
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}
