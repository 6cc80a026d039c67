import type Stripe from 'stripe'

import { startUnderTest, type UnderTest } from './under-test.ts'

let local: UnderTest
beforeAll(async () => {
  local = await startUnderTest()
})
afterAll(async () => {
  await local.close()
})

test('declined: the session stays open, the reason is kept, and it can be paid after all', async () => {
  const { id } = await local.open()
  await local.control(`sessions/${id}`, { outcome: 'insufficient_funds' })

  const declined = await local.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
  expect(declined).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    payment_intent: {
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
    },
  })
  await local.receive('payment_intent.payment_failed')

  await local.control(`sessions/${id}`, { outcome: 'paid' })
  const paid = await local.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
  expect(paid).toMatchObject({
    payment_status: 'paid',
    payment_intent: { last_payment_error: null },
  })
  const charges = await local.stripe.charges.list({
    payment_intent: (paid.payment_intent as Stripe.PaymentIntent).id,
  })
  expect(charges.data.map(({ status }) => status)).toEqual(['succeeded', 'failed'])
})

test('a delayed method: complete and unpaid first, paid or failed later', async () => {
  const [good, bad] = [await local.open(), await local.open()]
  for (const { id } of [good, bad]) await local.control(`sessions/${id}`, { outcome: 'processing' })
  const processing = await local.stripe.checkout.sessions.retrieve(good.id, {
    expand: ['payment_intent'],
  })
  expect(processing).toMatchObject({
    status: 'complete',
    payment_status: 'unpaid',
    payment_intent: { status: 'processing' },
  })

  await local.control(`sessions/${good.id}`, { outcome: 'succeeded' })
  await local.control(`sessions/${bad.id}`, { outcome: 'failed' })

  const { sessions } = local.stripe.checkout
  expect(await sessions.retrieve(good.id)).toMatchObject({ payment_status: 'paid' })
  expect(await sessions.retrieve(bad.id)).toMatchObject({ payment_status: 'unpaid' })
  await local.receive('checkout.session.async_payment_succeeded')
  await local.receive('checkout.session.async_payment_failed')
})

test('an intent: cancelled only through its session while that is open', async () => {
  const { id } = await local.open()
  await local.control(`sessions/${id}`, { outcome: 'declined' })
  const { payment_intent: intent } = await local.stripe.checkout.sessions.retrieve(id)

  await expect(local.stripe.paymentIntents.cancel(String(intent))).rejects.toMatchObject({
    statusCode: 400,
    code: 'payment_intent_unexpected_state',
  })

  await local.stripe.checkout.sessions.expire(id)
  expect(await local.stripe.paymentIntents.retrieve(String(intent))).toMatchObject({
    status: 'canceled',
  })
})

test('paid at the last moment: a payment can be forced onto an expired session', async () => {
  const { id } = await local.open()
  await local.control(`sessions/${id}`, { outcome: 'declined' })
  await local.stripe.checkout.sessions.expire(id)

  await local.control(`sessions/${id}`, { outcome: 'paid', force: true })

  expect(
    await local.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] }),
  ).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    payment_intent: { status: 'succeeded', amount_received: 2949 },
  })
})
