import { ADDRESS, buy, checkoutBody } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const levelOf = async (sku: string) =>
  await shop.db.stockLevel.findFirstOrThrow({
    where: { variant: { sku } },
    select: { onHand: true, reserved: true },
  })

describe('delivery options', () => {
  test('a country the shop serves: delivery and collection, with dates and prices', async () => {
    const { body } = await shop.request().get('/api/checkout/options?country=gb')

    expect(body.items).toMatchObject([
      { method: 'standard', kind: 'delivery', price: { minor: 350, currency: 'gbp' } },
      { method: 'collection', kind: 'collection', price: { minor: 0 } },
    ])
    expect(body.items[0].arrives.from < body.items[0].arrives.to).toBe(true)
  })

  test('a country it does not serve: collection only', async () => {
    const { body } = await shop.request().get('/api/checkout/options?country=FR')

    expect(body.items.map(({ method }: { method: string }) => method)).toEqual(['collection'])
  })
})

describe('checking out', () => {
  test('a full basket: the units are held, the prices frozen, and there is a page to pay on', async () => {
    await shop.given.stock('OUT-1', 5, 1000)
    const response = await buy(shop.browser(), 'OUT-1', 2)

    expect(response.status).toBe(201)
    expect(response.body).toMatchObject({
      order: {
        number: expect.any(Number),
        total: { minor: 2350, currency: 'gbp' },
        status: 'awaiting_payment',
      },
      paymentUrl: expect.stringContaining('cs_test_'),
    })
    expect(await levelOf('OUT-1')).toEqual({ onHand: 5, reserved: 2 })

    const { id, accessToken } = response.body.order
    const order = await shop.request().get(`/api/orders/${id}?token=${accessToken}`)
    expect(order.body).toMatchObject({
      totals: {
        subtotal: { minor: 2000 },
        delivery: { minor: 350 },
        tax: { minor: 391 + 0 },
        total: { minor: 2350 },
      },
      lines: [{ sku: 'OUT-1', quantity: 2, taxRateBasisPoints: 2000, tax: { minor: 333 } }],
      canPay: true,
    })
  })

  test('the same basket twice, or at the same moment: one order', async () => {
    await shop.given.stock('OUT-2', 5)
    const browser = shop.browser()
    const first = await buy(browser, 'OUT-2')
    const again = await Promise.all(
      [1, 2, 3].map(async () => await browser.post('/api/checkout').send(checkoutBody())),
    )

    expect(again.map(({ body }) => body)).toEqual([first.body, first.body, first.body])
    expect(await levelOf('OUT-2')).toEqual({ onHand: 5, reserved: 1 })
  })

  test('three first checkouts of one basket at the same moment: one order', async () => {
    await shop.given.stock('OUT-3', 5)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send({ sku: 'OUT-3', quantity: 1 })

    const all = await Promise.all(
      [1, 2, 3].map(async () => await browser.post('/api/checkout').send(checkoutBody())),
    )

    expect(all.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(all.map(({ body }) => body.order.id)).size).toBe(1)
    expect(await levelOf('OUT-3')).toEqual({ onHand: 5, reserved: 1 })
  })

  test('the last unit, checked out twice and looked at in between: it is still theirs, and one order', async () => {
    await shop.given.stock('OWN-1', 1)
    const browser = shop.browser()
    const first = await buy(browser, 'OWN-1')

    const cart = await browser.get('/api/cart')
    const again = await Promise.all(
      [1, 2].map(async () => await browser.post('/api/checkout').send(checkoutBody())),
    )

    expect(cart.body.lines).toMatchObject([{ quantity: 1, available: 1, notice: null }])
    expect(again.map(({ body }) => body)).toEqual([first.body, first.body])
    expect(await levelOf('OWN-1')).toEqual({ onHand: 1, reserved: 1 })
  })

  test('the last unit, a double click: one order', async () => {
    await shop.given.stock('OWN-2', 1)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send({ sku: 'OWN-2', quantity: 1 })

    const both = await Promise.all(
      [1, 2].map(async () => await browser.post('/api/checkout').send(checkoutBody())),
    )

    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(both[0]?.body.order.id).toBe(both[1]?.body.order.id)
    expect(await levelOf('OWN-2')).toEqual({ onHand: 1, reserved: 1 })
  })

  test('one basket for three names at one moment: one order can be paid', async () => {
    await shop.given.stock('NAMES-1', 5)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send({ sku: 'NAMES-1', quantity: 1 })

    const all = await Promise.all(
      ['Ada', 'Grace', 'Emmy'].map(
        async (name) => await browser.post('/api/checkout').send(checkoutBody({ name })),
      ),
    )

    expect(all.every(({ status }) => status === 201 || status === 409)).toBe(true)
    const open = {
      cartId: { not: null },
      status: 'awaiting_payment',
      lines: { some: { sku: 'NAMES-1' } },
    } as const
    expect(await shop.db.order.count({ where: open })).toBe(1)
    expect(await levelOf('NAMES-1')).toEqual({ onHand: 5, reserved: 1 })
  })

  test('signing in between checkout and paying: what was bought leaves the basket', async () => {
    await shop.given.stock('MERGED-1', 5)
    const customer = await shop.as('customer')
    await customer.put('/api/cart').send({ lines: [] })
    const guest = shop.browser()
    const { body } = await buy(guest, 'MERGED-1', 2)
    const merged = await guest.get('/api/cart').set('authorization', await shop.bearer('customer'))
    await shop.pay(body.paymentUrl)

    expect(merged.body.lines).toMatchObject([{ sku: 'MERGED-1', quantity: 2 }])
    expect((await customer.get('/api/cart')).body.lines).toEqual([])
  })

  test('a changed basket: the first page can no longer be paid, and its units are not held twice', async () => {
    await shop.given.stock('OUT-4', 5)
    const browser = shop.browser()
    const first = await buy(browser, 'OUT-4')
    const second = await buy(browser, 'OUT-4')

    expect(second.status).toBe(201)
    expect(second.body.order.id).not.toBe(first.body.order.id)
    expect(await levelOf('OUT-4')).toEqual({ onHand: 5, reserved: 2 })
    const { id, accessToken } = first.body.order
    const abandoned = await shop.request().get(`/api/orders/${id}?token=${accessToken}`)
    expect(abandoned.body).toMatchObject({ status: 'cancelled', canPay: false })
  })

  test('collection needs no address and costs nothing', async () => {
    await shop.given.stock('OUT-5', 5, 1000)
    const response = await buy(shop.browser(), 'OUT-5', 1, { delivery: { method: 'collection' } })

    expect(response.body.order.total.minor).toBe(1000)
  })

  test('nothing to pay: the order is placed at once, and Stripe never hears of it', async () => {
    await shop.given.stock('FREE-1', 5, 0)
    const browser = shop.browser()
    const response = await buy(browser, 'FREE-1', 1, { delivery: { method: 'collection' } })

    expect(response.body).toMatchObject({
      order: { status: 'placed', total: { minor: 0 } },
      paymentUrl: null,
    })
    expect(await levelOf('FREE-1')).toEqual({ onHand: 4, reserved: 0 })
    expect((await browser.get('/api/cart')).body.lines).toEqual([])
  })

  test('too little for a card: 422 before anything is held', async () => {
    await shop.given.stock('CHEAP-1', 5, 29)
    const response = await buy(shop.browser(), 'CHEAP-1', 1, { delivery: { method: 'collection' } })

    expect(response.status).toBe(422)
    expect(response.body.type).toBe('/problems/below-minimum')
    expect(await levelOf('CHEAP-1')).toEqual({ onHand: 5, reserved: 0 })
  })
})

