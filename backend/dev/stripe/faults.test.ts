import type Stripe from 'stripe'

import { startUnderTest, twoKettles, type UnderTest } from './under-test.ts'

let local: UnderTest
beforeAll(async () => {
  local = await startUnderTest()
})
afterAll(async () => {
  await local.close()
})
afterEach(async () => {
  await local.control('reset')
})

const create = async (idempotencyKey: string, changes: object = {}) =>
  await local.stripe.checkout.sessions.create(
    { ...twoKettles(local.now()), ...changes },
    { idempotencyKey },
  )

const countSessions = async () =>
  (await local.stripe.checkout.sessions.list({ limit: 100 })).data.length

test('the same key and the same parameters: the same reply, marked as a replay', async () => {
  const first = await create('key-1')
  const count = await countSessions()
  const second = await create('key-1')

  expect(second).toEqual(first)
  expect(second.lastResponse.headers).toMatchObject({
    'idempotent-replayed': 'true',
    'original-request': first.lastResponse.requestId,
  })
  expect(await countSessions()).toBe(count)
})

test('the same key with other parameters: an idempotency error', async () => {
  await create('key-2')
  await expect(create('key-2', { client_reference_id: 'other' })).rejects.toMatchObject({
    statusCode: 400,
    rawType: 'idempotency_error',
  })
})

test('a key in flight: 409, and once it is answered a replay', async () => {
  await local.control('faults', { match: 'POST /v1/checkout', delayMs: 150 })
  const slow = create('key-3')
  await new Promise((resolve) => setTimeout(resolve, 50))

  await expect(create('key-3')).rejects.toMatchObject({
    statusCode: 409,
    code: 'idempotency_key_in_use',
  })
  const { id } = await slow
  expect((await create('key-3')).id).toBe(id)
})

test('parameters that do not fit are not remembered: the key can be used again', async () => {
  await expect(create('key-4', { customer_email: '' })).rejects.toMatchObject({ statusCode: 400 })
  expect((await create('key-4')).status).toBe('open')
})

test('a fault before the work: nothing was done', async () => {
  const count = await countSessions()
  await local.control('faults', { match: 'POST /v1/checkout/sessions', status: 500 })

  await expect(create('key-5')).rejects.toMatchObject({ statusCode: 500, rawType: 'api_error' })
  expect(await countSessions()).toBe(count)
  await create('key-5')
  expect(await countSessions()).toBe(count + 1)
})

test('a fault after the work: it was done once, and the retry gets the reply that was lost', async () => {
  const { id } = await create('key-6')
  await local.control(`sessions/${id}`, { outcome: 'paid' })
  const { payment_intent: intent } = await local.stripe.checkout.sessions.retrieve(id)
  await local.control('faults', { match: 'POST /v1/refunds', status: 503, after: true, times: 2 })
  const refund = async (key: string) =>
    await local.stripe.refunds.create(
      { payment_intent: String(intent), amount: 500 },
      { idempotencyKey: key },
    )

  await expect(refund('key-7')).rejects.toMatchObject({ statusCode: 503 })
  const retried = await refund('key-7')

  const { data } = await local.stripe.refunds.list({ payment_intent: String(intent) })
  expect(data.map((row) => row.id)).toEqual([retried.id])
  await expect(refund('key-8')).rejects.toMatchObject({ statusCode: 503 })
})

test.each<[number, string]>([
  [429, 'StripeRateLimitError'],
  [402, 'StripeCardError'],
  [500, 'StripeAPIError'],
])('a fault of %d is %s to the client', async (status, type) => {
  await local.control('faults', { match: '* /v1/', status })
  await expect(local.stripe.balance.retrieve()).rejects.toMatchObject({ statusCode: status, type })
})

test('a malformed answer: the client says so', async () => {
  await local.control('faults', { match: 'GET /v1/balance', malformed: true })
  await expect(local.stripe.balance.retrieve()).rejects.toThrow(/Invalid JSON/)
})

test('faults: listed, used up, cleared', async () => {
  await local.control('faults', { match: 'GET /v1/balance', status: 500, times: null })
  await expect(local.stripe.balance.retrieve()).rejects.toThrow()
  await expect(local.stripe.balance.retrieve()).rejects.toThrow()
  await local.control('faults', undefined, 'DELETE')
  expect((await local.stripe.balance.retrieve()).object).toBe('balance')
})

test.each<[string, object | undefined, number]>([
  ['sessions/cs_test_none', { outcome: 'paid' }, 404],
  ['faults', { match: 'refunds' }, 400],
  ['faults', { match: 'POST /v1/refunds', stauts: 500 }, 400],
  ['delivery', { dropRate: 2 }, 400],
  ['clock', { advanceSeconds: -1 }, 400],
  ['refunds', {}, 400],
  ['nothing', {}, 404],
])('control %s with %j: %d and a message', async (path, input, status) => {
  const answer = await local.control(path, input)
  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject({ error: { message: expect.any(String) } })
})

test('an unknown outcome: every known one is named', async () => {
  const { id } = await create('key-9')
  const { status, body } = await local.control(`sessions/${id}`, { outcome: 'bought' })
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain('abandoned')
})

test('expanding what cannot be expanded: refused', async () => {
  const error = await local.stripe.checkout.sessions
    .list({ expand: ['data.nothing'] })
    .then(() => null)
    .catch((cause: Stripe.errors.StripeError) => cause)
  expect(error).toMatchObject({ statusCode: 400 })
})
