import { checkoutBody } from '#tests/support/given.ts'
import { promotion } from '#tests/support/promotions.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterEach(async () => {
  await shop.db.promotion.updateMany({ data: { active: false } })
})
afterAll(async () => await shop.close())

type Browser = ReturnType<TestShop['browser']>

const DELIVERY = 350

/** A browser with units in its basket, and a code with them. */
async function ready(
  sku: string,
  { quantity = 1, code }: { quantity?: number; code?: string } = {},
) {
  const browser = shop.browser()
  await browser.post('/api/cart/lines').send({ sku, quantity }).expect(200)
  if (code) await browser.post('/api/cart/coupons').send({ code }).expect(200)
  return browser
}

const checkOut = async (browser: Browser, more: object = {}) =>
  await browser.post('/api/checkout').send(checkoutBody(more))

const orderOf = async ({ body }: { body: { order: { id: string; accessToken: string } } }) =>
  (await shop.request().get(`/api/orders/${body.order.id}?token=${body.order.accessToken}`)).body

const levelOf = async (sku: string) =>
  await shop.db.stockLevel.findFirstOrThrow({
    where: { variant: { sku } },
    select: { onHand: true, reserved: true },
  })

describe('the order', () => {
  test('three lines and a third off: each line has its share, they come to the total, and so does Stripe', async () => {
    await shop.given.stock('DEAL-1', 20, 333)
    await shop.given.stock('DEAL-2', 20, 1999)
    await shop.given.stock('DEAL-3', 20, 1)
    await promotion(shop, { code: 'THIRD', name: 'A third off', percentBasisPoints: 3333 })
    const browser = await ready('DEAL-1', { quantity: 7, code: 'THIRD' })
    await browser.post('/api/cart/lines').send({ sku: 'DEAL-2', quantity: 3 })
    const { body: cart } = await browser
      .post('/api/cart/lines')
      .send({ sku: 'DEAL-3', quantity: 1 })

    const reply = await checkOut(browser, {
      expectedTotal: { minor: cart.total.minor + DELIVERY, currency: 'gbp' },
    })

    expect(reply.status).toBe(201)
    const order = await orderOf(reply)
    // 8329 of goods; 33.33 % are 2776.06.
    expect(order.totals).toMatchObject({
      subtotal: { minor: 8329 },
      discount: { minor: 2776 },
      total: { minor: 8329 - 2776 + DELIVERY },
    })
    type Line = (typeof order.lines)[number]
    expect(order.lines.map((line: Line) => line.discount.minor)).toEqual([777, 1999, 0])
    for (const line of order.lines) {
      expect(line.tax.minor).toBe(Math.round((line.total.minor * 20) / 120))
    }
    expect(order.promotions).toEqual([
      {
        name: 'A third off',
        kind: 'percentage',
        code: 'THIRD',
        discount: { minor: 2776, currency: 'gbp' },
      },
    ])

    await shop.pay(reply.body.paymentUrl)
    expect(await orderOf(reply)).toMatchObject({ status: 'placed', paymentStatus: 'paid' })
    const after = (await browser.get('/api/cart')).body
    expect([after.lines, after.coupons]).toEqual([[], []])
    const mail = shop.mails.find(({ to }) => to.includes('ada@example.com'))
    expect(mail?.text).toContain('A third off (THIRD): −£27.76')
  })

  test('all of it off, to be collected: it costs nothing, is placed at once, and Stripe never hears of it', async () => {
    await shop.given.stock('DEAL-4', 5, 1250)
    await promotion(shop, { code: 'ALL', kind: 'fixed_amount', amountMinor: 99_999 })
    const browser = await ready('DEAL-4', { quantity: 2, code: 'ALL' })

    const reply = await checkOut(browser, { delivery: { method: 'collection' } })

    expect(reply.body).toMatchObject({
      order: { total: { minor: 0 }, status: 'placed' },
      paymentUrl: null,
    })
    expect(await levelOf('DEAL-4')).toEqual({ onHand: 3, reserved: 0 })
  })

  test('free delivery: the order pays none and says what that was worth; collected, no use is taken', async () => {
    await shop.given.stock('DEAL-5', 5, 1000)
    const free = await promotion(shop, { code: 'POST', kind: 'free_delivery' })

    const reply = await checkOut(await ready('DEAL-5', { code: 'POST' }))
    expect(await orderOf(reply)).toMatchObject({
      totals: { delivery: { minor: 0 }, discount: { minor: 0 }, total: { minor: 1000 } },
      promotions: [{ kind: 'free_delivery', discount: { minor: DELIVERY } }],
    })
    await shop.pay(reply.body.paymentUrl)
    expect((await orderOf(reply)).status).toBe('placed')

    await checkOut(await ready('DEAL-5', { code: 'POST' }), { delivery: { method: 'collection' } })
    expect(await free.uses()).toBe(1)
  })

  test('the same basket again: the same order, and one use', async () => {
    await shop.given.stock('DEAL-6', 5, 1000)
    const once = await promotion(shop, { code: 'ONCE', limitTotal: 1, limitPerCustomer: 1 })
    const browser = await ready('DEAL-6', { code: 'ONCE' })

    const [first, second] = [await checkOut(browser), await checkOut(browser)]
    expect(second.body).toEqual(first.body)
    expect((await browser.get('/api/cart')).body.coupons[0].reason).toBeNull()

    const changed = await checkOut(browser, { name: 'Ada King' })
    expect(changed.status).toBe(201)
    expect(changed.body.order.id).not.toBe(first.body.order.id)
    expect(changed.body.order.total.minor).toBe(900 + DELIVERY)
    expect(await once.uses()).toBe(1)
  })

  test('an offer changed its name and worth since: the order is as it was agreed', async () => {
    await shop.given.stock('DEAL-7', 5, 1000)
    const offer = await promotion(shop, { name: 'Autumn' })
    const reply = await checkOut(await ready('DEAL-7'))
    const before = await orderOf(reply)

    await offer.change({ name: 'Winter', percentBasisPoints: 5000, active: false })

    expect(await orderOf(reply)).toEqual(before)
    await shop.pay(reply.body.paymentUrl)
    expect((await orderOf(reply)).promotions[0].name).toBe('Autumn')
  })
})

