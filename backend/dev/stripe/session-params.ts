import type Stripe from 'stripe'
import { z } from 'zod'

import { invalid } from './errors.ts'
import type { FormObject } from './form.ts'
import {
  currency,
  expand,
  flag,
  integer,
  metadata,
  notNegative,
  parseParams,
  positive,
  text,
} from './params.ts'

type Known<T> = Partial<Record<keyof T, z.ZodType>>

const productData = z.strictObject({
  name: text,
  description: text.optional(),
  images: z.array(text).max(8).optional(),
  metadata: metadata.optional(),
  tax_code: text.optional(),
  unit_label: text.optional(),
} satisfies Known<Stripe.Checkout.SessionCreateParams.LineItem.PriceData.ProductData>)

const priceData = z.strictObject({
  currency,
  unit_amount: notNegative,
  product_data: productData,
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
} satisfies Known<Stripe.Checkout.SessionCreateParams.LineItem.PriceData>)

const lineItem = z.strictObject({
  price_data: priceData,
  quantity: positive,
  metadata: metadata.optional(),
} satisfies Known<Stripe.Checkout.SessionCreateParams.LineItem>)

const estimate = z.strictObject({
  unit: z.enum(['business_day', 'day', 'hour', 'month', 'week']),
  value: positive,
})

const shippingRateData = z.strictObject({
  display_name: text,
  type: z.literal('fixed_amount').optional(),
  fixed_amount: z.strictObject({ amount: notNegative, currency }),
  delivery_estimate: z
    .strictObject({ minimum: estimate.optional(), maximum: estimate.optional() })
    .optional(),
  metadata: metadata.optional(),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
  tax_code: text.optional(),
} satisfies Known<Stripe.Checkout.SessionCreateParams.ShippingOption.ShippingRateData>)

const address = z.strictObject({
  line1: text,
  line2: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  postal_code: z.string().optional(),
  country: z.string().optional(),
})

const intentData = z.strictObject({
  description: text.optional(),
  metadata: metadata.optional(),
  receipt_email: text.optional(),
  statement_descriptor_suffix: text.max(22).optional(),
  capture_method: z.enum(['automatic', 'automatic_async']).optional(),
  shipping: z
    .strictObject({
      name: text,
      phone: text.optional(),
      carrier: text.optional(),
      tracking_number: text.optional(),
      address,
    })
    .optional(),
} satisfies Known<Stripe.Checkout.SessionCreateParams.PaymentIntentData>)

const customText = z.union([z.literal(''), z.strictObject({ message: text.max(1200) })]).optional()

const SessionCreate = z.strictObject({
  mode: z.enum(['payment']),
  ui_mode: z.enum(['hosted_page']).optional(),
  success_url: z.url({ error: 'Not a valid URL' }),
  cancel_url: z.url({ error: 'Not a valid URL' }).optional(),
  line_items: z.array(lineItem).min(1).max(100),
  shipping_options: z
    .array(z.strictObject({ shipping_rate_data: shippingRateData }))
    .max(1, { error: 'the local stand-in takes one shipping option' })
    .optional(),
  discounts: z
    .array(z.strictObject({ coupon: text }))
    .max(1)
    .optional(),
  client_reference_id: text.max(200).optional(),
  currency: currency.optional(),
  customer_email: text.max(800).optional(),
  expires_at: integer.optional(),
  metadata: metadata.optional(),
  payment_intent_data: intentData.optional(),
  allowed_payment_method_types: z.array(text).optional(),
  excluded_payment_method_types: z.array(text).optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  locale: text.optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay']).optional(),
  origin_context: z.enum(['mobile_app', 'web']).optional(),
  integration_identifier: text.optional(),
  adaptive_pricing: z.strictObject({ enabled: flag.optional() }).optional(),
  allow_promotion_codes: flag.optional(),
  phone_number_collection: z.strictObject({ enabled: flag }).optional(),
  custom_text: z
    .strictObject({
      after_submit: customText,
      shipping_address: customText,
      submit: customText,
      terms_of_service_acceptance: customText,
    })
    .optional(),
  expand: expand.optional(),
} satisfies Known<Stripe.Checkout.SessionCreateParams>)

export type SessionParams = z.infer<typeof SessionCreate>
export type LineParams = z.infer<typeof lineItem>
export type ShippingParams = z.infer<typeof shippingRateData>

/** Parameters that Stripe knows and the shop has no use for. */
const NOT_STOOD_IN: readonly (keyof Stripe.Checkout.SessionCreateParams)[] = [
  'after_expiration',
  'automatic_tax',
  'branding_settings',
  'consent_collection',
  'custom_fields',
  'customer',
  'customer_account',
  'customer_update',
  'invoice_creation',
  'managed_payments',
  'name_collection',
  'optional_items',
  'payment_method_collection',
  'payment_method_configuration',
  'payment_method_data',
  'payment_method_options',
  'permissions',
  'redirect_on_completion',
  'return_url',
  'saved_payment_method_options',
  'setup_intent_data',
  'shipping_address_collection',
  'subscription_data',
  'tax_id_collection',
  'wallet_options',
]

export function parseSessionParams(sent: FormObject): SessionParams {
  const beyond = NOT_STOOD_IN.find((param) => Object.hasOwn(sent, param))
  if (beyond) {
    throw invalid(`The local Stripe stand-in does not act on "${beyond}".`, { param: beyond })
  }
  return parseParams(SessionCreate, sent)
}
