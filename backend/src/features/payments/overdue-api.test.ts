import { buy, checkoutBody } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterEach(() => {
  shop.stripe.control.reset()
})
afterAll(async () => await shop.close())

const A_HOLD_SECONDS = 32 * 60

const levelOf = async (sku: string) =>
  await shop.db.stockLevel.findFirstOrThrow({
    where: { variant: { sku } },
    select: { onHand: true, reserved: true },
  })

/** All units of a SKU in the hands of somebody who did not pay in time, while neither a webhook nor a sweeper has come by. */
async function heldTooLong(sku: string, units = 1) {
  const product = await shop.given.stock(sku, units, 1000)
  const { body } = await buy(shop.browser(), sku, units)
  shop.stripe.control.delivery({ dropRate: 1 })
  return { slug: product.slug, paymentUrl: String(body.paymentUrl), orderId: String(body.order.id) }
}

describe('units held only by an order past its time', () => {
  test('a checkout that wants them: the order is ended at Stripe and then, and the units are its', async () => {
    await shop.given.stock('LATE-1', 1)
    const second = shop.browser()
    await second.post('/api/cart/lines').send({ sku: 'LATE-1', quantity: 1 }).expect(200)
    const first = await buy(shop.browser(), 'LATE-1')
    await shop.clock.advance(A_HOLD_SECONDS)

    const reply = await second.post('/api/checkout').send(checkoutBody())

    expect(reply.status).toBe(201)
    const { id } = first.body.order
    expect(await shop.db.order.findUnique({ where: { id } })).toMatchObject({ status: 'expired' })
    expect(
      JSON.parse(shop.stripe.control.events({ about: id, type: 'checkout.session.expired' })),
    ).toHaveLength(1)
    expect(await levelOf('LATE-1')).toEqual({ onHand: 1, reserved: 1 })
  })

  test('paid at the last moment: the payment counts, and the checkout is refused', async () => {
    await shop.given.stock('LATE-2', 1)
    const second = shop.browser()
    await second.post('/api/cart/lines').send({ sku: 'LATE-2', quantity: 1 }).expect(200)
    const first = await buy(shop.browser(), 'LATE-2')
    shop.stripe.control.delivery({ dropRate: 1 })
    shop.stripe.control.session(/cs_\w+/.exec(first.body.paymentUrl)?.[0] ?? '', {
      outcome: 'paid',
    })
    await shop.clock.advance(A_HOLD_SECONDS)

    const refused = await second.post('/api/checkout').send(checkoutBody())

    expect([refused.status, refused.body.type]).toEqual([409, '/problems/cart-changed'])
    const { id } = first.body.order
    expect(await shop.db.order.findUnique({ where: { id } })).toMatchObject({ status: 'placed' })
    expect(await levelOf('LATE-2')).toEqual({ onHand: 0, reserved: 0 })
  })

  test('Stripe does not agree, for it is silent: nothing is freed, and the checkout is refused', async () => {
    await shop.given.stock('LATE-3', 1)
    const second = shop.browser()
    await second.post('/api/cart/lines').send({ sku: 'LATE-3', quantity: 1 }).expect(200)
    await buy(shop.browser(), 'LATE-3')
    await shop.clock.advance(A_HOLD_SECONDS)
    shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', status: 500, times: 2 })

    const refused = await second.post('/api/checkout').send(checkoutBody())

    expect(refused.status).toBe(409)
    expect(await levelOf('LATE-3')).toEqual({ onHand: 1, reserved: 1 })
  })

  test('somebody looks at the product: the next look finds it in stock', async () => {
    const { slug } = await heldTooLong('LATE-4')
    const look = async () => (await shop.request().get(`/api/products/${slug}`)).body.variants[0]
    const before = await look()
    await shop.clock.advance(A_HOLD_SECONDS)
    const outOfStock = await look()
    await shop.drain()

    expect([before.available, outOfStock.available, (await look()).available]).toEqual([0, 0, 1])
  })

  test('somebody wants to put it in the basket: refused once, and then it is there', async () => {
    await heldTooLong('LATE-5')
    await shop.clock.advance(A_HOLD_SECONDS)
    const browser = shop.browser()
    const add = async () =>
      await browser.post('/api/cart/lines').send({ sku: 'LATE-5', quantity: 1 })
    const refused = await add()
    await shop.drain()

    expect([refused.status, (await add()).status]).toEqual([409, 200])
  })

  test('looked at a hundred times within ten seconds: one job', async () => {
    const { slug } = await heldTooLong('LATE-6')
    await shop.clock.advance(A_HOLD_SECONDS)
    await Promise.all(
      Array.from({ length: 100 }, async () => await shop.request().get(`/api/products/${slug}`)),
    )

    expect(
      await shop.db.outbox.count({
        where: { name: 'stock.held_too_long', payload: { equals: { skus: ['LATE-6'] } } },
      }),
    ).toBe(1)
  })
})