describe('a gift', () => {
  const withGift = async (sku: string, onHand: number, more: object = {}) => {
    await shop.given.product({ title: `Mug ${sku}`, variants: [{ sku, onHand, priceMinor: 900 }] })
    return await promotion(shop, { kind: 'gift', giftSku: sku, name: 'A mug on us', ...more })
  }

  test('is a line that costs nothing, held and sold like any other; what is bought of it stays bought', async () => {
    await shop.given.stock('WITH-1', 5, 1000)
    await withGift('MUG-1', 5)
    const browser = await ready('WITH-1')
    await browser.post('/api/cart/lines').send({ sku: 'MUG-1', quantity: 2 }).expect(200)

    const reply = await checkOut(browser)
    expect(await levelOf('MUG-1')).toEqual({ onHand: 5, reserved: 3 })
    expect((await orderOf(reply)).lines).toMatchObject([
      { sku: 'WITH-1', isGift: false },
      { sku: 'MUG-1', quantity: 2, isGift: false, total: { minor: 1800 } },
      { sku: 'MUG-1', quantity: 1, isGift: true, unitPrice: { minor: 0 }, total: { minor: 0 } },
    ])

    // A fourth goes into the basket while the others are being paid: only what was bought leaves it.
    await browser.patch('/api/cart/lines/MUG-1').send({ quantity: 3 }).expect(200)
    await shop.pay(reply.body.paymentUrl)
    expect(await levelOf('MUG-1')).toEqual({ onHand: 2, reserved: 0 })
    expect((await browser.get('/api/cart')).body.lines).toMatchObject([
      { sku: 'MUG-1', quantity: 1 },
    ])
    expect(shop.mails.findLast(({ text }) => text.includes('Mug MUG-1'))?.text).toContain(
      'A gift with your order = Free',
    )
  })

  test('that ran out since the basket was seen: the order goes through without it and says so', async () => {
    await shop.given.stock('WITH-2', 5, 1000)
    const gift = await withGift('MUG-2', 1)
    const browser = await ready('WITH-2')
    expect((await browser.get('/api/cart')).body.gifts).toHaveLength(1)
    await checkOut(await ready('MUG-2'))

    const reply = await checkOut(browser)

    expect(reply.status).toBe(201)
    const order = await orderOf(reply)
    expect([order.lines.length, order.promotions]).toEqual([1, []])
    expect(order.timeline).toContainEqual(
      expect.objectContaining({
        event: 'gift_gone',
        detail: 'The gift has run out: there is no Mug MUG-2 left to put in.',
      }),
    )
    expect(await gift.uses()).toBe(0)
    await shop.pay(reply.body.paymentUrl)
    expect(shop.mails.at(-1)?.text).toContain('The gift has run out')
  })

  test('two left, and twenty orders at once: all are taken, two with the gift', async () => {
    await shop.given.stock('WITH-3', 50, 1000)
    const gift = await withGift('MUG-3', 2)
    const browsers = await Promise.all(
      Array.from({ length: 20 }, async () => await ready('WITH-3')),
    )

    const replies = await Promise.all(browsers.map(async (browser) => await checkOut(browser)))

    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201))
    expect(await levelOf('MUG-3')).toEqual({ onHand: 2, reserved: 2 })
    expect(await gift.uses()).toBe(2)
  })
})

