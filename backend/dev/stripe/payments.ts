import type Stripe from 'stripe'

import {
  AUTHENTICATION_FAILED,
  aftermath,
  type Card,
  cardNumbered,
  type Failure,
  judge,
  TEST_CARDS,
} from './cards.ts'
import { chargeInVain, chargeLater, chargeNow } from './charges.ts'
import { openDispute, warnOfFraud } from './disputes.ts'
import { ensureIntent, failIntent } from './intents.ts'
import { createBankMethod, createCardMethod, type Payer } from './methods.ts'
import type { SessionRow, Settling } from './rows.ts'
import { customer } from './session-object.ts'
import { intentOf } from './sessions.ts'
import { settleDebit } from './settling.ts'
import type { World } from './world.ts'

/** How an attempt on the payment page ended. */
export type Ending =
  | { readonly kind: 'paid' | 'processing' | 'authentication_required' }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Pays an open session by card. */
export function payByCard(world: World, row: SessionRow, card: Card, payer: Payer): Ending {
  if (row.object.amount_total === 0) return completeFree(world, row, payer)
  const verdict = judge(card)
  const intent = ensureIntent(world, row)
  const method = createCardMethod(world, card, payer)
  if (verdict.kind === 'authenticates') return askForAuthentication(world, row, intent, method)
  if (verdict.kind === 'fails') return decline(world, row, verdict.failure, method)
  const charge = collect(world, row, { intent, method, isAuthenticated: false })
  complete(world, row, payer)
  const after = aftermath(card)
  if (after === 'dispute')
    openDispute(world, charge, { reason: 'fraudulent', status: 'needs_response' })
  if (after === 'warning') warnOfFraud(world, charge, 'misc')
  return { kind: 'paid' }
}

/** Fails an attempt for a reason of the caller's choosing; the session stays open. */
export function declinePayment(
  world: World,
  row: SessionRow,
  failure: Failure,
  payer: Payer,
): Ending {
  ensureIntent(world, row)
  const card = cardNumbered(TEST_CARDS.declined, world.now())
  return decline(world, row, failure, createCardMethod(world, card, payer))
}

/** Ends the bank's question to the customer. */
export function authenticate(world: World, row: SessionRow, isConfirmed: boolean): Ending {
  const intent = ensureIntent(world, row)
  const method = methodOf(world, intent)
  if (intent.status !== 'requires_action' || !method) return { kind: 'authentication_required' }
  const { email, name } = method.billing_details
  if (!isConfirmed) {
    failIntent(world, intent, { failure: AUTHENTICATION_FAILED, method, charge: null })
    world.emit({ type: 'payment_intent.payment_failed', object: intent })
    return { kind: 'failed', failure: AUTHENTICATION_FAILED }
  }
  collect(world, row, { intent, method, isAuthenticated: true })
  complete(world, row, { email: email ?? '', name })
  return { kind: 'paid' }
}

/** Pays by bank debit: the session completes at once, the money comes or fails to come later. */
export function payByBank(
  world: World,
  row: SessionRow,
  payer: Payer,
  settling: Settling | null,
): Ending {
  if (row.object.amount_total === 0) return completeFree(world, row, payer)
  const intent = ensureIntent(world, row)
  const method = createBankMethod(world, payer)
  const charge = chargeLater(world, { row, intent, method, isAuthenticated: false })
  intent.status = 'processing'
  intent.payment_method = method.id
  intent.latest_charge = charge.id
  intent.last_payment_error = null
  world.store.intents.save(intent)
  world.emit({ type: 'charge.pending', object: charge })
  world.emit({ type: 'payment_intent.processing', object: intent })
  row.settling = settling
  closeSession(world, row, payer)
  world.emit({ type: 'checkout.session.completed', object: row.object })
  awaitSettlement(world, row)
  return { kind: 'processing' }
}

/** Lets a bank debit settle at its time. */
export function awaitSettlement(world: World, row: SessionRow): void {
  const { settling } = row
  if (!settling || settling.at === null) return
  world.due.at(row.id, settling.at, () => settleDebit(world, row, settling.outcome))
}

function askForAuthentication(
  world: World,
  row: SessionRow,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Ending {
  const url = `${world.url}/c/pay/${row.id}/authenticate`
  intent.status = 'requires_action'
  intent.payment_method = method.id
  intent.last_payment_error = null
  intent.next_action = {
    type: 'redirect_to_url',
    redirect_to_url: { return_url: row.object.url, url },
  }
  world.store.intents.save(intent)
  world.emit({ type: 'payment_intent.requires_action', object: intent })
  return { kind: 'authentication_required' }
}

function decline(
  world: World,
  row: SessionRow,
  failure: Failure,
  method: Stripe.PaymentMethod,
): Ending {
  const intent = ensureIntent(world, row)
  const charge = chargeInVain(world, { row, intent, method, isAuthenticated: false }, failure)
  failIntent(world, intent, { failure, method, charge })
  world.emit({ type: 'charge.failed', object: charge })
  world.emit({ type: 'payment_intent.payment_failed', object: intent })
  return { kind: 'failed', failure }
}

interface Collection {
  readonly intent: Stripe.PaymentIntent
  readonly method: Stripe.PaymentMethod
  readonly isAuthenticated: boolean
}

function collect(world: World, row: SessionRow, collection: Collection): Stripe.Charge {
  const { intent, method } = collection
  const charge = chargeNow(world, { row, ...collection })
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  intent.payment_method = method.id
  intent.latest_charge = charge.id
  intent.last_payment_error = null
  intent.next_action = null
  world.store.intents.save(intent)
  world.emit({ type: 'charge.succeeded', object: charge })
  world.emit({ type: 'payment_intent.succeeded', object: intent })
  return charge
}

function complete(world: World, row: SessionRow, payer: Payer): void {
  row.object.payment_status = 'paid'
  closeSession(world, row, payer)
  world.emit({ type: 'checkout.session.completed', object: row.object })
}

function completeFree(world: World, row: SessionRow, payer: Payer): Ending {
  closeSession(world, row, payer)
  world.emit({ type: 'checkout.session.completed', object: row.object })
  return { kind: 'paid' }
}

function closeSession(world: World, row: SessionRow, payer: Payer): void {
  const session = row.object
  session.status = 'complete'
  session.url = null
  session.customer_details = customer(payer.email, payer.name)
  world.due.cancel(row.id)
  world.store.sessions.save(row)
}

function methodOf(world: World, intent: Stripe.PaymentIntent): Stripe.PaymentMethod | undefined {
  const id = intent.payment_method
  return typeof id === 'string' ? world.store.methods.get(id) : undefined
}

/** The payer when nobody filled in the page. */
export function payerOf(row: SessionRow): Payer {
  return { email: row.object.customer_email ?? 'jenny.rosen@example.com', name: 'Jenny Rosen' }
}

/** Whether the page is waiting for the customer's bank. */
export function isAuthenticating(world: World, row: SessionRow): boolean {
  return row.object.status === 'open' && intentOf(world, row)?.status === 'requires_action'
}
