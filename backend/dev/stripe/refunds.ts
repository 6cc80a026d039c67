import type Stripe from 'stripe'

import { recordMovement } from './balance.ts'
import { invalid, noSuch } from './errors.ts'
import { newId } from './ids.ts'
import { money } from './money.ts'
import { type Metadata, mergeMetadata } from './params.ts'
import type { World } from './world.ts'

export interface RefundWish {
  readonly id?: string
  readonly amount?: number | undefined
  readonly reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer' | undefined
  readonly metadata?: Metadata | undefined
  readonly status?: 'succeeded' | 'pending' | undefined
}

/** A bank takes this long over a debit or a refund, on the shared clock. */
export const BANK_SECONDS = 20

/**
 * Gives money of a charge back, all that is left when no amount is said.
 * @throws StripeRefusal when there is nothing to refund, or less than asked for.
 */
export function createRefund(world: World, charge: Stripe.Charge, wish: RefundWish): Stripe.Refund {
  const amount = amountOf(charge, wish.amount)
  const isCard = !isBankPayment(charge.id)
  const refund: Stripe.Refund = {
    id: wish.id ?? newId('re_3', 23),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    ...(isCard ? { destination_details: { type: 'card', card: { type: 'refund' } } } : {}),
    metadata: mergeMetadata({}, wish.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: wish.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: wish.status ?? (isCard ? 'succeeded' : 'pending'),
    transfer_reversal: null,
  }
  refund.balance_transaction = recordMovement(world, {
    type: 'refund',
    category: 'refund',
    amount: -amount,
    fee: null,
    currency: charge.currency,
    source: refund.id,
    description: 'REFUND FOR PAYMENT',
  }).id
  world.store.refunds.save(refund)
  takeBack(world, charge, amount)
  awaitRefund(world, refund)
  world.emit({ type: 'refund.created', object: refund })
  world.emit({ type: 'charge.refunded', object: charge, previous: before(charge, amount) })
  return refund
}

/** Lets a refund to a bank account arrive at its time; any other pending one waits to be told. */
export function awaitRefund(world: World, refund: Stripe.Refund): void {
  if (refund.status !== 'pending' || !isBankPayment(refund.charge)) return
  world.due.at(refund.id, refund.created + BANK_SECONDS, () =>
    settleRefund(world, refund, 'succeeded'),
  )
}

/** Payments by bank debit have ids of their own kind. */
function isBankPayment(charge: Stripe.Refund['charge']): boolean {
  return typeof charge === 'string' && charge.startsWith('py_')
}

/** The bank answers: a pending refund arrives, or money that was sent comes back. */
export function settleRefund(
  world: World,
  refund: Stripe.Refund,
  status: 'succeeded' | 'failed',
): void {
  const previous = { status: refund.status }
  if (refund.status === 'failed' || refund.status === status) return
  refund.status = status
  if (status === 'failed') returnMoney(world, refund)
  world.store.refunds.save(refund)
  if (status === 'failed') world.emit({ type: 'refund.failed', object: refund })
  world.emit({ type: 'refund.updated', object: refund, previous })
  world.emit({ type: 'charge.refund.updated', object: refund, previous })
}

function returnMoney(world: World, refund: Stripe.Refund): void {
  refund.failure_reason = 'lost_or_stolen_card'
  refund.failure_balance_transaction = recordMovement(world, {
    type: 'refund_failure',
    category: 'refund_failure',
    amount: refund.amount,
    fee: null,
    currency: refund.currency,
    source: refund.id,
    description: 'REFUND FAILURE',
  }).id
  const charge = world.store.charges.get(String(refund.charge))
  if (charge) takeBack(world, charge, -refund.amount)
}

/**
 * The charge a refund is for, named by itself or by its intent.
 * @throws StripeRefusal when neither or both are named, or there is no successful charge.
 */
export function chargeToRefund(
  world: World,
  {
    charge: chargeId,
    payment_intent: intentId,
  }: { charge?: string | undefined; payment_intent?: string | undefined },
): Stripe.Charge {
  if ((chargeId === undefined) === (intentId === undefined)) {
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    )
  }
  if (chargeId !== undefined) {
    const charge = world.store.charges.get(chargeId)
    if (!charge) throw noSuch('charge', chargeId, 'charge')
    if (!charge.paid) throw invalid(`Charge ${chargeId} has failed, so it cannot be refunded.`)
    return charge
  }
  const intent = world.store.intents.get(intentId ?? '')
  if (!intent) throw noSuch('payment_intent', intentId ?? '', 'payment_intent')
  const charge = world.store.charges.get(String(intent.latest_charge))
  if (charge?.paid) return charge
  throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
    code: 'payment_intent_unexpected_state',
  })
}

function amountOf(charge: Stripe.Charge, wanted: number | undefined): number {
  const left = charge.amount - charge.amount_refunded
  if (left === 0) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    })
  }
  if (charge.disputed) {
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    })
  }
  if (wanted === undefined || wanted <= left) return wanted ?? left
  const has = money(left, charge.currency)
  const what = charge.amount_refunded > 0 ? 'unrefunded amount on charge' : 'charge amount'
  throw invalid(
    `Refund amount (${money(wanted, charge.currency)}) is greater than ${what} (${has})`,
    {
      param: 'amount',
    },
  )
}

function takeBack(world: World, charge: Stripe.Charge, amount: number): void {
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount
  world.store.charges.save(charge)
}

function before(charge: Stripe.Charge, amount: number): Partial<Stripe.Charge> {
  const previous = { amount_refunded: charge.amount_refunded - amount }
  return charge.refunded ? { ...previous, refunded: false } : previous
}
