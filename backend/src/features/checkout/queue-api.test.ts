import { buy, checkoutBody } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ checkoutsAtOnce: 2 })
})
afterEach(() => {
  shop.stripe.control.reset()
})
afterAll(async () => await shop.close())

const levelOf = async (sku: string) =>
  await shop.db.stockLevel.findFirstOrThrow({
    where: { variant: { sku } },
    select: { onHand: true, reserved: true },
  })

const ordersOf = async (sku: string) =>
  await shop.db.order.count({ where: { lines: { some: { sku } } } })

async function withBasket(sku: string, onHand = 5, priceMinor = 1000) {
  await shop.given.stock(sku, onHand, priceMinor)
  const browser = shop.browser()
  await browser.post('/api/cart/lines').send({ sku, quantity: 1 }).expect(200)
  return browser
}

type Browser = ReturnType<TestShop['browser']>

const checkOutLater = async (browser: Browser, body: object = {}, prefer = 'respond-async') =>
  await browser.post('/api/checkout').set('prefer', prefer).send(checkoutBody(body))

const statusOf = async (accepted: { readonly body: { readonly statusUrl: string } }) =>
  (await shop.request().get(accepted.body.statusUrl)).body

describe('Prefer: respond-async', () => {
  test('202 says where to ask; the worker makes the order; then the status is what 201 would have been', async () => {
    const browser = await withBasket('QUEUE-1')
    const accepted = await checkOutLater(browser)
    const before = [await statusOf(accepted), await levelOf('QUEUE-1')]
    await shop.drain()
    const after = await statusOf(accepted)

    expect(accepted.status).toBe(202)
    expect(accepted.headers).toMatchObject({
      'preference-applied': 'respond-async',
      'retry-after': '1',
      location: accepted.body.statusUrl,
    })
    expect(accepted.body).toMatchObject({ status: 'queued', reply: null, refusal: null })
    expect(before).toMatchObject([{ status: 'queued' }, { reserved: 0 }])
    expect(after).toMatchObject({
      status: 'done',
      reply: {
        order: { status: 'awaiting_payment', total: { minor: 1350 } },
        paymentUrl: expect.stringContaining('cs_test_'),
      },
    })
    expect(await levelOf('QUEUE-1')).toEqual({ onHand: 5, reserved: 1 })
    await shop.pay(after.reply.paymentUrl)
    expect(await levelOf('QUEUE-1')).toEqual({ onHand: 4, reserved: 0 })
  })

  test('the job comes three times, at once and later: one order', async () => {
    const browser = await withBasket('QUEUE-2')
    const accepted = await checkOutLater(browser)
    const { id } = await shop.db.queuedCheckout.findFirstOrThrow({ where: { status: 'queued' } })
    const take = async () => await shop.shop.checkoutQueue.take(id)
    await Promise.all([take(), take(), take()])
    await shop.drain()
    await take()

    expect(await ordersOf('QUEUE-2')).toBe(1)
    expect(await statusOf(accepted)).toMatchObject({ status: 'done' })
  })

  test('nothing to pay, and the worker died before it could say so: one order all the same', async () => {
    const browser = await withBasket('QUEUE-3', 5, 0)
    const accepted = await checkOutLater(browser, { delivery: { method: 'collection' } })
    const { id, body } = await shop.db.queuedCheckout.findFirstOrThrow({
      where: { status: 'queued' },
    })
    await shop.drain()
    await shop.db.$executeRaw`
      update queued_checkout set status = 'queued', body = ${JSON.stringify(body)}::jsonb, reply = null, ended_at = null where id = ${id}`
    await shop.shop.checkoutQueue.take(id)

    expect(await ordersOf('QUEUE-3')).toBe(1)
    expect(await statusOf(accepted)).toMatchObject({
      status: 'done',
      reply: { order: { status: 'placed' }, paymentUrl: null },
    })
    expect(await levelOf('QUEUE-3')).toEqual({ onHand: 4, reserved: 0 })
  })

  test('sold out when its turn comes: refused in the words of a checkout at once', async () => {
    const browser = await withBasket('QUEUE-4', 1)
    const accepted = await checkOutLater(browser)
    await buy(shop.browser(), 'QUEUE-4')
    await shop.drain()

    expect(await statusOf(accepted)).toMatchObject({
      status: 'refused',
      reply: null,
      refusal: {
        type: '/problems/cart-changed',
        status: 409,
        instance: '/api/checkout',
        changes: [{ sku: 'QUEUE-4', change: 'sold_out' }],
      },
    })
    expect(await ordersOf('QUEUE-4')).toBe(1)
  })

  test('the basket changed before its turn came: nothing is ordered that was not asked for', async () => {
    const browser = await withBasket('QUEUE-5')
    const accepted = await checkOutLater(browser)
    await browser.patch('/api/cart/lines/QUEUE-5').send({ quantity: 4 }).expect(200)
    await shop.drain()

    expect(await statusOf(accepted)).toMatchObject({
      status: 'refused',
      refusal: { type: '/problems/cart-changed', changes: [] },
    })
    expect(await ordersOf('QUEUE-5')).toBe(0)
  })

  test('Stripe is silent: refused as at once, the order is kept, and a checkout at once finds it', async () => {
    const browser = await withBasket('QUEUE-6')
    shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', status: 500, times: 2 })
    const accepted = await checkOutLater(browser)
    await shop.drain()
    const again = await browser.post('/api/checkout').send(checkoutBody())

    expect(await statusOf(accepted)).toMatchObject({
      refusal: { type: '/problems/payment-unavailable', status: 503 },
    })
    expect(again.status).toBe(201)
    expect(await ordersOf('QUEUE-6')).toBe(1)
  })

  test('its turn does not come for five minutes: it is given up, and the job that comes then makes nothing', async () => {
    const browser = await withBasket('QUEUE-7')
    const accepted = await checkOutLater(browser)
    await shop.clock.advance(301)
    const late = await statusOf(accepted)
    await shop.drain()

    expect(late).toMatchObject({
      status: 'refused',
      refusal: { type: '/problems/checkout-took-too-long', status: 503, retryAfterSeconds: 30 },
    })
    expect(await statusOf(accepted)).toEqual(late)
    expect(await ordersOf('QUEUE-7')).toBe(0)
  })

  test('what can be refused at once is', async () => {
    const empty = await checkOutLater(shop.browser())
    const nowhere = await checkOutLater(await withBasket('QUEUE-8'), { delivery: { method: 'x' } })

    expect([empty.status, empty.body.type]).toEqual([409, '/problems/cart-empty'])
    expect(nowhere.status).toBe(400)
    expect(await shop.db.queuedCheckout.count({ where: { status: 'queued' } })).toBe(0)
  })

  test('a job that makes no sense does not keep the others', async () => {
    const accepted = await checkOutLater(await withBasket('QUEUE-9'))
    await shop.shop.checkoutQueue.take('nobody knows it')
    await shop.drain()

    expect(await statusOf(accepted)).toMatchObject({ status: 'done' })
  })

  test('a token that nobody was given: 404', async () => {
    const reply = await shop.request().get('/api/checkout/queued/guessed')

    expect([reply.status, reply.body.type]).toEqual([404, '/problems/queued-checkout-not-found'])
  })

  test('what was asked for is forgotten once it is known what came of it, and all of it after a day', async () => {
    const kept = await shop.db.$queryRaw<object[]>`
      select id from queued_checkout where status <> 'queued' and body is not null`
    expect(kept).toEqual([])
    await shop.clock.advance(25 * 3600)
    await shop.shop.checkoutQueue.forgetOld()
    expect(await shop.db.queuedCheckout.count()).toBe(0)
  })
})