describe('the shop moved on since the basket was seen', () => {
  test('a new price: 409 names it, nothing is held; the next try goes by the new price', async () => {
    await shop.given.stock('NEWS-1', 5, 1000)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send({ sku: 'NEWS-1', quantity: 1 })
    await shop.db.variant.update({ where: { sku: 'NEWS-1' }, data: { priceMinor: 1200 } })

    const refused = await browser.post('/api/checkout').send(checkoutBody())

    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      type: '/problems/cart-changed',
      changes: [{ sku: 'NEWS-1', change: 'price', detail: 'Tea NEWS-1 costs more than before.' }],
    })
    expect(await levelOf('NEWS-1')).toEqual({ onHand: 5, reserved: 0 })
    expect((await browser.post('/api/checkout').send(checkoutBody())).body.order.total.minor).toBe(
      1550,
    )
  })

  test('two shoppers and one last unit: one order, one clear 409', async () => {
    await shop.given.stock('LAST-1', 1)
    const [first, second] = [shop.browser(), shop.browser()]
    for (const browser of [first, second])
      await browser.post('/api/cart/lines').send({ sku: 'LAST-1', quantity: 1 })

    expect((await first.post('/api/checkout').send(checkoutBody())).status).toBe(201)
    const refused = await second.post('/api/checkout').send(checkoutBody())
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      type: '/problems/cart-changed',
      changes: [{ sku: 'LAST-1', change: 'sold_out' }],
    })
    expect((await second.post('/api/checkout').send(checkoutBody())).body.type).toBe(
      '/problems/cart-empty',
    )
  })

  test('a total other than the one shown: 409 with the right one, nothing is held', async () => {
    await shop.given.stock('NEWS-2', 5, 1000)
    const refused = await buy(shop.browser(), 'NEWS-2', 1, {
      expectedTotal: { minor: 1000, currency: 'gbp' },
    })

    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      type: '/problems/total-changed',
      total: { minor: 1350, currency: 'gbp' },
    })
    expect(await levelOf('NEWS-2')).toEqual({ onHand: 5, reserved: 0 })
  })

  test('300 shoppers, 10 units: 10 orders, 290 clear refusals', async () => {
    await shop.given.stock('CROWD-1', 10)
    const browsers = Array.from({ length: 300 }, () => shop.browser())
    for (const browser of browsers)
      await browser.post('/api/cart/lines').send({ sku: 'CROWD-1', quantity: 1 }).expect(200)

    const replies = await Promise.all(
      browsers.map(async (browser) => await browser.post('/api/checkout').send(checkoutBody())),
    )

    const statuses = replies.map(({ status }) => status)
    expect([201, 409].map((status) => statuses.filter((s) => s === status).length)).toEqual([
      10, 290,
    ])
    expect(await levelOf('CROWD-1')).toEqual({ onHand: 10, reserved: 10 })
  }, 60_000)
})

