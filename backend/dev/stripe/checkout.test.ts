import type Stripe from 'stripe'

import { clientOf, startUnderTest, type UnderTest } from './under-test.ts'

let local: UnderTest
beforeAll(async () => {
  local = await startUnderTest()
})
afterAll(async () => {
  await local.close()
})

async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  return await call.then(
    () => {
      throw new Error('It was not refused.')
    },
    (error: Stripe.errors.StripeError) => error,
  )
}

test('a session: Stripe adds up the lines and the delivery by itself', async () => {
  const session = await local.open()

  expect(session).toMatchObject({
    object: 'checkout.session',
    status: 'open',
    payment_status: 'unpaid',
    amount_subtotal: 2599,
    amount_total: 2949,
    total_details: { amount_discount: 0, amount_shipping: 350, amount_tax: 0 },
    shipping_cost: { amount_total: 350 },
    client_reference_id: 'order-1',
    metadata: { order: 'order-1' },
    payment_intent: null,
    livemode: false,
  })
  expect(session.id).toMatch(/^cs_test_\w+$/)
  expect(session.url).toBe(`${local.standIn.url}/c/pay/${session.id}`)
  expect(session.lastResponse.requestId).toMatch(/^req_/)
})

test('a coupon: it takes from the lines alone, to the penny', async () => {
  const coupon = await local.stripe.coupons.create({ percent_off: 33.3, duration: 'once' })
  const session = await local.open({ discounts: [{ coupon: coupon.id }] })

  expect(session.total_details?.amount_discount).toBe(865)
  expect(session.amount_total).toBe(2599 - 865 + 350)
  const { data } = await local.stripe.checkout.sessions.listLineItems(session.id)
  expect(data.map((line) => line.amount_discount)).toEqual([832, 33])
  expect(await local.stripe.coupons.del(coupon.id)).toMatchObject({ deleted: true })
  expect(await refusal(local.stripe.coupons.retrieve(coupon.id))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  })
})

test('paid: intent, charge and balance say the same, and expand into each other', async () => {
  const { id } = await local.open()
  await local.control(`sessions/${id}`, { outcome: 'paid' })

  const session = await local.stripe.checkout.sessions.retrieve(id, {
    expand: ['payment_intent.latest_charge.balance_transaction', 'line_items.data.price.product'],
  })

  expect(session).toMatchObject({ status: 'complete', payment_status: 'paid', url: null })
  expect(session.payment_intent).toMatchObject({
    status: 'succeeded',
    amount: 2949,
    amount_received: 2949,
    metadata: { order: 'order-1' },
    latest_charge: {
      paid: true,
      amount_captured: 2949,
      balance_transaction: { amount: 2949, fee: 64, net: 2885, type: 'charge' },
    },
  })
  expect(session.line_items?.data[0]?.price?.product).toMatchObject({ name: 'Kettle' })
  expect(String(session.line_items?.data[0]?.price?.unit_amount_decimal)).toBe('1250')
})

test('expiring: an open session once, any other not at all', async () => {
  const { id } = await local.open()

  const expired = await local.stripe.checkout.sessions.expire(id)
  expect(expired).toMatchObject({ status: 'expired', url: null })

  const again = await refusal(local.stripe.checkout.sessions.expire(id))
  expect(again).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' })
  expect(again.message).toContain('has a status of `expired`')
})

test('the clock reaches expires_at: the session has expired when the call returns', async () => {
  const { id } = await local.open()

  await local.control('clock', { advanceSeconds: 31 * 60 })

  expect(await local.stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'expired' })
  const [event] = await local.receive('checkout.session.expired')
  expect(event).toBeDefined()
  expect((await local.control(`sessions/${id}`, { outcome: 'paid' })).status).toBe(409)
})

