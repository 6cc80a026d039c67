import { buy, checkoutBody } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

let skus = 0
/** Somebody at the payment page, with one unit of five of something at £10 and delivery at £3.50. */
async function atThePage(onHand = 5) {
  const sku = `PAY-${(skus += 1)}`
  await shop.given.stock(sku, onHand, 1000)
  const browser = shop.browser()
  const { body } = await buy(browser, sku)
  const { id, accessToken } = body.order
  const orderUrl = `/api/orders/${id}`
  return {
    sku,
    browser,
    id,
    paymentUrl: body.paymentUrl as string,
    sessionId: /cs_\w+/.exec(body.paymentUrl)?.[0] ?? '',
    order: async () => (await shop.request().get(`${orderUrl}?token=${accessToken}`)).body,
    continue: async () => await shop.request().post(`${orderUrl}/payment?token=${accessToken}`),
    cancel: async () => await shop.request().post(`${orderUrl}/cancellation?token=${accessToken}`),
    level: async () =>
      await shop.db.stockLevel.findFirstOrThrow({
        where: { variant: { sku } },
        select: { onHand: true, reserved: true },
      }),
  }
}

async function atTheShop() {
  const customer = await atThePage()
  await shop.pay(customer.paymentUrl)
  return customer
}

const PLACED = { status: 'placed', paymentStatus: 'paid' }

describe('paying', () => {
  test('the card is good: the order is placed, its units are sold, the basket is empty', async () => {
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl)

    expect(await customer.order()).toMatchObject({ ...PLACED, canPay: false, canCancel: true })
    expect(await customer.level()).toEqual({ onHand: 4, reserved: 0 })
    expect((await customer.browser.get('/api/cart')).body.lines).toEqual([])
    const movements = await shop.db.stockMovement.findMany({ where: { orderId: customer.id } })
    expect(movements).toMatchObject([{ delta: -1, reason: 'sale' }])
  })

  test('what was put in the basket since stays in it', async () => {
    const customer = await atThePage()
    await customer.browser.patch(`/api/cart/lines/${customer.sku}`).send({ quantity: 3 })
    await shop.pay(customer.paymentUrl)

    expect((await customer.browser.get('/api/cart')).body.lines).toMatchObject([
      { sku: customer.sku, quantity: 2 },
    ])
  })

  test('declined, then paid: the reason is told, and the order is placed once', async () => {
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl, 'insufficient_funds')

    const declined = await customer.continue()
    expect(declined.body).toMatchObject({
      order: { status: 'awaiting_payment', paymentStatus: 'failed', canPay: true },
      paymentUrl: customer.paymentUrl,
      declined: expect.stringContaining('not enough money'),
    })
    await shop.pay(customer.paymentUrl)
    expect(await customer.order()).toMatchObject(PLACED)
    expect(await customer.level()).toEqual({ onHand: 4, reserved: 0 })
  })

  test('abandoned: the order expires, the units are free, the basket is still there', async () => {
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl, 'abandoned')

    expect(await customer.order()).toMatchObject({ status: 'expired', canPay: false })
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 0 })
    expect((await customer.browser.get('/api/cart')).body.lines).toHaveLength(1)
    expect((await customer.continue()).body.paymentUrl).toBeNull()
  })

  test('half an hour passes: the same, by the clock', async () => {
    const customer = await atThePage()
    await shop.stripe.control.clock({ advanceSeconds: 32 * 60 })
    await shop.settled()

    expect(await customer.order()).toMatchObject({ status: 'expired' })
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 0 })
  })

  test('a slow bank: the units stay held for days, then the order is placed', async () => {
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl, 'processing')
    expect(await customer.order()).toMatchObject({
      status: 'awaiting_payment',
      paymentStatus: 'processing',
      canPay: false,
    })
    await shop.stripe.control.clock({ advanceSeconds: 2 * 24 * 3600 })
    await shop.shop.payments.expireAllOverdue()
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 1 })
    expect((await customer.browser.get('/api/cart')).body.lines).toEqual([])
    await customer.browser
      .post('/api/cart/lines')
      .send({ sku: customer.sku, quantity: 1 })
      .expect(200)

    await shop.pay(customer.paymentUrl, 'succeeded')
    expect(await customer.order()).toMatchObject(PLACED)
    expect((await customer.browser.get('/api/cart')).body.lines).toMatchObject([{ quantity: 1 }])
  })

  test('a slow bank that says no: another try is open, with its own page', async () => {
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl, 'processing')
    await shop.pay(customer.paymentUrl, 'failed')

    expect((await customer.browser.get('/api/cart')).body.lines).toMatchObject([{ quantity: 1 }])
    const { body } = await customer.continue()
    expect(body).toMatchObject({
      order: { paymentStatus: 'failed', canPay: true },
      declined: expect.any(String),
    })
    expect(body.paymentUrl).not.toBe(customer.paymentUrl)
    await shop.pay(body.paymentUrl)
    expect(await customer.order()).toMatchObject(PLACED)
  })

  test('it says no, and the same basket is checked out again: the same order, with a page to pay on', async () => {
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl, 'processing')
    await shop.pay(customer.paymentUrl, 'failed')

    await customer.browser.get('/api/cart').expect(200)
    const again = await customer.browser.post('/api/checkout').send(checkoutBody())
    expect(again.body).toMatchObject({ order: { id: customer.id }, paymentUrl: expect.any(String) })
    await shop.pay(again.body.paymentUrl)
    expect(await customer.order()).toMatchObject(PLACED)
    expect(await customer.level()).toEqual({ onHand: 4, reserved: 0 })
  })

  test('the bank is heard to be at work only when time is up: it has its days, and nobody has to look', async () => {
    const customer = await atThePage()
    shop.stripe.control.delivery({ dropRate: 1 })
    shop.stripe.control.session(customer.sessionId, { outcome: 'processing' })
    await shop.stripe.control.clock({ advanceSeconds: 32 * 60 })
    await shop.shop.payments.expireAllOverdue()
    shop.stripe.control.delivery({ dropRate: 0 })

    const { needsReview, expiresAt } = await shop.db.order.findUniqueOrThrow({
      where: { id: customer.id },
    })
    expect({ needsReview, waits: expiresAt !== null }).toEqual({ needsReview: false, waits: true })
    await shop.pay(customer.paymentUrl, 'succeeded')
    expect(await customer.order()).toMatchObject(PLACED)
  })

  test('the webhook never comes: the return page asks Stripe and settles', async () => {
    const customer = await atThePage()
    shop.stripe.control.delivery({ dropRate: 1 })
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid' })
    expect((await customer.continue()).body).toMatchObject({ order: PLACED, paymentUrl: null })
    shop.stripe.control.delivery({ dropRate: 0 })
    await shop.settled()
    expect(await customer.level()).toEqual({ onHand: 4, reserved: 0 })
  })

  test('every event five times and in any order: the same end', async () => {
    shop.stripe.control.delivery({ duplicates: 5, shuffle: true })
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl, 'declined')
    await shop.pay(customer.paymentUrl)
    shop.stripe.control.delivery({ duplicates: 1, shuffle: false })

    expect(await customer.order()).toMatchObject(PLACED)
    expect(await customer.level()).toEqual({ onHand: 4, reserved: 0 })
    const sales = await shop.db.stockMovement.count({ where: { orderId: customer.id } })
    expect(sales).toBe(1)
  })
})