describe('Idempotency-Key', () => {
  test('the same again: the same answer, marked as a repeat; another body: 422', async () => {
    await shop.given.stock('KEY-1', 5)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send({ sku: 'KEY-1', quantity: 1 })
    const send = async (body: object) =>
      await browser.post('/api/checkout').set('idempotency-key', 'try-1').send(body)

    const first = await send(checkoutBody())
    const again = await send(checkoutBody())
    const other = await send(checkoutBody({ name: 'Somebody Else' }))

    expect(again.body).toEqual(first.body)
    expect([first, again].map(({ headers }) => headers['idempotent-replayed'])).toEqual([
      undefined,
      'true',
    ])
    expect([other.status, other.body.type]).toEqual([422, '/problems/idempotency-key-reused'])
  })

  test('a try that was refused: the same key may try again', async () => {
    await shop.given.stock('KEY-2', 5)
    const browser = shop.browser()
    const send = async () =>
      await browser.post('/api/checkout').set('idempotency-key', 'try-2').send(checkoutBody())

    await browser.get('/api/cart')
    expect((await send()).status).toBe(409)
    await browser.post('/api/cart/lines').send({ sku: 'KEY-2', quantity: 1 })
    expect((await send()).status).toBe(201)
  })

  test('not a key: 400', async () => {
    const response = await shop
      .request()
      .post('/api/checkout')
      .set('idempotency-key', 'a key')
      .send(checkoutBody())

    expect(response.body.errors).toEqual([
      { pointer: '#/headers/idempotency-key', detail: expect.any(String) },
    ])
  })
})

