import { createHmac } from 'node:crypto'

import request from 'supertest'

import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

import { stripeGateway } from './stripe.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())
/** What a test kept from the shop comes now, so that no other test waits for it: Stripe tries again within half a minute. */
afterEach(async () => {
  shop.stripe.control.reset({})
  await minutesLater(1)
  await shop.settled()
})

/** Somebody of the staff, signed in anew where the clock has moved on. */
const tokens = new Map<string, string>()
async function staff(role: 'owner' | 'manager') {
  await shop.bearer(role)
  const login = { email: `${role}@example.com`, password: 'correct horse battery' }
  if (!tokens.has(role)) {
    const { body } = await shop.request().post('/api/auth/login').send(login)
    tokens.set(role, `Bearer ${body.accessToken}`)
  }
  return request.agent(shop.url).set('authorization', tokens.get(role) ?? '')
}

let skus = 0
/** Somebody at the payment page, with one unit of five of something at £10 and delivery at £3.50. */
async function atThePage(onHand = 5) {
  const sku = `REC-${(skus += 1)}`
  await shop.given.stock(sku, onHand, 1000)
  const { body } = await buy(shop.browser(), sku)
  const { id, accessToken } = body.order
  return {
    sku,
    id: id as string,
    paymentUrl: body.paymentUrl as string,
    sessionId: /cs_\w+/.exec(body.paymentUrl)?.[0] ?? '',
    order: async () => (await shop.request().get(`/api/orders/${id}?token=${accessToken}`)).body,
    forStaff: async () => (await (await staff('owner')).get(`/api/admin/orders/${id}`)).body,
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

const gateway = () =>
  stripeGateway({ secretKey: 'sk_test_stand_in', webhookSecrets: [], apiUrl: shop.stripe.url })
const intentOf = async (sessionId: string) => (await gateway().session(sessionId)).intentId ?? ''

const deaf = () => shop.stripe.control.delivery({ dropRate: 1 })

async function reconcile() {
  const response = await (await staff('manager')).post('/api/admin/reconciliations').send({})
  expect(response.status).toBe(201)
  await shop.drain()
  return response.body
}

/** Heals, and then four times finds nothing more to heal. */
async function reconcileFiveTimes() {
  const first = await reconcile()
  for (const nth of [2, 3, 4, 5]) {
    expect({ nth, ...(await reconcile()) }).toMatchObject({
      status: 'done',
      healed: 0,
      failures: 0,
    })
  }
  return first
}

async function minutesLater(minutes: number) {
  await shop.stripe.control.clock({ advanceSeconds: minutes * 60 })
  tokens.clear()
}

const PLACED = { status: 'placed', paymentStatus: 'paid' }

describe('a webhook that never came', () => {
  test('paid at Stripe, open here: the order is placed, once', async () => {
    const customer = await atThePage()
    deaf()
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid' })

    expect(await reconcileFiveTimes()).toMatchObject({ status: 'done', healed: 1, failures: 0 })
    expect(await customer.order()).toMatchObject(PLACED)
    expect(await customer.level()).toEqual({ onHand: 4, reserved: 0 })
    expect(await shop.db.stockMovement.count({ where: { orderId: customer.id } })).toBe(1)
    expect(shop.mails.filter(({ subject }) => subject.includes('REC'))).toEqual([])
  })

  test('expired at Stripe, open here: the units are free', async () => {
    const customer = await atThePage()
    deaf()
    shop.stripe.control.session(customer.sessionId, { outcome: 'abandoned' })

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await customer.order()).toMatchObject({ status: 'expired' })
    expect(await customer.level()).toEqual({ onHand: 5, reserved: 0 })
  })

  test('a slow bank said no days after: the customer may try again', async () => {
    const customer = await atThePage()
    await shop.pay(customer.paymentUrl, 'processing')
    await reconcile()
    await minutesLater(3 * 24 * 60)
    await reconcile()
    deaf()
    shop.stripe.control.session(customer.sessionId, { outcome: 'failed' })

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await customer.order()).toMatchObject({ paymentStatus: 'failed', canPay: true })
  })

  test('the clock runs it too, and it takes turns with nobody', async () => {
    const customer = await atThePage()
    deaf()
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid' })
    const job = shop.shop.scheduled.find(({ name }) => name === 'reconcile')

    expect(job?.everySeconds).toBe(900)
    await job?.run()
    expect(await customer.order()).toMatchObject(PLACED)
  })
})

