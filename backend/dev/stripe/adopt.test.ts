import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startUnderTest, type UnderTest } from './under-test.ts'

const CREATED = Date.UTC(2026, 9, 3, 9, 30)

let local: UnderTest
beforeAll(async () => {
  local = await startUnderTest()
})
afterAll(async () => {
  await local.close()
})

/** £29.49 of which £9.49 went back. */
function earlier(name: string, changes: object = {}): object {
  return {
    orderId: `order-${name}`,
    sessionId: `cs_test_demo${name}`,
    paymentIntentId: `pi_demo${name}`,
    amountMinor: 2949,
    refundedMinor: 949,
    currency: 'gbp',
    createdAt: new Date(CREATED).toISOString(),
    ...changes,
  }
}

test('an earlier payment: Stripe knows it by its ids, as of its time', async () => {
  const reply = await local.control('payments', earlier('1'))
  expect(reply).toEqual({ status: 200, body: { adopted: 1, known: 0 } })

  const created = CREATED / 1000
  const session = await local.stripe.checkout.sessions.retrieve('cs_test_demo1', {
    expand: ['payment_intent.latest_charge.balance_transaction'],
  })
  expect(session).toMatchObject({
    client_reference_id: 'order-1',
    amount_total: 2949,
    created,
    payment_status: 'paid',
    status: 'complete',
    url: null,
    payment_intent: {
      id: 'pi_demo1',
      amount_received: 2949,
      created,
      metadata: { orderId: 'order-1' },
      status: 'succeeded',
      latest_charge: {
        amount_captured: 2949,
        amount_refunded: 949,
        captured: true,
        created,
        refunded: false,
        balance_transaction: { amount: 2949, created, status: 'available' },
      },
    },
  })
  const { data: refunds } = await local.stripe.refunds.list({ payment_intent: 'pi_demo1' })
  expect(refunds).toMatchObject([{ id: 're_demo1', amount: 949, created, status: 'succeeded' }])
  const { data: movements } = await local.stripe.balanceTransactions.list()
  expect(movements.map(({ amount }) => amount)).toEqual([-949, 2949])
})

test('what is left of it can be refunded, and no more', async () => {
  local.standIn.control.adopt([earlier('2', { createdAt: new Date(CREATED) })])
  const { refunds } = local.stripe
  await expect(refunds.create({ payment_intent: 'pi_demo2', amount: 2001 })).rejects.toMatchObject({
    statusCode: 400,
    message: 'Refund amount (£20.01) is greater than unrefunded amount on charge (£20.00)',
  })

  const rest = await refunds.create({ payment_intent: 'pi_demo2', amount: 2000 })
  expect(rest).toMatchObject({ status: 'succeeded', created: local.now() })
  await expect(refunds.create({ payment_intent: 'pi_demo2' })).rejects.toMatchObject({
    code: 'charge_already_refunded',
  })
  await local.receive('charge.refunded')
})

test('taking it in tells nobody, and taking it in again changes nothing', async () => {
  const payments = [earlier('3'), earlier('4', { refundedMinor: 0 })]
  expect((await local.control('payments', payments)).body).toEqual({ adopted: 2, known: 0 })
  await local.stripe.refunds.create({ payment_intent: 'pi_demo4', amount: 100 })

  const twice = [...payments, ...payments]
  expect((await local.control('payments', twice)).body).toEqual({ adopted: 0, known: 4 })

  const { data } = await local.stripe.charges.list({ payment_intent: 'pi_demo4' })
  expect(data).toMatchObject([{ amount_refunded: 100 }])
  expect(local.standIn.control.events({ about: 'demo3' })).toBe('[]')
  const types = JSON.parse(local.standIn.control.events({ about: 'demo4' })) as { type: string }[]
  expect(types.map(({ type }) => type)).toEqual(['refund.created', 'charge.refunded'])
})

test.each([
  [{ amountMinor: 12.5 }, '0.amountMinor'],
  [{ amountMinor: 29, refundedMinor: 0 }, 'must add up to at least £0.30'],
  [{ refundedMinor: 2950 }, '0.refundedMinor: more than was paid'],
  [{ currency: 'pounds' }, '0.currency: a currency such as gbp'],
  [{ createdAt: 'yesterday' }, '0.createdAt: a time such as'],
  [{ sessionId: 'cs_test\tdemo' }, '0.sessionId: an id such as'],
  [{ paymentIntentId: 'demo9' }, '0.paymentIntentId: an id such as'],
  [{ orderId: undefined }, '0.orderId'],
  [{ colour: 'red' }, 'colour'],
])('%o is refused and named, and nothing is taken in', async (changes, complaint) => {
  const payments = [earlier('9', changes), earlier('10')]
  const { status, body } = await local.control('payments', payments)

  expect(status).toBe(400)
  expect(body).toMatchObject({ error: { message: expect.stringContaining(complaint) } })
  await expect(local.stripe.checkout.sessions.retrieve('cs_test_demo10')).rejects.toMatchObject({
    code: 'resource_missing',
  })
})

test('an id that another payment has is refused', async () => {
  await local.control('payments', earlier('5'))
  const reply = await local.control('payments', earlier('6', { paymentIntentId: 'pi_demo5' }))
  expect(reply).toEqual({
    status: 409,
    body: { error: { message: 'cs_test_demo6 and pi_demo5 are not one payment here.' } },
  })
})

test('a restart: what was taken in is still known', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stripe-'))
  const kept = await startUnderTest(dataDir)
  kept.standIn.control.adopt(earlier('7'))

  await kept.restart()

  expect(kept.standIn.control.adopt(earlier('7'))).toEqual({ adopted: 0, known: 1 })
  const refund = await kept.stripe.refunds.create({ payment_intent: 'pi_demo7' })
  expect(refund.amount).toBe(2000)
  await kept.close()
  rmSync(dataDir, { recursive: true })
})