test.each<[string, Partial<Stripe.Checkout.SessionCreateParams>, object]>([
  ['29 pence', { line_items: lines(29), shipping_options: [] }, { code: 'amount_too_small' }],
  ['29 minutes', { expires_at: -29 }, { param: 'expires_at' }],
  ['25 hours', { expires_at: -25 * 60 }, { param: 'expires_at' }],
  ['a bad address', { customer_email: 'ada' }, { code: 'email_invalid' }],
  ['no such coupon', { discounts: [{ coupon: 'NOPE' }] }, { code: 'resource_missing' }],
  [
    'no unit amount',
    { line_items: [{ quantity: 1, price_data: { currency: 'gbp', product_data: { name: 'A' } } }] },
    { code: 'parameter_missing', param: 'line_items[0][price_data][unit_amount]' },
  ],
  ['half a kettle', { line_items: lines(100, 0.5) }, { code: 'parameter_invalid_integer' }],
  [
    'a parameter of long ago',
    { payment_method_types: ['card'] } as Stripe.Checkout.SessionCreateParams,
    { code: 'parameter_unknown', param: 'payment_method_types' },
  ],
])('%s: refused as Stripe refuses it', async (_title, changes, expected) => {
  const { expires_at: minutes } = changes
  const at = minutes === undefined ? {} : { expires_at: local.now() - minutes * 60 }
  const error = await refusal(local.open({ ...changes, ...at }))
  expect(error).toMatchObject({ statusCode: 400, rawType: 'invalid_request_error', ...expected })
})

function lines(minor: number, quantity = 1): Stripe.Checkout.SessionCreateParams.LineItem[] {
  const data = { currency: 'gbp', unit_amount: minor, product_data: { name: 'A pin' } }
  return [{ quantity, price_data: data }]
}

test('a wrong key: 401; an unknown address or object: 404', async () => {
  const stranger = clientOf(local.standIn.port, 'sk_test_wrong')
  expect(await refusal(stranger.balance.retrieve())).toMatchObject({
    statusCode: 401,
    type: 'StripeAuthenticationError',
  })
  const missing = await refusal(local.stripe.checkout.sessions.retrieve('cs_test_none'))
  expect(missing).toMatchObject({ statusCode: 404, code: 'resource_missing' })
  expect(await refusal(local.stripe.customers.list())).toMatchObject({ statusCode: 404 })
})

test('lists: newest first, paged both ways, by time and by payment', async () => {
  const opened = []
  for (let i = 0; i < 5; i += 1) opened.push((await local.open()).id)
  const newestFirst = opened.toReversed()
  const { sessions } = local.stripe.checkout

  const first = await sessions.list({ limit: 2 })
  expect(first.data.map(({ id }) => id)).toEqual(newestFirst.slice(0, 2))
  expect(first.has_more).toBe(true)
  const second = await sessions.list({ limit: 2, starting_after: newestFirst[1] ?? '' })
  expect(second.data.map(({ id }) => id)).toEqual(newestFirst.slice(2, 4))
  const back = await sessions.list({ limit: 2, ending_before: newestFirst[3] ?? '' })
  expect(back.data.map(({ id }) => id)).toEqual(newestFirst.slice(1, 3))

  await local.control('clock', { advanceSeconds: 5 })
  const late = await local.open()
  const since = await sessions.list({ created: { gte: local.now() } })
  expect(since.data.map(({ id }) => id)).toEqual([late.id])

  await local.control(`sessions/${late.id}`, { outcome: 'paid' })
  const { payment_intent: intent } = await sessions.retrieve(late.id)
  const byIntent = await sessions.list({ payment_intent: String(intent) })
  expect(byIntent.data.map(({ id }) => id)).toEqual([late.id])
  const all = await sessions.list({ limit: 3 }).autoPagingToArray({ limit: 100 })
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(all.length).toBeGreaterThan(5)
})

test('the account: the one the key belongs to, and no other', async () => {
  const account = await local.stripe.accounts.retrieveCurrent()
  expect(account).toMatchObject({
    object: 'account',
    default_currency: 'gbp',
    charges_enabled: true,
  })
  expect(await local.stripe.accounts.retrieve(account.id)).toMatchObject({ id: account.id })
  expect(await refusal(local.stripe.accounts.retrieve('acct_other'))).toMatchObject({
    statusCode: 404,
  })
})