describe('refunds', () => {
  test('made in the dashboard and never heard of: taken in, once', async () => {
    const customer = await atTheShop()
    deaf()
    shop.stripe.control.refund({ session: customer.sessionId, amount: 500 })

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await customer.order()).toMatchObject({
      paymentStatus: 'partially_refunded',
      refunded: { minor: 500 },
    })
    expect(await shop.db.refund.count({ where: { orderId: customer.id } })).toBe(1)
  })

  test('failed at Stripe after it had succeeded: the money is no longer counted as sent', async () => {
    const customer = await atTheShop()
    const { id } = shop.stripe.control.refund({ session: customer.sessionId, amount: 500 })
    await shop.settled()
    deaf()
    shop.stripe.control.settleRefund(id, { status: 'failed' })

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await customer.forStaff()).toMatchObject({
      paymentStatus: 'paid',
      refunded: { minor: 0 },
      needsReview: true,
    })
  })

  test('ours, made at Stripe with the answer lost: a day later it is found, and not made again', async () => {
    const customer = await atTheShop()
    deaf()
    const owner = await staff('owner')
    await owner.post(`/api/admin/orders/${customer.id}/refunds`).send({}).expect(201)
    await shop.shop.outbox.flush()
    shop.queue.takeAll()
    const refund = await shop.db.refund.findFirstOrThrow({ where: { orderId: customer.id } })
    const intentId = await intentOf(customer.sessionId)
    const { id: key, amountMinor, orderId } = refund
    await gateway().refund({ key, intentId, amountMinor, orderId })
    await minutesLater(25 * 60)
    await shop.db.reconciliationCursor.update({
      where: { list: 'refunds' },
      data: { fromAt: shop.clock.now() },
    })

    await reconcileFiveTimes()
    expect(await customer.order()).toMatchObject({
      paymentStatus: 'refunded',
      refunded: { minor: 1350 },
    })
    expect(await gateway().refundsOf(intentId)).toHaveLength(1)
  })

  test('ours, never asked for: it is asked for, once', async () => {
    const customer = await atTheShop()
    const owner = await staff('owner')
    await owner.post(`/api/admin/orders/${customer.id}/refunds`).send({}).expect(201)
    await shop.shop.outbox.flush()
    shop.queue.takeAll()
    await minutesLater(11)

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await customer.order()).toMatchObject({ paymentStatus: 'refunded' })
  })

  test('more than is left: a person is asked once, and what is right follows', async () => {
    const customer = await atTheShop()
    const owner = await staff('owner')
    await owner.post(`/api/admin/orders/${customer.id}/refunds`).send({}).expect(201)
    await shop.shop.outbox.flush()
    shop.queue.takeAll()
    deaf()
    shop.stripe.control.refund({ session: customer.sessionId, amount: 500 })

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await customer.forStaff()).toMatchObject({
      needsReview: true,
      timeline: expect.arrayContaining([expect.objectContaining({ event: 'refund_beyond' })]),
    })
    await minutesLater(11)
    await reconcile()
    await reconcile()
    expect(await customer.order()).toMatchObject({
      paymentStatus: 'partially_refunded',
      refunded: { minor: 500 },
    })
    expect(await reconcile()).toMatchObject({ healed: 0, failures: 0 })
  })

  test('charge.refunded alone: its refunds are asked for and taken in', async () => {
    const customer = await atTheShop()
    deaf()
    shop.stripe.control.refund({ session: customer.sessionId, amount: 400 })
    shop.stripe.control.delivery({ dropRate: 0 })
    const [event] = JSON.parse(
      shop.stripe.control.events({ type: 'charge.refunded', about: customer.id }),
    )
    shop.stripe.control.resend(event.id)
    await shop.settled()

    expect(await customer.order()).toMatchObject({ refunded: { minor: 400 } })
  })
})

