import type Stripe from 'stripe'

import { processingFee, recordMovement } from './balance.ts'
import type { Failure } from './cards.ts'
import { newId } from './ids.ts'
import { billingDetails } from './methods.ts'
import type { SessionRow } from './rows.ts'
import type { World } from './world.ts'

interface Attempt {
  readonly row: SessionRow
  readonly intent: Stripe.PaymentIntent
  readonly method: Stripe.PaymentMethod
  readonly isAuthenticated: boolean
}

/** Charges the method; the money is in the balance, less the fee. */
export function chargeNow(world: World, attempt: Attempt): Stripe.Charge {
  const charge = newCharge(world, attempt)
  markPaid(world, charge)
  return charge
}

/** A bank debit is asked for and not yet answered. */
export function chargeLater(world: World, attempt: Attempt): Stripe.Charge {
  const charge = newCharge(world, attempt)
  charge.status = 'pending'
  charge.paid = false
  return world.store.charges.save(charge)
}

export function markPaid(world: World, charge: Stripe.Charge): void {
  charge.status = 'succeeded'
  charge.paid = true
  charge.captured = true
  charge.amount_captured = charge.amount
  charge.balance_transaction = recordMovement(world, {
    type: 'charge',
    category: 'charge',
    amount: charge.amount,
    fee: processingFee(charge.amount),
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
  }).id
  world.store.charges.save(charge)
}

/** The bank said no: the charge stays as the record of the attempt. */
export function chargeInVain(world: World, attempt: Attempt, failure: Failure): Stripe.Charge {
  const charge = newCharge(world, attempt)
  markFailed(world, charge, failure)
  return charge
}

export function markFailed(world: World, charge: Stripe.Charge, failure: Failure): void {
  charge.status = 'failed'
  charge.paid = false
  charge.captured = false
  charge.failure_code = failure.code
  charge.failure_message = failure.message
  charge.outcome = {
    advice_code: failure.declineCode === 'insufficient_funds' ? 'try_again_later' : null,
    network_advice_code: null,
    network_decline_code: failure.declineCode === 'insufficient_funds' ? '51' : '05',
    network_status: 'declined_by_network',
    reason: failure.declineCode ?? failure.code,
    risk_level: 'normal',
    risk_score: 20,
    seller_message:
      'The bank returned the decline code `' + (failure.declineCode ?? failure.code) + '`.',
    type: 'issuer_declined',
  }
  world.store.charges.save(charge)
}

function newCharge(world: World, { row, intent, method, isAuthenticated }: Attempt): Stripe.Charge {
  const { email, name } = method.billing_details
  return {
    id: newId(method.card ? 'ch_3' : 'py_3', 23),
    object: 'charge',
    ...nothingOf(),
    amount: intent.amount,
    billing_details: billingDetails({ email: email ?? '', name }),
    created: world.now(),
    currency: intent.currency,
    description: intent.description,
    metadata: { ...intent.metadata },
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 12,
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: details(intent, method, isAuthenticated),
    receipt_email: intent.receipt_email,
    receipt_url: `${world.url}/c/pay/${row.id}`,
    shipping: intent.shipping,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
  }
}

function nothingOf() {
  return {
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    calculated_statement_descriptor: 'TEST SHOP',
    captured: false,
    customer: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    on_behalf_of: null,
    paid: false,
    receipt_number: null,
    refunded: false,
    review: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    status: 'pending',
    transfer_data: null,
    transfer_group: null,
  } satisfies Partial<Stripe.Charge>
}

function details(
  { amount }: Stripe.PaymentIntent,
  { card, bacs_debit: debit }: Stripe.PaymentMethod,
  isAuthenticated: boolean,
): Stripe.Charge.PaymentMethodDetails {
  if (debit)
    return { type: 'bacs_debit', bacs_debit: { ...debit, mandate: newId('mandate_1', 23) } }
  if (!card) return { type: 'card' }
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: 'disabled' },
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: newId('', 15),
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
      regulated_status: card.regulated_status,
      three_d_secure: isAuthenticated ? authenticated() : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

function authenticated(): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure {
  return {
    authentication_flow: 'challenge',
    electronic_commerce_indicator: '05',
    exemption_indicator: null,
    result: 'authenticated',
    result_reason: null,
    transaction_id: newId('', 36),
    version: '2.2.0',
  }
}
