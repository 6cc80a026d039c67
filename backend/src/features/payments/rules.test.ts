import { factOf } from './facts.ts'
import type { SessionState } from './gateway.ts'
import { declineInWords, mismatch } from './rules.ts'

const session: SessionState = {
  id: 'cs_test_1',
  orderId: 'order-1',
  intentId: 'pi_1',
  amountMinor: 1200,
  currency: 'gbp',
  livemode: false,
  standing: 'paid',
  url: null,
}
const expected = { orderId: 'order-1', amountMinor: 1200, currency: 'gbp', livemode: false }

test('a payment that is what the order asked for', () => {
  expect(mismatch(session, expected)).toBeUndefined()
})

test.each([
  ['another order', { orderId: 'order-2' }],
  ['a penny less', { amountMinor: 1199 }],
  ['a penny more', { amountMinor: 1201 }],
  ['another currency', { currency: 'eur' }],
  ['real money in a test shop', { livemode: true }],
])('%s: it does not fit', (_name, change) => {
  expect(mismatch({ ...session, ...change }, expected)).toEqual(expect.any(String))
})

test('a decline code nobody has heard of: words all the same', () => {
  expect(declineInWords('lost_on_the_moon')).toContain('Nothing was taken')
})

const event = (type: string, object: object) => factOf({ type, data: { object } })
const completed = {
  id: 'cs_1',
  livemode: false,
  status: 'complete',
  payment_status: 'paid',
  payment_intent: 'pi_1',
  client_reference_id: 'order-1',
  amount_total: 1200,
  currency: 'gbp',
}

test.each([
  ['checkout.session.completed', completed, 'paid'],
  ['checkout.session.completed', { ...completed, payment_status: 'unpaid' }, 'processing'],
  ['checkout.session.async_payment_succeeded', completed, 'paid'],
  ['checkout.session.async_payment_failed', { ...completed, payment_status: 'unpaid' }, 'failed'],
  [
    'checkout.session.expired',
    { ...completed, status: 'expired', payment_status: 'unpaid' },
    'expired',
  ],
])('%s: the session stands as %#', (type, object, standing) => {
  expect(event(type, object)).toMatchObject({
    kind: 'session',
    session: { standing, orderId: 'order-1' },
  })
})

test('an event the shop has no use for means nothing, one that makes no sense is an error', () => {
  expect(event('plan.created', {})).toEqual({ kind: 'nothing' })
  expect(() => event('checkout.session.completed', { id: 1 })).toThrow()
})