describe('pages that the books do not have', () => {
  async function openStray(orderId: string, origin = shop.url) {
    return await gateway().openSession({
      key: `stray-${(skus += 1)}`,
      orderId,
      orderNumber: 1,
      email: 'ada@example.com',
      currency: 'gbp',
      lines: [{ title: 'Tea', description: null, unitPriceMinor: 1000, quantity: 1 }],
      delivery: { label: 'Delivery', priceMinor: 350 },
      expiresAt: new Date(shop.clock.now().getTime() + 31 * 60_000),
      returnUrl: `${origin}/orders/${orderId}?token=x`,
    })
  }
  const NOBODY = '01900000-0000-7000-8000-00000000beef'
  const statusOf = async (id: string) => (await gateway().session(id)).standing

  test('open: it is closed, but not before its time to be noted has passed', async () => {
    const { id } = await openStray(NOBODY)
    expect(await reconcile()).toMatchObject({ healed: 0 })
    expect(await statusOf(id)).toBe('open')

    await minutesLater(3)
    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await statusOf(id)).toBe('expired')
  })

  test('paid, for no order of ours: all of it goes back, once', async () => {
    const { id } = await openStray(NOBODY)
    deaf()
    shop.stripe.control.session(id, { outcome: 'paid' })
    await minutesLater(3)

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    const { intentId } = await gateway().session(id)
    expect(await gateway().refundsOf(intentId ?? '')).toMatchObject([
      { amountMinor: 1350, status: 'succeeded' },
    ])
    expect(await shop.db.straySession.findMany()).toMatchObject([
      { stripeSessionId: id, amountMinor: 1350, stripeRefundId: expect.stringMatching(/^re_/) },
    ])
    const told = shop.mails.filter(({ text }) => text.includes(id))
    expect(told.map(({ to, subject }) => [to, subject])).toEqual([
      ['shop@example.com', 'A payment of £13.50 belonged to no order and goes back'],
      ['ada@example.com', 'Your payment of £13.50 goes back in full'],
    ])
  })

  test('the bank is at work on it for days: its end is waited for', async () => {
    const { id } = await openStray(NOBODY)
    deaf()
    shop.stripe.control.session(id, { outcome: 'processing' })
    await minutesLater(3)
    expect(await reconcile()).toMatchObject({ healed: 0 })
    await minutesLater(2 * 24 * 60)
    await reconcile()
    shop.stripe.control.session(id, { outcome: 'succeeded' })

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await shop.db.straySession.findMany({ where: { stripeSessionId: id } })).toMatchObject([
      { stripeRefundId: expect.stringMatching(/^re_/) },
    ])
  })

  test('paid a second time for an order that is placed: it goes back, and a person looks', async () => {
    const customer = await atTheShop()
    const { id } = await openStray(customer.id)
    deaf()
    shop.stripe.control.session(id, { outcome: 'paid' })
    await minutesLater(3)

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await customer.forStaff()).toMatchObject({
      ...PLACED,
      needsReview: true,
      payments: [
        { captured: { minor: 1350 }, refunded: { minor: 0 } },
        { captured: { minor: 1350 }, refunded: { minor: 1350 } },
      ],
    })
    expect(await customer.level()).toEqual({ onHand: 4, reserved: 0 })
  })

  test('opened, and the crash came before it was noted: it is noted, and counts', async () => {
    const customer = await atThePage()
    await shop.db.payment.updateMany({
      where: { orderId: customer.id },
      data: { stripeSessionId: null, paymentUrl: null },
    })
    deaf()
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid' })
    await minutesLater(3)

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await customer.forStaff()).toMatchObject({ ...PLACED, needsReview: false })
  })

  test('one that cannot be closed does not keep the others, and is tried again', async () => {
    const [stuck, other] = [await openStray(NOBODY), await openStray(NOBODY)]
    await minutesLater(3)
    const match = `POST /v1/checkout/sessions/${stuck.id}/expire`
    shop.stripe.control.fault({ match, status: 500, times: 2 })

    expect(await reconcile()).toMatchObject({ status: 'done', healed: 1, failures: 1 })
    expect(await statusOf(other.id)).toBe('expired')
    await minutesLater(20)
    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1, failures: 0 })
    expect(await statusOf(stuck.id)).toBe('expired')
  })

  test("another shop's, on the same account: it is let be", async () => {
    const { id } = await openStray(NOBODY, 'https://another.example')
    await minutesLater(3)

    expect(await reconcile()).toMatchObject({ healed: 0 })
    expect(await statusOf(id)).toBe('open')
  })
})