describe('sweeping', () => {
  test('four sweepers at once over 80 orders of shared variants: each order ends once', async () => {
    await shop.given.stock('SWEEP-1', 200)
    await shop.given.stock('SWEEP-2', 200)
    const orders = await Promise.all(
      Array.from({ length: 80 }, async (_, i) => {
        const browser = shop.browser()
        const lines = [
          { sku: 'SWEEP-1', quantity: 1 },
          { sku: 'SWEEP-2', quantity: 2 },
        ]
        await browser.put('/api/cart').send({ lines: i % 2 === 0 ? lines : lines.toReversed() })
        return String((await browser.post('/api/checkout').send(checkoutBody())).body.order.id)
      }),
    )
    shop.stripe.control.delivery({ dropRate: 1 })
    await shop.clock.advance(A_HOLD_SECONDS)
    await Promise.all([1, 2, 3, 4].map(async () => await shop.shop.payments.expireAllOverdue()))

    const ended = await shop.db.orderEvent.groupBy({
      by: ['orderId'],
      where: { kind: 'expired', orderId: { in: orders } },
      _count: true,
    })
    expect(ended.map(({ _count }) => _count)).toEqual(orders.map(() => 1))
    expect(await levelOf('SWEEP-1')).toEqual({ onHand: 200, reserved: 0 })
    expect(await levelOf('SWEEP-2')).toEqual({ onHand: 200, reserved: 0 })
  }, 60_000)

  test('what one sweeper has in hand another leaves alone, until a minute has passed', async () => {
    await shop.given.stock('SWEEP-3', 20)
    for (let i = 0; i < 10; i += 1) await buy(shop.browser(), 'SWEEP-3')
    shop.stripe.control.delivery({ dropRate: 1 })
    await shop.clock.advance(A_HOLD_SECONDS)
    const claims = await Promise.all(
      [1, 2, 3, 4].map(async () => await shop.shop.orders.claimOverdue(5)),
    )
    const all = claims.flat()
    const meanwhile = await shop.shop.orders.claimOverdue(5)
    await shop.clock.advance(61)
    await shop.shop.payments.expireAllOverdue()

    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(10)
    expect(meanwhile).toEqual([])
    expect(await levelOf('SWEEP-3')).toEqual({ onHand: 20, reserved: 0 })
  })

  test('one order that Stripe says nothing about does not keep the others, and is ended later', async () => {
    await shop.given.stock('SWEEP-4', 3)
    for (let i = 0; i < 3; i += 1) await buy(shop.browser(), 'SWEEP-4')
    shop.stripe.control.delivery({ dropRate: 1 })
    await shop.clock.advance(A_HOLD_SECONDS)
    shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', status: 500, times: 2 })
    await shop.shop.payments.expireAllOverdue()
    const atFirst = await levelOf('SWEEP-4')
    await shop.clock.advance(61)
    await shop.shop.payments.expireAllOverdue()

    expect(atFirst.reserved).toBeLessThan(3)
    expect(await levelOf('SWEEP-4')).toEqual({ onHand: 3, reserved: 0 })
  })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