describe('paid too late', () => {
  test('the units are still there: the order is placed after all', async () => {
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl, 'abandoned')
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid', force: true })
    await shop.settled()

    expect(await customer.order()).toMatchObject(PLACED)
    expect(await customer.level()).toEqual({ onHand: 4, reserved: 0 })
  })

  test('the units went to somebody else: the money goes back in full', async () => {
    const customer = await atThePage(1)
    await shop.pay(customer.paymentUrl, 'abandoned')
    const other = await buy(shop.browser(), customer.sku)
    await shop.pay(other.body.paymentUrl)

    shop.stripe.control.session(customer.sessionId, { outcome: 'paid', force: true })
    await shop.settled()

    expect(await customer.order()).toMatchObject({
      status: 'expired',
      paymentStatus: 'refunded',
      refunded: { minor: 1350 },
    })
    expect(await customer.level()).toEqual({ onHand: 0, reserved: 0 })
  })
})

describe('paid through a page the shop has no note of', () => {
  test('the order is cancelled: the money is in the books, and goes back in full', async () => {
    const customer = await atThePage()
    await customer.cancel()
    await shop.settled()
    await shop.db.payment.updateMany({
      where: { orderId: customer.id },
      data: { stripeSessionId: null },
    })
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid', force: true })
    await shop.settled()

    expect(await customer.order()).toMatchObject({
      status: 'cancelled',
      paymentStatus: 'refunded',
      refunded: { minor: 1350 },
    })
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 0 })
  })

  test('the order still waits: it is placed', async () => {
    const customer = await atThePage()
    await shop.db.payment.updateMany({
      where: { orderId: customer.id },
      data: { stripeSessionId: null, status: 'failed' },
    })
    await shop.pay(customer.paymentUrl)

    expect(await customer.order()).toMatchObject(PLACED)
  })
})

