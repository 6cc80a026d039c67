import type Stripe from 'stripe'

import { invalid } from './errors.ts'
import { idOfContent, newId } from './ids.ts'
import { mergeMetadata } from './params.ts'
import type { WireLineItem, WirePrice } from './rows.ts'
import type { LineParams, ShippingParams } from './session-params.ts'
import type { World } from './world.ts'

/** The line as Stripe prices it: the unit amount times the quantity. */
export function createLine(world: World, line: LineParams, currency: string): WireLineItem {
  const { price_data: data, quantity } = line
  if (data.currency !== currency) {
    throw invalid('All line items must have the same currency.', { param: 'line_items' })
  }
  const amount = data.unit_amount * quantity
  return {
    id: newId('li_1', 23),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency,
    description: data.product_data.name,
    metadata: mergeMetadata({}, line.metadata),
    price: createPrice(world, data),
    quantity,
  }
}

function createPrice(world: World, data: LineParams['price_data']): WirePrice {
  const product = createProduct(world, data.product_data)
  return {
    id: idOfContent('price_', [product.id, data]),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: product.created,
    currency: data.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: product.id,
    recurring: null,
    tax_behavior: data.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: data.unit_amount,
    unit_amount_decimal: String(data.unit_amount),
  }
}

function createProduct(
  world: World,
  data: LineParams['price_data']['product_data'],
): Stripe.Product {
  const id = idOfContent('prod_', data)
  const known = world.store.products.get(id)
  if (known) return known
  return world.store.products.save({
    id,
    object: 'product',
    active: false,
    created: world.now(),
    default_price: null,
    description: data.description ?? null,
    images: data.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: mergeMetadata({}, data.metadata),
    name: data.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: data.tax_code ?? null,
    tax_details: null,
    type: 'service',
    unit_label: data.unit_label ?? null,
    updated: world.now(),
    url: null,
  })
}

export function createShippingRate(
  world: World,
  data: ShippingParams,
  currency: string,
): Stripe.ShippingRate {
  if (data.fixed_amount.currency !== currency) {
    throw invalid('The shipping rate must have the same currency as the line items.', {
      param: 'shipping_options',
    })
  }
  const estimate = data.delivery_estimate
  return world.store.shippingRates.save({
    id: newId('shr_1', 23),
    object: 'shipping_rate',
    active: true,
    created: world.now(),
    delivery_estimate: estimate
      ? { minimum: estimate.minimum ?? null, maximum: estimate.maximum ?? null }
      : null,
    display_name: data.display_name,
    fixed_amount: data.fixed_amount,
    livemode: false,
    metadata: mergeMetadata({}, data.metadata),
    tax_behavior: data.tax_behavior ?? 'unspecified',
    tax_code: data.tax_code ?? null,
    type: 'fixed_amount',
  })
}
