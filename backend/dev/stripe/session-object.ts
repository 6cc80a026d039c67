import type Stripe from 'stripe'

import type { Amounts } from './amounts.ts'
import { mergeMetadata, orNull } from './params.ts'
import type { SessionParams } from './session-params.ts'

interface Particulars {
  readonly id: string
  readonly url: string
  readonly created: number
  readonly expiresAt: number
  readonly currency: string
  readonly amounts: Amounts
  readonly coupon: Stripe.Coupon | null
  readonly rate: Stripe.ShippingRate | null
  readonly methodTypes: string[]
}

/** The object of a session that has just been opened. */
export function newSession(params: SessionParams, given: Particulars): Stripe.Checkout.Session {
  const { amounts, coupon } = given
  return {
    id: given.id,
    object: 'checkout.session',
    ...nothingOf(),
    ...asAsked(params),
    amount_subtotal: amounts.subtotal,
    amount_total: amounts.total,
    created: given.created,
    currency: given.currency,
    discounts: coupon ? [{ coupon: coupon.id, promotion_code: null }] : [],
    expires_at: given.expiresAt,
    metadata: mergeMetadata({}, params.metadata),
    payment_method_types: given.methodTypes,
    payment_status: amounts.total === 0 ? 'no_payment_required' : 'unpaid',
    ...shippingOf(given),
    status: 'open',
    total_details: {
      amount_discount: amounts.discount,
      amount_shipping: amounts.shipping,
      amount_tax: 0,
    },
    url: given.url,
  }
}

/** What the caller said, said back. */
function asAsked(params: SessionParams) {
  return {
    adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? false },
    ...orNull(params, 'allow_promotion_codes', 'allowed_payment_method_types', 'cancel_url'),
    ...orNull(params, 'billing_address_collection', 'client_reference_id', 'customer_email'),
    ...orNull(params, 'integration_identifier', 'locale', 'origin_context', 'submit_type'),
    custom_text: customText(params),
    customer_creation: params.customer_creation ?? 'if_required',
    customer_details: params.customer_email ? customer(params.customer_email, null) : null,
    mode: params.mode,
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    success_url: params.success_url,
    ui_mode: params.ui_mode ?? 'hosted_page',
  } satisfies Partial<Stripe.Checkout.Session>
}

function shippingOf({ amounts: { shipping }, rate }: Particulars) {
  if (!rate) return { shipping_cost: null, shipping_options: [] }
  return {
    shipping_cost: {
      amount_subtotal: shipping,
      amount_tax: 0,
      amount_total: shipping,
      shipping_rate: rate.id,
    },
    shipping_options: [{ shipping_amount: shipping, shipping_rate: rate.id }],
  }
}

/** Everything a one-off payment on the hosted page leaves empty. */
function nothingOf() {
  return {
    after_expiration: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    currency_conversion: null,
    custom_fields: [],
    customer: null,
    customer_account: null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    managed_payments: { enabled: false },
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    subscription: null,
    wallet_options: null,
  } satisfies Partial<Stripe.Checkout.Session>
}

export function customer(
  email: string,
  name: string | null,
): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: {
      city: null,
      country: null,
      line1: null,
      line2: null,
      postal_code: null,
      state: null,
    },
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  }
}

function customText({ custom_text: wanted }: SessionParams): Stripe.Checkout.Session.CustomText {
  return {
    after_submit: wanted?.after_submit || null,
    shipping_address: wanted?.shipping_address || null,
    submit: wanted?.submit || null,
    terms_of_service_acceptance: wanted?.terms_of_service_acceptance || null,
  }
}
