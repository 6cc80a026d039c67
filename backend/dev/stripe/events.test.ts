import { Stripe } from 'stripe'

import { API_VERSION } from './events.ts'
import {
  type Received,
  startUnderTest,
  type UnderTest,
  until,
  WEBHOOK_SECRET,
} from './under-test.ts'

let local: UnderTest
beforeEach(async () => {
  local = await startUnderTest()
})
afterEach(async () => {
  await local.close()
})

async function pay(): Promise<string> {
  const { id } = await local.open()
  await local.control(`sessions/${id}`, { outcome: 'paid' })
  return id
}

/** Stripe's own check, at the time of the test's clock. */
function verify(got: Received | undefined, secret: string): Stripe.Event {
  const { body = '', signature = '' } = got ?? {}
  const at = local.now() * 1000
  return local.stripe.webhooks.constructEvent(body, signature, secret, 300, undefined, at)
}

test('an event: signed so that Stripe’s own check takes it, and no other secret does', async () => {
  const sessionId = await pay()
  const [got] = await local.receive('checkout.session.completed')
  const event = verify(got, WEBHOOK_SECRET)
  expect(event).toMatchObject({
    object: 'event',
    api_version: API_VERSION,
    created: local.now(),
    livemode: false,
    pending_webhooks: 1,
    type: 'checkout.session.completed',
    data: { object: { id: sessionId, payment_status: 'paid' } },
  })
  expect(() => verify(got, 'whsec_other')).toThrow()
})

test('the API version is the one this stripe-node speaks', () => {
  expect(API_VERSION).toBe(Stripe.API_VERSION)
})

test('what the endpoint is not subscribed to: recorded, and not sent', async () => {
  await pay()
  await local.receive('checkout.session.completed')
  const types = (await local.stripe.events.list({ limit: 100 })).data.map(({ type }) => type)

  expect(types).toEqual([
    'checkout.session.completed',
    'payment_intent.succeeded',
    'charge.succeeded',
    'payment_intent.created',
  ])
  expect(local.received.map(({ type }) => type)).toEqual(['checkout.session.completed'])
})

test('refused by the endpoint: sent again after 1 s, 2 s, 4 s on the clock, until it is taken', async () => {
  local.answers.push(500, 500, 500)
  await pay()
  for (const seconds of [1, 2, 4]) {
    await until(() => local.answers.length === 3 - [1, 2, 4].indexOf(seconds) - 1, 'an attempt')
    await until(() => attempts() === [1, 2, 4].indexOf(seconds) + 1, 'its note')
    expect(local.received).toHaveLength(0)
    await local.control('clock', { advanceSeconds: seconds })
  }

  const [event] = await local.receive('checkout.session.completed')
  await until(() => deliveries()[0]?.status === 'delivered', 'the note')
  const { pending_webhooks: pending } = await local.stripe.events.retrieve(event?.id ?? '')
  expect(pending).toBe(0)
})

interface Note {
  readonly status: string
  readonly attempts: number
}

function deliveries(): Note[] {
  const text = local.standIn.control.events({ type: 'checkout.session.completed' })
  const [event]: { deliveries: Note[] }[] = JSON.parse(text)
  return event?.deliveries ?? []
}

const attempts = () => deliveries()[0]?.attempts

test('duplicates and shuffle: every event so many times', async () => {
  await local.control('delivery', { duplicates: 3, shuffle: true })
  await pay()
  const copies = await local.receive('checkout.session.completed', 3)
  expect(new Set(copies.map(({ id }) => id)).size).toBe(1)
})

test('everything dropped: nothing comes until it is put right, and then it comes', async () => {
  await local.control('delivery', { dropRate: 1 })
  await pay()
  await until(() => attempts() === 1, 'the drop')
  expect(local.received).toHaveLength(0)

  await local.control('delivery', { dropRate: 0 })
  await local.control('clock', { advanceSeconds: 1 })
  await local.receive('checkout.session.completed')
})

test('resend: the same event once more', async () => {
  await pay()
  const [event] = await local.receive('checkout.session.completed')
  await local.control(`events/${event?.id}/resend`)
  const twice = await local.receive('checkout.session.completed', 2)
  expect(twice[1]?.body).toBe(twice[0]?.body)
})

test('a second endpoint: it gets what it asked for, under its own secret', async () => {
  const [shop] = (await local.stripe.webhookEndpoints.list()).data
  const second = await local.stripe.webhookEndpoints.create({
    url: shop?.url ?? '',
    enabled_events: ['charge.succeeded'],
  })
  await pay()
  const [event] = await local.receive('charge.succeeded')
  expect(verify(event, second.secret ?? '').type).toBe('charge.succeeded')

  await local.stripe.webhookEndpoints.update(second.id, { disabled: true })
  expect((await local.stripe.webhookEndpoints.list()).data).toHaveLength(2)
  expect(await local.stripe.webhookEndpoints.del(second.id)).toMatchObject({ deleted: true })
})

test('the cause of an event: the request and its idempotency key', async () => {
  const { id } = await local.open()
  await local.stripe.checkout.sessions.expire(id, {}, { idempotencyKey: 'expire-1' })
  const { data } = await local.stripe.events.list({ type: 'checkout.session.expired' })
  expect(data[0]?.request).toMatchObject({
    id: expect.stringMatching(/^req_/),
    idempotency_key: 'expire-1',
  })
})