describe('the total charged is the total shown', () => {
  test('the code ended since: 409 with the reason and the new total, then the order goes through', async () => {
    await shop.given.stock('SHOWN-1', 5, 1000)
    const code = await promotion(shop, { code: 'ENDS' })
    const browser = await ready('SHOWN-1', { code: 'ENDS' })
    await code.change({ active: false })

    const refused = await checkOut(browser)

    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      type: '/problems/total-changed',
      total: { minor: 1000 + DELIVERY },
      detail: expect.stringContaining('ENDS has ended.'),
    })
    expect(await shop.db.order.count({ where: { lines: { some: { sku: 'SHOWN-1' } } } })).toBe(0)
    const again = await checkOut(browser, { expectedTotal: refused.body.total })
    expect(again.status).toBe(201)
    expect((await orderOf(again)).promotions).toEqual([])
  })

  test('a code that applies not anyway: it stands in nobody’s way', async () => {
    await shop.given.stock('SHOWN-2', 5, 1000)
    await promotion(shop, { code: 'BIGGER', minimumSpendMinor: 9000 })

    expect((await checkOut(await ready('SHOWN-2', { code: 'BIGGER' }))).status).toBe(201)
  })

  test('an offer begins between the basket and the order: 409 once, for less than was shown is told as well', async () => {
    await shop.given.stock('SHOWN-3', 5, 1000)
    const browser = await ready('SHOWN-3')
    await promotion(shop, { name: 'Just begun' })

    expect((await checkOut(browser)).body.total.minor).toBe(900 + DELIVERY)
    expect((await checkOut(browser)).body.order.total.minor).toBe(900 + DELIVERY)
  })
})

describe('limits', () => {
  test('once for each customer: by mailbox for guests, by account as well; the basket knows after the refusal', async () => {
    await shop.given.stock('LIMIT-1', 20, 1000)
    await promotion(shop, { code: 'WELCOME', limitPerCustomer: 1 })
    const first = await checkOut(await ready('LIMIT-1', { code: 'WELCOME' }), {
      email: 'nell@gmail.com',
    })
    expect(first.status).toBe(201)

    const browser = await ready('LIMIT-1', { code: 'WELCOME' })
    const refused = await checkOut(browser, { email: 'n.e.l.l+again@gmail.com' })
    expect(refused.body).toMatchObject({
      type: '/problems/total-changed',
      total: { minor: 1000 + DELIVERY },
      detail: expect.stringContaining('You have used WELCOME already.'),
    })
    expect((await browser.get('/api/cart')).body.coupons).toMatchObject([
      { code: 'WELCOME', reason: 'used_already' },
    ])
    const without = await checkOut(browser, { email: 'n.e.l.l+again@gmail.com' })
    expect(without.body.order.total.minor).toBe(1000 + DELIVERY)

    const customer = await shop.as('customer')
    await customer.post('/api/cart/lines').send({ sku: 'LIMIT-1', quantity: 1 })
    await customer.post('/api/cart/coupons').send({ code: 'WELCOME' }).expect(200)
    await customer
      .post('/api/checkout')
      .send(checkoutBody({ email: 'a@example.com' }))
      .expect(201)
    await customer.put('/api/cart').send({ lines: [{ sku: 'LIMIT-1', quantity: 2 }] })
    const { body } = await customer
      .post('/api/checkout')
      .send(checkoutBody({ email: 'b@example.com' }))
    // The order before it was given up, and its use with it.
    expect(body.order.total.minor).toBe(1800 + DELIVERY)
    await shop.pay(body.paymentUrl)
    const used = await customer.post('/api/cart/coupons').send({ code: 'WELCOME' })
    expect(used.body).toMatchObject({ status: 409, reason: 'used_already' })
  })

  test('four left and forty shoppers at once: four have it, nobody else pays less', async () => {
    await shop.given.stock('LIMIT-2', 60, 1000)
    const code = await promotion(shop, { code: 'FOUR', limitTotal: 4 })
    const browsers = await Promise.all(
      Array.from({ length: 40 }, async () => await ready('LIMIT-2', { code: 'FOUR' })),
    )

    const replies = await Promise.all(
      browsers.map(async (browser, i) => await checkOut(browser, { email: `s${i}@example.com` })),
    )

    const totals = replies.map(({ status, body }) => [status, body.order?.total.minor])
    expect(totals.filter(([, total]) => total === 900 + DELIVERY)).toHaveLength(4)
    expect(totals.filter(([status]) => status === 409)).toHaveLength(36)
    expect(await code.uses()).toBe(4)
    const late = await shop.browser().post('/api/cart/coupons').send({ code: 'FOUR' })
    expect(late.body).toMatchObject({ status: 409, reason: 'used_up' })
  })

  test('one customer with two baskets at once, once for each customer: one has it', async () => {
    await shop.given.stock('LIMIT-3', 60, 1000)
    const code = await promotion(shop, { code: 'SINGLE', limitPerCustomer: 1 })
    const browsers = await Promise.all(
      Array.from({ length: 10 }, async () => await ready('LIMIT-3', { code: 'SINGLE' })),
    )

    const replies = await Promise.all(browsers.map(async (browser) => await checkOut(browser)))

    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await code.uses()).toBe(1)
  })

  test('a limit is set while orders have it: they are counted', async () => {
    await shop.given.stock('LIMIT-4', 20, 1000)
    const code = await promotion(shop, { code: 'LATER' })
    await checkOut(await ready('LIMIT-4', { code: 'LATER' }))
    await checkOut(await ready('LIMIT-4', { code: 'LATER' }))

    await code.change({ limitTotal: 2 })

    const refused = await shop.browser().post('/api/cart/coupons').send({ code: 'LATER' })
    expect(refused.body.reason).toBe('used_up')
  })
})