describe('disputes', () => {
  const dispute = (session: string, more: object = {}) =>
    shop.stripe.control.dispute({ session, reason: 'product_not_received', ...more })

  test('opened: the order waits for a look, the owner is written to, the customer sees nothing of it', async () => {
    const customer = await atTheShop()
    const before = await customer.level()
    dispute(customer.sessionId)
    await shop.settled()

    expect(await customer.forStaff()).toMatchObject({
      ...PLACED,
      needsReview: true,
      reviewReason: expect.stringContaining('nothing arrived'),
      disputes: [
        {
          amount: { minor: 1350 },
          status: 'needs_response',
          reason: 'product_not_received',
          isInquiry: false,
          withdrawn: { minor: 1350 },
          dueBy: expect.any(String),
        },
      ],
      timeline: expect.arrayContaining([expect.objectContaining({ event: 'dispute_opened' })]),
    })
    expect(JSON.stringify(await customer.order())).not.toContain('disput')
    expect(await customer.level()).toEqual(before)
    const letters = shop.mails.filter(({ subject }) => subject.includes('is disputed'))
    expect(letters).toHaveLength(1)
  })

  test('its events five times each and in any order: one dispute, at its end', async () => {
    const customer = await atTheShop()
    shop.stripe.control.delivery({ duplicates: 5, shuffle: true })
    const { id } = dispute(customer.sessionId)
    shop.stripe.control.followDispute(id, { status: 'under_review' })
    shop.stripe.control.followDispute(id, { status: 'won' })
    await shop.settled()

    const { disputes, timeline } = await customer.forStaff()
    expect(disputes).toMatchObject([{ status: 'won', withdrawn: { minor: 0 } }])
    const told = timeline.map(({ event }: { event: string }) => event)
    expect(told.filter((event: string) => event === 'dispute_opened')).toHaveLength(1)
    expect(await customer.order()).toMatchObject(PLACED)
  })

  test('heard of before the payment itself: it waits for it, and so does a refund', async () => {
    const [disputed, refunded] = [await atThePage(), await atThePage()]
    shop.stripe.control.delivery({ delayMs: 60_000 })
    for (const { sessionId } of [disputed, refunded]) {
      shop.stripe.control.session(sessionId, { outcome: 'paid' })
    }
    shop.stripe.control.delivery({ delayMs: 0 })
    dispute(disputed.sessionId)
    shop.stripe.control.refund({ session: refunded.sessionId, amount: 300 })
    const early = { processedAt: { not: null }, outcome: 'waiting for its payment' }
    while ((await shop.db.webhookEvent.count({ where: early })) < 4) await shop.drain()
    expect(await disputed.order()).toMatchObject({ status: 'awaiting_payment' })

    await minutesLater(2)
    await shop.settled()
    expect(await disputed.forStaff()).toMatchObject({
      ...PLACED,
      disputes: [{ status: 'needs_response' }],
    })
    expect(await refunded.order()).toMatchObject({ refunded: { minor: 300 } })
  })

  test('a question that becomes a claim: the owner is written to twice', async () => {
    const customer = await atTheShop()
    const { id } = dispute(customer.sessionId, { status: 'warning_needs_response' })
    await shop.settled()
    expect(await customer.forStaff()).toMatchObject({
      disputes: [{ status: 'needs_response', isInquiry: true, withdrawn: { minor: 0 } }],
    })
    shop.stripe.control.followDispute(id, { status: 'needs_response' })
    await shop.settled()

    expect((await customer.forStaff()).disputes).toMatchObject([{ isInquiry: false }])
    const { number } = await customer.order()
    const letters = shop.mails.filter(({ subject }) => subject.includes(`order ${number} is`))
    expect(letters).toHaveLength(2)
  })

  test('lost, and never heard of: taken in, no restock, no revival, no refund', async () => {
    const customer = await atTheShop()
    const owner = await staff('owner')
    await owner.post(`/api/admin/orders/${customer.id}/cancellation`).send({}).expect(200)
    shop.queue.takeAll()
    const before = await customer.level()
    deaf()
    const { id } = dispute(customer.sessionId)
    shop.stripe.control.followDispute(id, { status: 'lost' })

    expect(await reconcileFiveTimes()).toMatchObject({ healed: 1 })
    expect(await customer.forStaff()).toMatchObject({
      status: 'cancelled',
      disputes: [{ status: 'lost', withdrawn: { minor: 1350 } }],
    })
    expect(await customer.level()).toEqual(before)
  })

  test('a suspicion of fraud: what is still here waits for a look, what has left only has it noted', async () => {
    const [here, gone] = [await atTheShop(), await atTheShop()]
    await shop.db.order.update({
      where: { id: gone.id },
      data: { fulfilmentStatus: 'fulfilled' },
    })
    shop.stripe.control.delivery({ duplicates: 3 })
    for (const { sessionId: session } of [here, gone]) shop.stripe.control.warning({ session })
    await shop.settled()

    const types = { type: 'radar.early_fraud_warning.created' }
    await shop.db.webhookEvent.updateMany({ where: types, data: { processedAt: null } })
    for (const { id } of await shop.db.webhookEvent.findMany({ where: types })) {
      await shop.shop.payments.webhooks.apply(id)
    }

    const { timeline } = await here.forStaff()
    const kinds = timeline.map(({ event }: { event: string }) => event)
    expect(kinds.filter((kind: string) => kind === 'fraud_warning')).toHaveLength(1)
    const noted = expect.arrayContaining([expect.objectContaining({ event: 'fraud_warning' })])
    expect(await here.forStaff()).toMatchObject({ needsReview: true, timeline: noted })
    expect(await gone.forStaff()).toMatchObject({ needsReview: false, timeline: noted })
  })
})

