import { createHmac } from 'node:crypto'

import { buy } from '#tests/support/given.ts'
import { NEXT_STRIPE_SECRET, openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const SECRET = 'whsec_stand_in'

/** Sends a body as Stripe would, signed with one of the shop's secrets. */
async function send(body: string | Buffer, secret = SECRET) {
  const at = Math.floor(shop.clock.now().getTime() / 1000)
  const hash = createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex')
  return await shop
    .request()
    .post('/api/webhooks/stripe')
    .type('json')
    .set('stripe-signature', `t=${at},v1=${hash}`)
    .send(body.toString())
}

const byText = (a: string, b: string) => (a < b ? -1 : 1)

let events = 0
const eventOf = (type: string, object: object, more: object = {}) => ({
  id: `evt_made_${(events += 1)}`,
  object: 'event',
  api_version: '2026-10-28.endive',
  type,
  created: Math.floor(shop.clock.now().getTime() / 1000),
  livemode: false,
  data: { object },
  ...more,
})

const kept = async (id: string) => await shop.db.webhookEvent.findUnique({ where: { id } })

const toOwner = () => shop.mails.filter(({ to }) => to === 'shop@example.com')

async function atThePage(sku: string, onHand = 5) {
  await shop.given.stock(sku, onHand, 1000)
  const { body } = await buy(shop.browser(), sku)
  const { id, accessToken } = body.order
  return {
    id: String(id),
    paymentUrl: String(body.paymentUrl),
    sessionId: /cs_\w+/.exec(body.paymentUrl)?.[0] ?? '',
    order: async () => (await shop.request().get(`/api/orders/${id}?token=${accessToken}`)).body,
    look: async () =>
      (await shop.request().post(`/api/orders/${id}/payment?token=${accessToken}`)).body,
  }
}

describe('whose word it is', () => {
  test('two secrets while one replaces the other: both are taken, a third is not', async () => {
    const [old, next, other] = ['old', 'next', 'other'].map((name) =>
      eventOf('customer.created', { id: name }),
    )
    const replies = [
      await send(JSON.stringify(old)),
      await send(JSON.stringify(next), NEXT_STRIPE_SECRET),
      await send(JSON.stringify(other), 'whsec_somebody_else'),
    ]

    expect(replies.map(({ status }) => status)).toEqual([200, 200, 400])
    expect(replies[2]?.body.type).toBe('/problems/bad-signature')
    expect(await kept(other?.id ?? '')).toBeNull()
  })

  test.each([
    ['real money in a test shop', { livemode: true }, 'parked: live event'],
    ['another account', { account: 'acct_another' }, 'parked: other account'],
  ])('%s: parked, and the order is as it was', async (name, more, outcome) => {
    const customer = await atThePage(`WHOSE ${name}`.replaceAll(' ', '-').toUpperCase())
    const session = {
      id: customer.sessionId,
      client_reference_id: customer.id,
      payment_intent: 'pi_elsewhere',
      amount_total: 1350,
      currency: 'gbp',
      livemode: false,
      status: 'complete',
      payment_status: 'paid',
    }
    const event = eventOf('checkout.session.completed', session, more)
    const reply = await send(JSON.stringify(event))
    await shop.drain()

    expect(reply.status).toBe(200)
    expect(await kept(event.id)).toMatchObject({ outcome })
    expect(await customer.order()).toMatchObject({ status: 'awaiting_payment' })
  })

  test('a payment in another currency, or of real money: the order goes to review', async () => {
    for (const [sku, more, reason] of [
      ['FITS-1', { currency: 'eur' }, /in eur, the order in gbp/],
      ['FITS-2', { livemode: true }, /A real payment for a test shop/],
    ] as const) {
      const customer = await atThePage(sku)
      const session = {
        id: customer.sessionId,
        client_reference_id: customer.id,
        payment_intent: `pi_${sku}`,
        amount_total: 1350,
        currency: 'gbp',
        livemode: false,
        status: 'complete',
        payment_status: 'paid',
        ...more,
      }
      await send(JSON.stringify(eventOf('checkout.session.completed', session)))
      await shop.drain()

      const order = await shop.db.order.findUniqueOrThrow({ where: { id: customer.id } })
      expect(order).toMatchObject({ status: 'awaiting_payment', needsReview: true })
      expect(order.reviewReason).toMatch(reason)
    }
    expect(toOwner().map(({ subject }) => subject)).toContainEqual(
      expect.stringContaining('its payment is in doubt'),
    )
    await shop.db.$executeRaw`
      update "order" set needs_review = false where needs_review`
    const held = await shop.db.order.findMany({ where: { payments: { some: { status: 'paid' } } } })
    for (const { id } of held) await undo(id)
  })
})

/** What the falsified payments above left behind is taken out of the books, for no money came. */
async function undo(orderId: string): Promise<void> {
  await shop.db.$executeRaw`alter table payment disable trigger all`
  await shop.db
    .$executeRaw`update payment set status = 'open', captured_minor = 0, stripe_intent_id = null where order_id = ${orderId}::uuid`
  await shop.db.$executeRaw`alter table payment enable trigger all`
}

describe('signed, and senseless', () => {
  test.each([
    ['no JSON', 'hello'],
    ['no bytes', ''],
    ['not an object', '[1, 2]'],
    ['null', 'null'],
    ['no id', '{"object":"event","type":"x","created":1,"livemode":false}'],
    ['no time', '{"id":"evt_no_time","type":"x","livemode":false}'],
    ['a time beyond all', '{"id":"evt_late","type":"x","created":1e300,"livemode":false}'],
    ['an id that is none', '{"id":7,"type":"x","created":1,"livemode":false}'],
    ['no mode', '{"id":"evt_no_mode","type":"x","created":1}'],
  ])('%s: answered 200 and parked, once however often it comes', async (_name, body) => {
    const before = await shop.db.webhookEvent.count()
    const replies = [await send(body), await send(body)]
    await shop.drain()

    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    expect(await shop.db.webhookEvent.count()).toBe(before + 1)
    const [event] = await shop.db.webhookEvent.findMany({
      where: { type: 'senseless' },
      orderBy: { receivedAt: 'desc' },
      take: 1,
    })
    expect(event).toMatchObject({
      outcome: 'parked: not understood',
      processedAt: expect.any(Date),
      payload: { base64: Buffer.from(body).toString('base64') },
    })
  })

  test('the owner is told once that day, and the metrics count each', async () => {
    const parked = toOwner().filter(({ subject }) => subject.includes('put aside'))
    await shop.clock.advance(24 * 3600)
    await send('hello, again')
    await shop.drain()

    expect(parked).toHaveLength(1)
    expect(toOwner().filter(({ subject }) => subject.includes('put aside'))).toHaveLength(2)
    await shop.metrics.flush()
    expect(await shop.metrics.render()).toContain(
      'webhook_events_parked_total{kind="not understood"} 10',
    )
  })

  test('characters that the database cannot keep: the rest of it counts', async () => {
    const event = eventOf('customer.created', { id: 'cus_1', name: 'A\0da \uD800' })
    const reply = await send(JSON.stringify(event))
    await shop.drain()

    expect(reply.status).toBe(200)
    expect(await kept(event.id)).toMatchObject({ outcome: 'ignored' })
  })
})

describe('every decline', () => {
  test('is kept with its code, and the buyer reads the last one in plain words', async () => {
    const customer = await atThePage('NO-1')
    await shop.pay(customer.paymentUrl, 'insufficient_funds')
    const first = await customer.look()
    await shop.pay(customer.paymentUrl, 'declined')
    const second = await customer.look()
    await shop.pay(customer.paymentUrl)

    expect(first.declined).toMatch(/not enough money/)
    expect(second.declined).toMatch(/Your bank declined the card/)
    const codes = await shop.db.paymentDecline.findMany({
      where: { payment: { orderId: customer.id } },
      orderBy: { declinedAt: 'asc' },
    })
    expect(codes.map(({ code }) => code).toSorted()).toEqual([
      'generic_decline',
      'insufficient_funds',
    ])
    const { status, timeline } = await customer.order()
    expect(status).toBe('placed')
    const told = timeline.filter(({ event }: { event: string }) => event === 'payment_declined')
    expect(told).toHaveLength(2)
  })

  test('a code that Stripe invents tomorrow: words all the same', async () => {
    const customer = await atThePage('NO-2')
    const intent = {
      id: 'pi_new_code',
      metadata: { orderId: customer.id },
      last_payment_error: { code: 'card_declined', decline_code: 'moon_phase' },
    }
    await send(JSON.stringify(eventOf('payment_intent.payment_failed', intent)))
    await shop.drain()

    expect((await customer.look()).declined).toBe(
      'Your bank declined the payment. Nothing was taken. Try another card, or ask your bank.',
    )
  })
})

describe('a payment that comes too late', () => {
  test('its units are gone: it goes back, and customer, owner and metrics hear of it once', async () => {
    const customer = await atThePage('TOO-LATE-1', 1)
    await shop.pay(customer.paymentUrl, 'abandoned')
    const other = await buy(shop.browser(), 'TOO-LATE-1')
    await shop.pay(other.body.paymentUrl)
    shop.stripe.control.delivery({ duplicates: 3 })
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid', force: true })
    await shop.settled()
    shop.stripe.control.delivery({ duplicates: 1 })

    const { number, refunded } = await customer.order()
    expect(refunded).toEqual({ minor: 1350, currency: 'gbp' })
    const about = shop.mails.filter(({ subject }) => subject.includes(`order ${number}`))
    expect(about.map(({ to, subject }) => `${to}: ${subject}`).toSorted(byText)).toEqual([
      `ada@example.com: Your payment for order ${number} goes back in full`,
      `ada@example.com: £13.50 refunded for order ${number}`,
      `shop@example.com: £13.50 for order ${number} came too late and goes back`,
    ])
    await shop.metrics.flush()
    expect(await shop.metrics.render()).toContain('late_payments_total{kind="refunded"} 1')
  })

  test('its units are there: it is placed after all, and counted', async () => {
    const customer = await atThePage('TOO-LATE-2')
    await shop.pay(customer.paymentUrl, 'abandoned')
    shop.stripe.control.session(customer.sessionId, { outcome: 'paid', force: true })
    await shop.settled()

    expect(await customer.order()).toMatchObject({ status: 'placed' })
    await shop.metrics.flush()
    expect(await shop.metrics.render()).toContain('late_payments_total{kind="placed"} 1')
  })
})

test('Stripe sends an event again that is done: it stays done, and its work is not called for again', async () => {
  const customer = await atThePage('AGAIN-1')
  await shop.pay(customer.paymentUrl)
  await shop.settled()
  const event = await shop.db.webhookEvent.findFirstOrThrow({
    where: { type: 'checkout.session.completed', id: { not: { startsWith: 'evt_made' } } },
  })
  const calledFor = await shop.db.outbox.count()

  shop.stripe.control.resend(event.id)
  await shop.settled()

  expect(await kept(event.id)).toEqual(event)
  expect(await shop.db.outbox.count()).toBe(calledFor)
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