test('both answers are in the API description', async () => {
  const { body } = await shop.request().get('/api/openapi.json')
  const { responses, description } = body.paths['/api/checkout'].post

  expect(Object.keys(responses)).toEqual(expect.arrayContaining(['201', '202']))
  expect(description).toContain('Prefer: respond-async')
})

describe('Idempotency-Key with 202', () => {
  const send = async (browser: Browser, key: string, body: object = {}) =>
    await browser
      .post('/api/checkout')
      .set('prefer', 'respond-async')
      .set('idempotency-key', key)
      .send(checkoutBody(body))

  test('the same again, before and after its turn: the same address to ask; another body: 422', async () => {
    const browser = await withBasket('QKEY-1')
    const first = await send(browser, 'later-1')
    const again = await send(browser, 'later-1')
    await shop.drain()
    const afterwards = await send(browser, 'later-1')
    const other = await send(browser, 'later-1', { name: 'Somebody Else' })

    expect([first, again, afterwards].map(({ status }) => status)).toEqual([202, 202, 202])
    expect([again.body, afterwards.body]).toEqual([first.body, first.body])
    expect([first, again].map(({ headers }) => headers['idempotent-replayed'])).toEqual([
      undefined,
      'true',
    ])
    expect(again.headers['preference-applied']).toBe('respond-async')
    expect([other.status, other.body.type]).toEqual([422, '/problems/idempotency-key-reused'])
    expect(await ordersOf('QKEY-1')).toBe(1)
  })

  test('the shop died after taking it in and before its answer: the same again is the same checkout', async () => {
    const browser = await withBasket('QKEY-0')
    const first = await send(browser, 'later-0')
    await shop.db.$executeRaw`
      update idempotency_key set reply = null, locked_until = ${shop.clock.now()} where key = 'later-0'`
    await shop.clock.advance(31)
    const again = await send(browser, 'later-0')
    const queued = await shop.db.queuedCheckout.count({ where: { status: 'queued' } })
    await shop.drain()

    expect(again.body.statusUrl).toBe(first.body.statusUrl)
    expect(queued).toBe(1)
    expect(await ordersOf('QKEY-0')).toBe(1)
  })

  test('answered with 201 once: a repeat that would wait gets the same 201', async () => {
    const browser = await withBasket('QKEY-2')
    const first = await browser
      .post('/api/checkout')
      .set('idempotency-key', 'now-1')
      .send(checkoutBody())
    const again = await send(browser, 'now-1')

    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
  })

  test('while the first is under way: 409; when the shop died over it: half a minute later it is made', async () => {
    const browser = await withBasket('QKEY-3')
    shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', delayMs: 500, times: 1 })
    const withKey = async () =>
      await browser.post('/api/checkout').set('idempotency-key', 'slow-1').send(checkoutBody())
    const first = withKey()
    await until(async () => (await ordersOf('QKEY-3')) === 1)
    const meanwhile = await withKey()
    expect([meanwhile.status, meanwhile.body.type]).toEqual([
      409,
      '/problems/idempotency-key-in-flight',
    ])
    expect((await first).status).toBe(201)

    await shop.db.$executeRaw`
      update idempotency_key set reply = null, locked_until = ${shop.clock.now()} where key = 'slow-1'`
    await shop.clock.advance(31)
    expect((await withKey()).body).toEqual((await first).body)
    expect(await ordersOf('QKEY-3')).toBe(1)
  })
})