describe('Stripe tells of the refund before it tells of the payment', () => {
  test('both count once the payment is known', async () => {
    const customer = await atThePage()
    shop.stripe.control.delivery({ delayMs: 1_500 })
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid' })
    shop.stripe.control.delivery({ delayMs: 0 })
    shop.stripe.control.refund({ session: customer.sessionId })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await shop.drain()
    expect(await customer.order()).toMatchObject({ status: 'awaiting_payment' })
    await shop.settled()

    expect(await customer.order()).toMatchObject({
      status: 'placed',
      paymentStatus: 'refunded',
      refunded: { minor: 1350 },
    })
  })
})

describe('a payment that does not fit', () => {
  const falsify = async (orderId: string, amountMinor: number) => {
    await shop.db.$executeRaw`alter table payment disable trigger amounts_frozen`
    await shop.db
      .$executeRaw`update payment set amount_minor = ${amountMinor} where order_id = ${orderId}::uuid`
    await shop.db.$executeRaw`alter table payment enable trigger amounts_frozen`
  }

  test('it goes to review and is not placed', async () => {
    const customer = await atThePage()
    await falsify(customer.id, 1)
    await shop.pay(customer.paymentUrl)

    expect(await customer.order()).toMatchObject({ status: 'awaiting_payment' })
    const owner = await shop.as('owner')
    const { body } = await owner.get(`/api/admin/orders/${customer.id}`)
    expect(body).toMatchObject({
      needsReview: true,
      reviewReason: 'The payment is 1350, the order 1 (in minor units).',
    })
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 1 })

    expect(await customer.order()).toMatchObject({ canPay: false, canCancel: false })
    expect((await customer.continue()).body.paymentUrl).toBeNull()
    expect((await customer.cancel()).status).toBe(409)
    const review = `/api/admin/orders/${customer.id}/review`
    expect((await owner.post(review).send({})).body.type).toBe('/problems/nothing-to-review')

    await owner.post(`/api/admin/orders/${customer.id}/cancellation`).send({}).expect(200)
    await shop.settled()
    expect(await customer.order()).toMatchObject({ status: 'cancelled', refunded: { minor: 1350 } })
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 0 })
    await falsify(customer.id, 1350)
  })

  test('a review of something else is ended by a manager, once, and is remembered', async () => {
    const customer = await atTheShop()
    await shop.db.order.update({
      where: { id: customer.id },
      data: { needsReview: true, reviewReason: 'Odd' },
    })
    const review = `/api/admin/orders/${customer.id}/review`
    const manager = await shop.as('manager')

    expect((await (await shop.as('packer')).post(review).send({})).status).toBe(403)
    expect((await manager.post(review).send({ note: 'Ours' })).body).toMatchObject({
      needsReview: false,
      reviewReason: null,
    })
    expect((await manager.post(review).send({})).body.type).toBe('/problems/nothing-to-review')
    expect(
      await shop.db.audit.count({ where: { action: 'order.reviewed', subjectId: customer.id } }),
    ).toBe(1)
  })
})

describe('cancelling', () => {
  test('unpaid: the page is closed at Stripe and the units are free', async () => {
    const customer = await atThePage()
    const response = await customer.cancel()

    expect(response.body).toMatchObject({ status: 'cancelled', paymentStatus: 'unpaid' })
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 0 })
    await shop.settled()
    expect(await customer.order()).toMatchObject({ status: 'cancelled' })
  })

  test('paid: the units are back on the shelf and the money goes back', async () => {
    const customer = await atTheShop()
    expect((await customer.cancel()).body).toMatchObject({ status: 'cancelled' })
    await shop.settled()

    expect(await customer.order()).toMatchObject({
      paymentStatus: 'refunded',
      refunded: { minor: 1350 },
    })
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 0 })
  })

  test('by the owner, five times at once: one cancellation, one refund, one restock', async () => {
    const customer = await atTheShop()
    const owner = await shop.as('owner')
    const replies = await Promise.all(
      [1, 2, 3, 4, 5].map(
        async () =>
          await owner
            .post(`/api/admin/orders/${customer.id}/cancellation`)
            .send({ reason: 'Broken in the shop' }),
      ),
    )
    await shop.settled()

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 409, 409, 409, 409,
    ])
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 0 })
    const refunds = await shop.db.refund.findMany({ where: { orderId: customer.id } })
    expect(refunds).toMatchObject([
      { amountMinor: 1350, status: 'succeeded', reason: 'Broken in the shop' },
    ])
    expect(
      await shop.db.audit.count({ where: { subjectId: customer.id, action: 'order.cancelled' } }),
    ).toBe(1)
  })

  test('while the bank is at work: 409, and nothing changes', async () => {
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl, 'processing')

    const refused = await customer.cancel()
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/payment-processing'])
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 1 })
  })

  test('paid at the very moment: the payment stands, and is then given back whole', async () => {
    const customer = await atThePage()
    shop.stripe.control.delivery({ delayMs: 300 })
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid' })
    const response = await customer.cancel()
    shop.stripe.control.delivery({ delayMs: 0 })
    await shop.settled()

    expect(response.body.status).toBe('cancelled')
    expect(await customer.order()).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 0 })
  })
})

