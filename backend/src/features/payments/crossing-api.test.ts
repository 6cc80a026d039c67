import { buy, checkoutBody } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'
import { connect, untilSomebodyWaits } from '#tests/support/template-database.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())
afterEach(async () => expect(await shop.books()).toEqual([]))

let skuCount = 0
async function stocked(onHand = 5): Promise<string> {
  const sku = `CROSS-${(skuCount += 1)}`
  await shop.given.stock(sku, onHand, 1000)
  return sku
}

/** Somebody at the payment page, with one unit. */
async function atThePage(sku: string) {
  const { body } = await buy(shop.browser(), sku)
  const { id, accessToken } = body.order
  return {
    id,
    paymentUrl: body.paymentUrl as string,
    sessionId: /cs_\w+/.exec(body.paymentUrl)?.[0] ?? '',
    order: async () =>
      (await shop.request().get(`/api/orders/${id}?token=${accessToken}`).expect(200)).body,
  }
}

const levelOf = async (sku: string) =>
  await shop.db.stockLevel.findFirstOrThrow({
    where: { variant: { sku } },
    select: { onHand: true, reserved: true },
  })

test('a declined card, and the clock looks for what is overdue: the units stay with their customer', async () => {
  const sku = await stocked(1)
  const customer = await atThePage(sku)
  await shop.pay(customer.paymentUrl, 'declined')
  await shop.stripe.control.clock({ advanceSeconds: 60 })
  await shop.shop.payments.expireAllOverdue()

  expect(await customer.order()).toMatchObject({ status: 'awaiting_payment', canPay: true })
  expect(await levelOf(sku)).toEqual({ onHand: 1, reserved: 1 })
})

test('paid in the last minute, and unheard of: the clock asks Stripe first, so the order never ends', async () => {
  const sku = await stocked(1)
  const customer = await atThePage(sku)
  shop.stripe.control.delivery({ dropRate: 1 })
  shop.stripe.control.session(customer.sessionId, { outcome: 'paid' })
  await shop.stripe.control.clock({ advanceSeconds: 40 * 60 })
  await shop.shop.payments.expireAllOverdue()
  await shop.drain()

  const order = await customer.order()
  expect(order).toMatchObject({ status: 'placed', paymentStatus: 'paid' })
  const steps = await shop.db.orderEvent.findMany({ where: { orderId: customer.id } })
  expect(steps.map(({ kind }) => kind)).not.toContain('expired')
  shop.stripe.control.delivery({ dropRate: 0 })
})

test('a slow bank: nobody is asked to look into it before its two weeks are over', async () => {
  const sku = await stocked(1)
  const customer = await atThePage(sku)
  await shop.pay(customer.paymentUrl, 'processing')
  await shop.stripe.control.clock({ advanceSeconds: 10 * 24 * 3600 })
  await shop.shop.payments.expireAllOverdue()
  const { needsReview } = await shop.db.order.findUniqueOrThrow({ where: { id: customer.id } })
  expect(needsReview).toBe(false)

  await shop.stripe.control.clock({ advanceSeconds: 5 * 24 * 3600 })
  await shop.shop.payments.expireAllOverdue()
  const overdue = await shop.db.order.findUniqueOrThrow({ where: { id: customer.id } })
  expect(overdue.needsReview).toBe(true)
  expect(await levelOf(sku)).toEqual({ onHand: 1, reserved: 1 })
  await shop.pay(customer.paymentUrl, 'succeeded')
})

test('the work on an event fails half-way: the event is not done, and the next try places the order', async () => {
  const sku = await stocked()
  const customer = await atThePage(sku)
  {
    await using somebody = await connect(shop.databaseUrl)
    await somebody.query('begin')
    await somebody.query('select 1 from "order" where id = $1 for update', [customer.id])
    await expect(shop.pay(customer.paymentUrl)).rejects.toThrow()
    await somebody.query('rollback')
  }
  const waiting = await shop.db.webhookEvent.count({ where: { processedAt: null } })
  expect(waiting).toBe(1)

  const events = await shop.db.webhookEvent.findMany({ where: { processedAt: null } })
  for (const { id } of events) await shop.shop.payments.webhooks.apply(id)
  expect(await customer.order()).toMatchObject({ status: 'placed', paymentStatus: 'paid' })
})

test('cancelled by customer and staff at the same moment, with several things in it: each goes back once, to its own place', async () => {
  const skus = [await stocked(9), await stocked(9), await stocked(9)]
  const browser = shop.browser()
  for (const [i, sku] of skus.entries())
    await browser
      .post('/api/cart/lines')
      .send({ sku, quantity: i + 1 })
      .expect(200)
  const { body } = await browser.post('/api/checkout').send(checkoutBody()).expect(201)
  await shop.pay(body.paymentUrl)
  const { id, accessToken } = body.order
  const owner = await shop.as('owner')

  await Promise.all([
    shop.request().post(`/api/orders/${id}/cancellation?token=${accessToken}`),
    owner.post(`/api/admin/orders/${id}/cancellation`).send({}),
    shop.request().post(`/api/orders/${id}/cancellation?token=${accessToken}`),
  ])

  for (const sku of skus) expect(await levelOf(sku)).toEqual({ onHand: 9, reserved: 0 })
})

test('baskets with the same things in another order, all at once: nobody waits for somebody who waits for them', async () => {
  const [a, b] = [await stocked(200), await stocked(200)]
  const baskets = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const browser = shop.browser()
      const lines = [a, b].map((sku) => ({ sku, quantity: 1 }))
      await browser
        .put('/api/cart')
        .send({ lines: i % 2 === 0 ? lines : lines.toReversed() })
        .expect(200)
      return browser
    }),
  )
  const replies = await Promise.all(
    baskets.map(
      async (browser, i) =>
        await browser.post('/api/checkout').send(checkoutBody({ email: `b${i}@example.com` })),
    ),
  )

  expect(replies.map(({ status }) => status)).toEqual(baskets.map(() => 201))
  expect(await deadlocks()).toBe(0)
})

test('paid late while its customer checks out again: the payment waits for the basket and keeps no units from it meanwhile', async () => {
  const sku = await stocked(2)
  const customer = await atThePage(sku)
  await shop.pay(customer.paymentUrl, 'abandoned')
  expect(await customer.order()).toMatchObject({ status: 'expired' })
  const { cartId } = await shop.db.order.findUniqueOrThrow({ where: { id: customer.id } })

  await using checkout = await connect(shop.databaseUrl)
  await checkout.query('begin')
  await checkout.query('select 1 from cart where id = $1 for update', [cartId])
  shop.stripe.control.session(customer.sessionId, { outcome: 'paid', force: true })
  const settled = shop.settled()
  await untilSomebodyWaits(shop.databaseUrl)
  await checkout.query(
    'select 1 from stock_level s join variant v on v.id = s.variant_id where v.sku = $1 for update of s nowait',
    [sku],
  )
  await checkout.query('rollback')
  await settled

  expect(await customer.order()).toMatchObject({ status: 'placed' })
})

/** Those the database had to break since it was made; what its sessions have seen is told to it first. */
async function deadlocks(): Promise<number> {
  await using somebody = await connect(shop.databaseUrl)
  const { rows } = await somebody.query(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  )
  return Number(rows[0]?.deadlocks)
}
