import { startUnderTest, type UnderTest } from './under-test.ts'

let local: UnderTest
beforeAll(async () => {
  local = await startUnderTest()
})
afterAll(async () => {
  await local.close()
})

const CARD = { number: '4242 4242 4242 4242', expiry: '12 / 30', cvc: '123', name: 'Ada' }

async function submit(path: string, fields: Record<string, string>) {
  const response = await fetch(local.standIn.url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  return {
    status: response.status,
    location: response.headers.get('location'),
    text: await response.text(),
  }
}

/** What the browser shows after sending the form: the page it is led to. */
async function shownAfter(path: string, fields: Record<string, string>): Promise<string> {
  const { status, location } = await submit(path, fields)
  expect(status).toBe(303)
  return await (await fetch(local.standIn.url + String(location))).text()
}

async function opened(changes = {}): Promise<{ id: string; path: string }> {
  const { id } = await local.open(changes)
  return { id, path: `/c/pay/${id}` }
}

const statusOf = async (id: string) => (await local.stripe.checkout.sessions.retrieve(id)).status

test('the page: lines, delivery, total, and the way back, with names that cannot break it', async () => {
  const { path } = await opened({
    line_items: [
      {
        quantity: 2,
        price_data: { currency: 'gbp', unit_amount: 500, product_data: { name: '<b>Mug</b>' } },
      },
    ],
  })
  const page = await (await fetch(local.standIn.url + path)).text()

  for (const part of ['Test payment page', '&lt;b&gt;Mug', '£10.00', 'Delivery', 'Pay £13.50']) {
    expect(page).toContain(part)
  }
  expect(page).toContain('<a href="http://shop.test/basket">Back to shop</a>')
  expect(page).toContain('value="ada@example.com"')
  expect(page).not.toContain('<b>Mug')
})

test('a good card: paid, and back to the shop with the session’s id', async () => {
  const { id, path } = await opened()
  const answer = await submit(path, CARD)
  expect(answer).toMatchObject({ status: 303, location: `http://shop.test/orders/1?session=${id}` })

  const { charges } = local.stripe
  const { payment_intent: intent } = await local.stripe.checkout.sessions.retrieve(id)
  const { data } = await charges.list({ payment_intent: String(intent) })
  expect(data[0]?.billing_details).toMatchObject({ email: 'ada@example.com', name: 'Ada' })

  const again = await fetch(local.standIn.url + path)
  expect(await again.text()).toContain('This is paid')
})

test.each<[string, string, string]>([
  ['4000000000000002', 'Your card was declined.', 'generic_decline'],
  ['4000000000009995', 'Your card has insufficient funds.', 'insufficient_funds'],
])('card %s: the page says why and the session stays open', async (number, message, code) => {
  const { id, path } = await opened()
  expect(await shownAfter(path, { ...CARD, number })).toContain(`role="alert">${message}`)
  expect(await statusOf(id)).toBe('open')
  const { data } = await local.stripe.events.list({ type: 'payment_intent.payment_failed' })
  expect(data[0]?.data.object).toMatchObject({ last_payment_error: { decline_code: code } })
  expect((await submit(path, CARD)).status).toBe(303)
})

test.each<[string, object, string]>([
  ['a slip of the pen', { number: '4242424242424241' }, 'Your card number is invalid.'],
  ['half a number', { number: '4242 4242' }, 'Your card number is incomplete.'],
  ['last month', { expiry: '10/26' }, 'expiration date is in the past.'],
  ['month 13', { expiry: '13/30' }, 'expiration date is incomplete.'],
  ['no code', { cvc: '' }, 'security code is incomplete.'],
])('%s: said beside the field, and no attempt is made', async (_title, slip, message) => {
  const { id, path } = await opened()
  const page = await shownAfter(path, { ...CARD, ...slip })
  expect(page.replaceAll('&#39;', "'")).toContain(message)
  expect((await local.stripe.checkout.sessions.retrieve(id)).payment_intent).toBeNull()
})

test('loading the page again after a declined card: nothing is tried again, and it is told once', async () => {
  const { id, path } = await opened()
  await shownAfter(path, { ...CARD, number: '4000000000000002' })
  const again = await (await fetch(local.standIn.url + path)).text()

  expect(again).not.toContain('role="alert"')
  const { payment_intent: intent } = await local.stripe.checkout.sessions.retrieve(id)
  const { data } = await local.stripe.charges.list({ payment_intent: String(intent) })
  expect(data).toHaveLength(1)
})

test('this month is not over yet', async () => {
  const { path } = await opened()
  expect((await submit(path, { ...CARD, expiry: '11/26' })).status).toBe(303)
})

test('3-D Secure: the bank asks; failing leaves it open, completing pays', async () => {
  const { id, path } = await opened()
  const number = '4000002500003155'
  expect((await submit(path, { ...CARD, number })).location).toBe(`${path}/authenticate`)
  const step = await (await fetch(`${local.standIn.url}${path}/authenticate`)).text()
  expect(step).toContain('Complete authentication')

  const failed = await shownAfter(`${path}/authenticate`, { answer: 'fail' })
  expect(failed).toContain('unable to authenticate your payment method')
  expect(await statusOf(id)).toBe('open')

  await submit(path, { ...CARD, number })
  const done = await submit(`${path}/authenticate`, { answer: 'complete' })
  expect(done.location).toContain('http://shop.test/orders/1')
  expect(await statusOf(id)).toBe('complete')
})

test.each<[string, string]>([
  ['bank_succeeds', 'paid'],
  ['bank_fails', 'unpaid'],
])('%s: on its way, and %s after a while', async (method, ending) => {
  const { id, path } = await opened()
  expect((await submit(path, { method })).status).toBe(303)
  const { sessions } = local.stripe.checkout
  expect(await sessions.retrieve(id)).toMatchObject({
    status: 'complete',
    payment_status: 'unpaid',
  })

  await local.control('clock', { advanceSeconds: 20 })

  expect(await sessions.retrieve(id)).toMatchObject({ payment_status: ending })
  const type = ending === 'paid' ? 'succeeded' : 'failed'
  await local.receive(`checkout.session.async_payment_${type}`)
})

test('without JavaScript a test card button fills in the form', async () => {
  const { path } = await opened()
  const text = await shownAfter(path, { fill: 'declined' })
  expect(text).toContain('value="4000 0000 0000 0002"')
})

test('an expired session says so and leads back', async () => {
  const { id, path } = await opened()
  await local.stripe.checkout.sessions.expire(id)
  const response = await fetch(local.standIn.url + path)
  expect(response.status).toBe(410)
  const text = await response.text()
  expect(text).toContain('has expired')
  expect(text).toContain('http://shop.test/basket')
})

test('the panel: sessions, events, and buttons that work', async () => {
  const { id } = await opened()
  const panel = await (await fetch(local.standIn.url)).text()
  expect(panel).toContain(id)

  expect((await submit('/panel', { action: 'paid', id })).location).toBe('/')
  expect(await statusOf(id)).toBe('complete')
  expect((await submit('/panel', { action: 'paid', id })).status).toBe(409)
})
