import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

import { stripeGateway } from './index.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => await shop.close())

test("Stripe's events that nothing has come of: staff read why, and an event opened again is not late", async () => {
  const owner = await shop.as('owner')
  await shop.given.stock('TEA-EVENTS', 5)
  const { body: checkout } = await buy(shop.browser(), 'TEA-EVENTS')
  const { id, accessToken } = checkout.order
  const sessionId = /cs_\w+/.exec(checkout.paymentUrl)?.[0] ?? ''
  await shop.db.webhookEvent.create({
    data: {
      id: 'evt_nonsense',
      type: 'refund.created',
      livemode: false,
      payload: { type: 'refund.created', data: { object: { id: 1 } } },
      occurredAt: shop.clock.now(),
      receivedAt: shop.clock.now(),
    },
  })
  await shop.shop.payments.webhooks.apply('evt_nonsense')
  const refund = {
    id: 're_early',
    amount: 100,
    currency: 'gbp',
    payment_intent: 'pi_unheard_of',
    status: 'succeeded',
  }
  await shop.db.webhookEvent.create({
    data: {
      id: 'evt_early',
      type: 'refund.created',
      livemode: false,
      payload: { type: 'refund.created', data: { object: refund } },
      occurredAt: shop.clock.now(),
      receivedAt: shop.clock.now(),
    },
  })
  await shop.shop.payments.webhooks.apply('evt_early')

  const { body } = await owner.get('/api/admin/events').expect(200)
  const named = (event: string) => body.items.find((item: { id: string }) => item.id === event)
  expect(named('evt_nonsense')).toMatchObject({ standing: 'parked', type: 'refund.created' })
  expect(named('evt_nonsense').reason).toContain('could not make sense of it')
  expect(named('evt_early')).toMatchObject({ standing: 'waiting' })
  const { body: first } = await owner.get('/api/admin/events?limit=1')
  const { body: second } = await owner.get(`/api/admin/events?limit=1&cursor=${first.nextCursor}`)
  expect(second.items[0].id).not.toBe(first.items[0].id)
  await (await shop.as('viewer')).get('/api/admin/events').expect(403)

  // The webhook is lost, so the return page is what brings the payment.
  await shop.clock.advance(20 * 60)
  shop.stripe.control.delivery({ dropRate: 1 })
  shop.stripe.control.session(sessionId, { outcome: 'paid' })
  const gateway = stripeGateway({
    secretKey: 'sk_test_stand_in',
    webhookSecrets: [],
    apiUrl: shop.stripe.url,
  })
  const { intentId: intent } = await gateway.session(sessionId)
  await shop.db.$executeRaw`
    update webhook_event set payload = jsonb_set(payload, '{data,object,payment_intent}', to_jsonb(${intent}::text))
     where id = 'evt_early'`
  await shop.request().post(`/api/orders/${id}/payment?token=${accessToken}`).expect(200)
  const woken = await shop.db.webhookEvent.findUniqueOrThrow({ where: { id: 'evt_early' } })
  expect(woken.receivedAt.getTime()).toBeGreaterThan(woken.occurredAt.getTime() + 19 * 60_000)
})