/** Looks until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 5_000; Date.now() < deadline; ) if (await isSo()) return
  throw new Error('It never was.')
}

describe('more checkouts than the shop makes at once', () => {
  test('clients that can wait are taken in, the others are served, and everybody gets their order', async () => {
    await shop.given.stock('RUSH-1', 100)
    const browsers = Array.from({ length: 40 }, () => shop.browser())
    for (const browser of browsers)
      await browser.post('/api/cart/lines').send({ sku: 'RUSH-1', quantity: 1 }).expect(200)
    shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', delayMs: 150, times: 2 })

    const replies = await Promise.all(
      browsers.map(
        async (browser, i) =>
          await checkOutLater(browser, {}, i < 35 ? 'respond-async, wait=3' : 'return=minimal'),
      ),
    )
    const statuses = replies.map(({ status }) => status)
    const queued = replies.filter(({ status }) => status === 202)
    await shop.drain()

    expect(new Set(statuses)).toEqual(new Set([201, 202]))
    expect(statuses.slice(35)).toEqual([201, 201, 201, 201, 201])
    const ends = await Promise.all(queued.map(async (reply) => (await statusOf(reply)).status))
    expect(ends).toEqual(queued.map(() => 'done'))
    expect(await ordersOf('RUSH-1')).toBe(40)
    expect(await levelOf('RUSH-1')).toEqual({ onHand: 100, reserved: 40 })
    expect(await shop.metrics.render()).toContain(
      `checkouts_queued_total{kind="busy"} ${queued.length}`,
    )
  })

  test('a quiet shop: who would rather wait is served at once', async () => {
    const reply = await checkOutLater(await withBasket('RUSH-2'), {}, 'respond-async, wait=3')

    expect(reply.status).toBe(201)
    expect(reply.headers['preference-applied']).toBeUndefined()
  })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