describe('when Stripe does not answer', () => {
  test('503 says that all is kept; the next try opens the page of the same order', async () => {
    await shop.given.stock('SILENT-1', 5)
    const browser = shop.browser()
    shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', status: 500, times: 2 })

    const refused = await buy(browser, 'SILENT-1')
    const again = await browser.post('/api/checkout').send(checkoutBody())

    expect(refused.status).toBe(503)
    expect(refused.body).toMatchObject({
      type: '/problems/payment-unavailable',
      retryAfterSeconds: 30,
    })
    expect(again.status).toBe(201)
    expect(await levelOf('SILENT-1')).toEqual({ onHand: 5, reserved: 1 })
    expect(await shop.db.order.count({ where: { lines: { some: { sku: 'SILENT-1' } } } })).toBe(1)
  })
})

describe('when Stripe says no for good', () => {
  test('422, and nothing stays held', async () => {
    await shop.given.stock('NEVER-1', 5)
    shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', status: 400, times: 2 })

    const refused = await buy(shop.browser(), 'NEVER-1')
    shop.stripe.control.reset()

    expect([refused.status, refused.body.type]).toEqual([422, '/problems/payment-refused'])
    expect(await levelOf('NEVER-1')).toEqual({ onHand: 5, reserved: 0 })
  })
})

describe('when the order is given up while Stripe is slow to open its page', () => {
  test('the page is closed again, and the basket can be checked out anew', async () => {
    await shop.given.stock('SLOW-1', 1)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send({ sku: 'SLOW-1', quantity: 1 })
    shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', delayMs: 600, times: 1 })

    const slow = browser
      .post('/api/checkout')
      .send(checkoutBody())
      .then((response) => response)
    const order = await until(
      async () => await shop.db.order.findFirst({ where: { lines: { some: { sku: 'SLOW-1' } } } }),
    )
    await shop.shop.payments.abandon(order.id)

    expect([(await slow).status, (await slow).body.type]).toEqual([
      409,
      '/problems/payment-given-up',
    ])
    const sessions = JSON.parse(
      shop.stripe.control.events({ about: order.id, type: 'checkout.session.expired' }),
    )
    expect(sessions).toHaveLength(1)
    expect((await browser.post('/api/checkout').send(checkoutBody())).status).toBe(201)
  })
})

/** What is there sooner or later. */
async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (const deadline = Date.now() + 5_000; Date.now() < deadline; ) {
    const found = await look()
    if (found) return found
  }
  throw new Error('It never came.')
}

describe('bad input', () => {
  test('every fault is named at its field', async () => {
    const body = { email: 'nobody', name: ' ', phone: 'x', delivery: { method: '' }, extra: 1 }
    const response = await shop.request().post('/api/checkout').send(body)

    expect(response.status).toBe(400)
    expect(
      response.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted(),
    ).toEqual([
      '#/body/delivery/method',
      '#/body/email',
      '#/body/extra',
      '#/body/name',
      '#/body/phone',
    ])
  })

  test('delivery without an address, or to where the shop does not deliver: 400 at that field', async () => {
    const send = async (delivery: object) =>
      (await shop.request().post('/api/checkout').send(checkoutBody({ delivery }))).body

    expect((await send({ method: 'standard' })).errors[0].pointer).toBe('#/body/delivery/address')
    expect((await send({ method: 'rocket' })).errors[0].pointer).toBe('#/body/delivery/method')
    expect(
      (await send({ method: 'standard', address: { ...ADDRESS, country: 'FR' } })).errors[0]
        .pointer,
    ).toBe('#/body/delivery/address/country')
  })

  test('an empty basket: 409 says so', async () => {
    const response = await shop.browser().post('/api/checkout').send(checkoutBody())

    expect([response.status, response.body.type]).toEqual([409, '/problems/cart-empty'])
  })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