describe('refunding', () => {
  test('all of it, twice at once: it goes back once', async () => {
    const customer = await atTheShop()
    const manager = await shop.as('manager')
    const refund = async () =>
      await manager.post(`/api/admin/orders/${customer.id}/refunds`).send({ reason: 'Sorry' })

    const replies = await Promise.all([refund(), refund()])
    await shop.settled()

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect(await customer.order()).toMatchObject({
      status: 'placed',
      paymentStatus: 'refunded',
      refunded: { minor: 1350 },
    })
  })

  test('Stripe is away: the refund waits and is made later, once', async () => {
    const customer = await atTheShop()
    shop.stripe.control.fault({ match: 'POST /v1/refunds', status: 500, times: 2 })
    const owner = await shop.as('owner')
    await owner.post(`/api/admin/orders/${customer.id}/refunds`).send({}).expect(201)
    const { id } = await shop.db.refund.findFirstOrThrow({ where: { orderId: customer.id } })
    await expect(shop.shop.payments.executeRefund(id)).rejects.toThrow()

    await shop.shop.payments.executeRefund(id)
    await shop.settled()
    expect(await customer.order()).toMatchObject({ paymentStatus: 'refunded' })
    expect(await shop.db.refund.count({ where: { orderId: customer.id } })).toBe(1)
  })

  test('Stripe does it and then fails to say so: it is done once all the same', async () => {
    const customer = await atTheShop()
    shop.stripe.control.fault({ match: 'POST /v1/refunds', status: 500, times: 1, after: true })
    const owner = await shop.as('owner')
    await owner.post(`/api/admin/orders/${customer.id}/refunds`).send({}).expect(201)
    await shop.settled()

    expect(await customer.order()).toMatchObject({
      paymentStatus: 'refunded',
      refunded: { minor: 1350 },
    })
    expect(await shop.db.refund.count({ where: { orderId: customer.id } })).toBe(1)
  })

  test('a part of it, made in the Stripe dashboard: it is taken in', async () => {
    const customer = await atTheShop()
    shop.stripe.control.refund({ session: customer.sessionId, amount: 500 })
    await shop.settled()

    expect(await customer.order()).toMatchObject({
      paymentStatus: 'partially_refunded',
      refunded: { minor: 500 },
    })
  })
})

describe('webhooks', () => {
  const post = (body: string, signature = 't=1,v1=00') =>
    shop
      .request()
      .post('/api/webhooks/stripe')
      .type('json')
      .set('stripe-signature', signature)
      .send(body)

  test.each([
    ['a wrong signature', '{"id":"evt_1"}', 't=1,v1=00'],
    ['no signature', '{"id":"evt_1"}', ''],
    ['not JSON', 'nonsense', 't=1,v1=00'],
  ])('%s: 400, and nothing is stored', async (_name, body, signature) => {
    const before = await shop.db.webhookEvent.count()
    const response = await post(body, signature)

    expect([response.status, response.body.type]).toEqual([400, '/problems/bad-signature'])
    expect(await shop.db.webhookEvent.count()).toBe(before)
  })

  test('every event of the shop so far was taken once and is done', async () => {
    await shop.settled()
    const open = await shop.db.webhookEvent.count({ where: { processedAt: null } })
    expect(open).toBe(0)
  })
})

test("another customer's order: word for word the 404 of one that does not exist", async () => {
  const customer = await atThePage()
  const stranger = await shop.as('customer')
  const paths = [`/api/orders/${customer.id}`, '/api/orders/01900000-0000-7000-8000-00000000dead']
  const [theirs, nobodys] = await Promise.all(
    paths.map(async (path) => (await stranger.get(path)).body),
  )

  expect({ ...theirs, instance: '' }).toEqual({ ...nobodys, instance: '' })
  expect(theirs.status).toBe(404)
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