describe('a use is given back', () => {
  const begin = async (sku: string) => {
    await shop.given.stock(sku, 5, 1000)
    const code = await promotion(shop, { code: sku, limitTotal: 1 })
    const reply = await checkOut(await ready(sku, { code: sku }))
    expect(await code.uses()).toBe(1)
    return { code, reply, id: reply.body.order.id, token: reply.body.order.accessToken }
  }

  test('nobody pays in time: once, however often Stripe says so', async () => {
    const { code, reply } = await begin('BACK-1')
    shop.stripe.control.delivery({ duplicates: 3 })
    await shop.pay(reply.body.paymentUrl, 'abandoned')
    shop.stripe.control.delivery({ duplicates: 1 })

    expect((await orderOf(reply)).status).toBe('expired')
    expect(await code.uses()).toBe(0)
    expect((await checkOut(await ready('BACK-1', { code: 'BACK-1' }))).status).toBe(201)
    expect(await code.uses()).toBe(1)
  })

  test('the order is cancelled, unpaid: once', async () => {
    const { code, id, token } = await begin('BACK-2')
    const cancel = async () =>
      await shop.request().post(`/api/orders/${id}/cancellation?token=${token}`)

    expect([(await cancel()).status, (await cancel()).status]).toEqual([200, 409])
    expect(await code.uses()).toBe(0)
  })

  test('the order is cancelled, paid: the customer may use it again', async () => {
    const { code, id, token, reply } = await begin('BACK-3')
    await shop.pay(reply.body.paymentUrl)
    expect(await code.uses()).toBe(1)

    await shop.request().post(`/api/orders/${id}/cancellation?token=${token}`).expect(200)
    await shop.settled()
    expect(await code.uses()).toBe(0)
  })

  test('the money goes back and the order stays: it is used', async () => {
    const { code, id, reply } = await begin('BACK-4')
    await shop.pay(reply.body.paymentUrl)
    const owner = await shop.as('owner')
    await owner.post(`/api/admin/orders/${id}/refunds`).send({ reason: '' }).expect(201)
    await shop.settled()

    expect(await code.uses()).toBe(1)
  })
})

test('paid after it expired, and the last use went to somebody else: the agreed price holds, and both count', async () => {
  await shop.given.stock('LATE-1', 5, 1000)
  const code = await promotion(shop, { code: 'LATE', limitTotal: 1 })
  const late = await checkOut(await ready('LATE-1', { code: 'LATE' }))
  const { stripeSessionId } = await shop.db.payment.findFirstOrThrow({
    where: { orderId: late.body.order.id },
  })
  await shop.pay(late.body.paymentUrl, 'abandoned')
  const other = await checkOut(await ready('LATE-1', { code: 'LATE' }))
  await shop.pay(other.body.paymentUrl)

  shop.stripe.control.session(String(stripeSessionId), { outcome: 'paid', force: true })
  await shop.settled()

  expect(await orderOf(late)).toMatchObject({
    status: 'placed',
    totals: { total: { minor: 900 + DELIVERY } },
  })
  expect(await code.uses()).toBe(2)
  expect((await shop.db.promotion.findUniqueOrThrow({ where: { id: code.id } })).uses).toBe(2)
})

test('everything free, and more of it than the books can hold in one order: 422, and nothing is held', async () => {
  await shop.given.stock('VAST-1', 99, 99_999_999)
  await promotion(shop, { code: 'VAST', percentBasisPoints: 10_000 })
  await promotion(shop, { kind: 'free_delivery' })

  const refused = await checkOut(await ready('VAST-1', { quantity: 99, code: 'VAST' }))

  expect(refused.status).toBe(422)
  expect(refused.body.type).toBe('/problems/above-maximum')
  expect(await levelOf('VAST-1')).toEqual({ onHand: 99, reserved: 0 })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
