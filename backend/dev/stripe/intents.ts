import type Stripe from 'stripe'

import type { Failure } from './cards.ts'
import { invalid } from './errors.ts'
import { newId } from './ids.ts'
import type { SessionRow } from './rows.ts'
import { cancelIntent, intentOf, sessionOfIntent } from './sessions.ts'
import type { World } from './world.ts'

/** The session's intent; Stripe makes it when the customer first tries to pay. */
export function ensureIntent(
  world: World,
  row: SessionRow,
  id = newId('pi_3', 23),
): Stripe.PaymentIntent {
  const known = intentOf(world, row)
  if (known) return known
  const intent = world.store.intents.save(newIntent(world, row, id))
  row.object.payment_intent = intent.id
  world.store.sessions.save(row)
  world.emit({ type: 'payment_intent.created', object: intent })
  return intent
}

/** Takes a failed attempt down: the customer may try again with another method. */
export function failIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  { failure, method, charge }: FailedAttempt,
): void {
  const { code, declineCode, message } = failure
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  intent.next_action = null
  intent.latest_charge = charge?.id ?? intent.latest_charge
  intent.last_payment_error = {
    type: 'card_error',
    code,
    doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
    message,
    payment_method: method,
    ...(charge ? { charge: charge.id } : {}),
    ...(declineCode ? { decline_code: declineCode } : {}),
  }
  world.store.intents.save(intent)
}

export interface FailedAttempt {
  readonly failure: Failure
  readonly method: Stripe.PaymentMethod
  readonly charge: Stripe.Charge | null
}

/**
 * Cancels an intent by its own call.
 * @throws StripeRefusal when it is past that, or its session is still open: then the session is expired instead.
 */
export function cancelByCall(
  world: World,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntentCancelParams.CancellationReason | null,
): void {
  const code = 'payment_intent_unexpected_state'
  if (sessionOfIntent(world, intent.id)?.object.status === 'open') {
    throw invalid(
      'You cannot cancel this PaymentIntent because it belongs to an open Checkout Session. ' +
        'Expire the Checkout Session instead.',
      { code },
    )
  }
  if (intent.status !== 'requires_payment_method') {
    throw invalid(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. ` +
        'Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, ' +
        'requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing.',
      { code },
    )
  }
  cancelIntent(world, intent, reason)
}

function newIntent(
  world: World,
  { object: session, wishes }: SessionRow,
  id: string,
): Stripe.PaymentIntent {
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: session.allowed_payment_method_types,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${newId('', 25)}`,
    confirmation_method: 'automatic',
    created: world.now(),
    currency: session.currency ?? 'gbp',
    customer: null,
    customer_account: null,
    ...wishes,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: newCardOptions() },
    payment_method_types: session.payment_method_types,
    payment_record: null,
    processing: null,
    review: null,
    setup_future_usage: null,
    source: null,
    statement_descriptor: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
}

function newCardOptions(): Stripe.PaymentIntent.PaymentMethodOptions.Card {
  const options = {
    mandate_options: null,
    network: null,
    request_three_d_secure: 'automatic',
  } as const
  return { installments: null, ...options }
}