test('a suspicion of fraud whose webhook never came: the comparison finds it, once', async () => {
  const customer = await atTheShop()
  deaf()
  shop.stripe.control.warning({ session: customer.sessionId })

  expect(await reconcileFiveTimes()).toMatchObject({
    healed: 1,
    findings: [expect.stringContaining("the card's network suspects fraud")],
  })
  const { timeline, needsReview } = await customer.forStaff()
  const noted = timeline.filter(({ event }: { event: string }) => event === 'fraud_warning')
  expect([needsReview, noted.length]).toEqual([true, 1])
})

test('every decline is kept with its attempt, and only staff see the codes', async () => {
  const customer = await atThePage()
  shop.stripe.control.delivery({ duplicates: 3 })
  await shop.pay(customer.paymentUrl, 'insufficient_funds')
  await minutesLater(1)
  await shop.pay(customer.paymentUrl, 'declined')
  await shop.pay(customer.paymentUrl)

  const at = expect.any(String)
  expect((await customer.forStaff()).payments).toMatchObject([
    {
      status: 'paid',
      declines: [
        { code: 'insufficient_funds', at },
        { code: 'generic_decline', at },
      ],
    },
  ])
})

describe('webhooks', () => {
  const sign = (body: string, secret: string) => {
    const at = Math.floor(shop.clock.now().getTime() / 1000)
    const hash = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
    return `t=${at},v1=${hash}`
  }

  test('two secrets while one replaces the other: both are good, a third is not', async () => {
    const rotating = stripeGateway({
      secretKey: 'sk_test_stand_in',
      webhookSecrets: ['whsec_new', 'whsec_old'],
      apiUrl: shop.stripe.url,
    })
    const event = { id: 'evt_1', object: 'event', type: 'x', created: 1, livemode: false }
    const body = JSON.stringify(event)
    const read = async (secret: string) =>
      await rotating.readEvent(Buffer.from(body), sign(body, secret), shop.clock.now())

    expect(await read('whsec_new')).toMatchObject({ id: 'evt_1' })
    expect(await read('whsec_old')).toMatchObject({ id: 'evt_1' })
    await expect(read('whsec_other')).rejects.toThrow('No secret of ours')
  })

  test('signed and senseless: answered 200, parked, alarmed, and not tried again', async () => {
    const body = JSON.stringify({
      id: 'evt_senseless',
      object: 'event',
      api_version: '2026-10-28.endive',
      type: 'charge.dispute.created',
      created: Math.floor(shop.clock.now().getTime() / 1000),
      livemode: false,
      data: { object: { id: 7 } },
    })
    const send = async () =>
      await shop
        .request()
        .post('/api/webhooks/stripe')
        .type('json')
        .set('stripe-signature', sign(body, 'whsec_stand_in'))
        .send(body)
        .expect(200)
    await send()
    await shop.drain()
    await send()
    await shop.drain()

    expect(await shop.db.webhookEvent.findUnique({ where: { id: 'evt_senseless' } })).toMatchObject(
      { outcome: 'parked: not understood' },
    )
    await shop.metrics.flush()
    expect(await shop.metrics.render()).toContain(
      'webhook_events_parked_total{kind="not understood"} 1',
    )
    expect(shop.logged.join('')).toContain('a signed event is parked')
  })
})

describe('who may, and what they are told', () => {
  test.each([
    ['post', '/api/admin/reconciliations'],
    ['get', '/api/admin/reconciliations'],
    ['get', '/api/admin/statements'],
  ] as const)('%s %s: managers only', async (method, path) => {
    expect((await shop.request()[method](path)).status).toBe(401)
    expect((await (await shop.as('packer'))[method](path)).status).toBe(403)
  })

  test('a run while another is at it: 409; the one that died is given up after ten minutes', async () => {
    const id = '01900000-0000-7000-8000-00000000aaaa'
    await shop.db.reconciliation.create({ data: { id, startedAt: shop.clock.now() } })
    const manager = await staff('manager')
    const refused = await manager.post('/api/admin/reconciliations').send({})
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/reconciliation-running'])
    await shop.shop.payments.reconcileOnSchedule()

    await minutesLater(11)
    await reconcile()
    const { body } = await manager.get('/api/admin/reconciliations')
    expect(body.items[0]).toMatchObject({ status: 'done', failures: 0 })
    expect(body.items).toContainEqual(expect.objectContaining({ id, status: 'abandoned' }))
  })
})
