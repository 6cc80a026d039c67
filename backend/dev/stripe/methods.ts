import type Stripe from 'stripe'

import { brandOf, type Card } from './cards.ts'
import { idOfContent, newId } from './ids.ts'
import type { SessionParams } from './session-params.ts'
import type { World } from './world.ts'

/** Who pays, as the payment page knows them. */
export interface Payer {
  readonly email: string
  readonly name: string | null
}

const OFFERED = ['card', 'bacs_debit']

/** The ways to pay that a session offers: those the account has, less what the session rules out. */
export function paymentMethodTypes(params: SessionParams): string[] {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = params
  return OFFERED.filter((type) => (!allowed || allowed.includes(type)) && !excluded?.includes(type))
}

export function createCardMethod(world: World, card: Card, payer: Payer): Stripe.PaymentMethod {
  const brand = brandOf(card.number)
  return world.store.methods.save({
    ...newMethod(world, payer),
    type: 'card',
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'GB',
      display_brand: brand,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: idOfContent('', card.number).slice(0, 16),
      funding: 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  })
}

export function createBankMethod(world: World, payer: Payer): Stripe.PaymentMethod {
  return world.store.methods.save({
    ...newMethod(world, payer),
    type: 'bacs_debit',
    bacs_debit: {
      fingerprint: idOfContent('', payer.email).slice(0, 16),
      last4: '2345',
      sort_code: '108800',
    },
  })
}

function newMethod(world: World, payer: Payer) {
  return {
    id: newId('pm_1', 23),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: billingDetails(payer),
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  } satisfies Omit<Stripe.PaymentMethod, 'type'>
}

export function billingDetails({ email, name }: Payer): Stripe.Charge.BillingDetails {
  return {
    address: {
      city: null,
      country: 'GB',
      line1: null,
      line2: null,
      postal_code: null,
      state: null,
    },
    email,
    name,
    phone: null,
    tax_id: null,
  }
}
