import { factOf } from './facts.ts'
import type { SessionState } from './gateway.ts'
import { isBehind, isLaterStage, mismatch, newDisputeInWords } from './rules.ts'

const session: SessionState = {
  id: 'cs_test_1',
  orderId: 'order-1',
  intentId: 'pi_1',
  amountMinor: 1200,
  currency: 'gbp',
  livemode: false,
  standing: 'paid',
  url: null,
  email: null,
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

test.each([
  ['open', 'paid', true],
  ['expired', 'paid', true],
  ['paid', 'paid', false],
  ['open', 'expired', true],
  ['paid', 'expired', false],
  ['cancelled', 'expired', false],
  ['open', 'processing', true],
  ['processing', 'processing', false],
  ['processing', 'failed', true],
  ['expired', 'failed', false],
  ['open', 'open', false],
] as const)('here %s, at Stripe %s: behind is %s', (ours, theirs, behind) => {
  expect(isBehind(ours, theirs)).toBe(behind)
})

const stage = (status: 'needs_response' | 'under_review' | 'won' | 'lost', isInquiry = false) => ({
  status,
  isInquiry,
})

test('a dispute goes forward only, and a claim follows a question', () => {
  expect(isLaterStage(stage('needs_response'), stage('under_review'))).toBe(true)
  expect(isLaterStage(stage('won', true), stage('needs_response'))).toBe(true)
  expect(isLaterStage(stage('won'), stage('under_review'))).toBe(false)
  expect(isLaterStage(stage('lost'), stage('won'))).toBe(false)
  expect(isLaterStage(stage('needs_response'), stage('won', true))).toBe(false)
})

test('a claim nobody has heard of: words all the same', () => {
  const said = newDisputeInWords({ reason: 'bad_moon', isInquiry: false }, '£5.00')
  expect(said).toBe("The customer's bank disputes £5.00: they say something else (bad moon).")
})

const dispute = {
  id: 'du_1',
  amount: 1200,
  currency: 'gbp',
  reason: 'fraudulent',
  status: 'warning_closed',
  payment_intent: { id: 'pi_1' },
  created: 1_700_000_000,
  balance_transactions: [{ amount: -1200 }, { amount: 200 }],
  evidence_details: { due_by: null },
}

test('an inquiry is told in the words of a dispute, with what is still held', () => {
  expect(event('charge.dispute.closed', dispute)).toMatchObject({
    kind: 'dispute',
    dispute: {
      status: 'won',
      isInquiry: true,
      intentId: 'pi_1',
      withdrawnMinor: 1000,
      dueBy: null,
    },
  })
})

test('a dispute in a status that Stripe does not have makes no sense', () => {
  expect(() => event('charge.dispute.updated', { ...dispute, status: 'forgotten' })).toThrow()
})
