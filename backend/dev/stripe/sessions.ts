import type Stripe from 'stripe'

import { addUp, assertChargeable, spread } from './amounts.ts'
import { invalid, noSuch } from './errors.ts'
import { newId } from './ids.ts'
import { createLine, createShippingRate } from './line-items.ts'
import { paymentMethodTypes } from './methods.ts'
import { mergeMetadata } from './params.ts'
import type { IntentWishes, SessionRow } from './rows.ts'
import { newSession } from './session-object.ts'
import type { SessionParams } from './session-params.ts'
import type { World } from './world.ts'

const EXPIRY_SECONDS = { least: 30 * 60, most: 24 * 3600 }

/**
 * Opens a Checkout Session. Stripe works the amounts out itself, from the lines.
 * @throws StripeRefusal for amounts, currencies, coupons or times that Stripe does not take.
 */
export function createSession(
  world: World,
  params: SessionParams,
  id = newId('cs_test_a1', 56),
): SessionRow {
  const currency = currencyOf(params)
  const expiresAt = expiryOf(world.now(), params.expires_at)
  assertEmail(params.customer_email)
  const coupon = couponOf(world, params, currency)

  const lines = params.line_items.map((line) => createLine(world, line, currency))
  const subtotal = lines.reduce((sum, line) => sum + line.amount_subtotal, 0)
  const shipping = params.shipping_options?.[0]?.shipping_rate_data
  const amounts = addUp(subtotal, shipping?.fixed_amount.amount ?? 0, coupon)
  assertChargeable(amounts.total, currency)
  spread(amounts.discount, lines)

  const object = newSession(params, {
    id,
    amounts,
    coupon,
    created: world.now(),
    currency,
    expiresAt,
    methodTypes: paymentMethodTypes(params),
    rate: shipping ? createShippingRate(world, shipping, currency) : null,
    url: `${world.url}/c/pay/${id}`,
  })
  if (coupon) redeem(world, coupon)
  const row = { id, object, lines, wishes: wishesOf(params), settling: null }
  watch(world, world.store.sessions.save(row))
  return row
}

function currencyOf(params: SessionParams): string {
  const [first] = params.line_items
  const currency = first?.price_data.currency ?? 'gbp'
  if ((params.currency ?? currency) === currency) return currency
  throw invalid('The currency of the session must be that of its line items.', {
    param: 'currency',
  })
}

/** Lets the session expire by itself at its time. */
export function watch(world: World, row: SessionRow): void {
  world.due.at(row.id, row.object.expires_at, () => {
    if (row.object.status === 'open') endSession(world, row)
  })
}

/**
 * Expires an open session; an intent that it had is cancelled with it.
 * @throws StripeRefusal when it is not open.
 */
export function expireSession(world: World, row: SessionRow): void {
  if (row.object.status === 'open') {
    endSession(world, row)
    return
  }
  throw invalid(
    'Only Checkout Sessions with a status in ["open"] can be expired. ' +
      `This Checkout Session has a status of \`${row.object.status}\`.`,
  )
}

function endSession(world: World, row: SessionRow): void {
  const session = row.object
  session.status = 'expired'
  session.url = null
  world.due.cancel(row.id)
  world.store.sessions.save(row)
  const intent = intentOf(world, row)
  if (intent) cancelIntent(world, intent, 'expired')
  world.emit({ type: 'checkout.session.expired', object: session })
}

export function intentOf(world: World, row: SessionRow): Stripe.PaymentIntent | undefined {
  const id = row.object.payment_intent
  return typeof id === 'string' ? world.store.intents.get(id) : undefined
}

export function cancelIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): void {
  intent.status = 'canceled'
  intent.canceled_at = world.now()
  intent.cancellation_reason = reason
  intent.next_action = null
  world.store.intents.save(intent)
  world.emit({ type: 'payment_intent.canceled', object: intent })
}

export function findSession(world: World, id: string): SessionRow {
  const row = world.store.sessions.get(id)
  if (!row) throw noSuch('checkout.session', id, 'session')
  return row
}

/** The session an intent belongs to. */
export function sessionOfIntent(world: World, intentId: string): SessionRow | undefined {
  return world.store.sessions.rows().findLast((row) => row?.object.payment_intent === intentId)
}

function expiryOf(now: number, wanted: number | undefined): number {
  if (wanted === undefined) return now + EXPIRY_SECONDS.most
  const param = 'expires_at'
  if (wanted < now + EXPIRY_SECONDS.least) {
    throw invalid(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      { param },
    )
  }
  if (wanted > now + EXPIRY_SECONDS.most) {
    throw invalid(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      { param },
    )
  }
  return wanted
}

function assertEmail(email: string | undefined): void {
  if (email === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return
  throw invalid(`Invalid email address: ${email}`, {
    code: 'email_invalid',
    param: 'customer_email',
  })
}

function couponOf(world: World, params: SessionParams, currency: string): Stripe.Coupon | null {
  const id = params.discounts?.[0]?.coupon
  if (id === undefined) return null
  const param = 'discounts[0][coupon]'
  const coupon = world.store.coupons.get(id)
  if (!coupon) {
    throw invalid(`No such coupon: '${id}'`, { code: 'resource_missing', param })
  }
  if (!coupon.valid) throw invalid(`Coupon ${id} is used up and cannot be applied.`, { param })
  if (coupon.amount_off !== null && coupon.currency !== currency) {
    throw invalid(`Coupon ${id} is in another currency than the line items.`, { param })
  }
  return coupon
}

function redeem(world: World, coupon: Stripe.Coupon): void {
  coupon.times_redeemed += 1
  if (coupon.times_redeemed === coupon.max_redemptions) coupon.valid = false
  world.store.coupons.save(coupon)
}

function wishesOf({ payment_intent_data: wanted }: SessionParams): IntentWishes {
  return {
    description: wanted?.description ?? null,
    metadata: mergeMetadata({}, wanted?.metadata),
    receipt_email: wanted?.receipt_email ?? null,
    shipping: wanted?.shipping ? shippingOf(wanted.shipping) : null,
    statement_descriptor_suffix: wanted?.statement_descriptor_suffix ?? null,
  }
}

type ShippingWish = NonNullable<NonNullable<SessionParams['payment_intent_data']>['shipping']>

function shippingOf({ address, ...wanted }: ShippingWish): Stripe.PaymentIntent.Shipping {
  return {
    name: wanted.name,
    phone: wanted.phone ?? null,
    carrier: wanted.carrier ?? null,
    tracking_number: wanted.tracking_number ?? null,
    address: {
      line1: address.line1,
      line2: address.line2 ?? null,
      city: address.city ?? null,
      state: address.state ?? null,
      postal_code: address.postal_code ?? null,
      country: address.country ?? null,
    },
  }
}
