import {
  leftToRefund,
  whyNoCancelling,
  whyNoPacking,
  whyNoRefund,
  whyNothingToSend,
} from './money.ts'

const gbp = (minor: number) => ({ minor, currency: 'gbp' })

const order = (capturedMinor: number, refundedMinor = 0, changes: object = {}) => ({
  status: 'placed' as const,
  paymentStatus: 'paid' as const,
  fulfilmentStatus: 'unfulfilled' as const,
  totals: {
    subtotal: gbp(capturedMinor),
    discount: gbp(0),
    delivery: gbp(0),
    tax: gbp(0),
    total: gbp(capturedMinor),
  },
  payments: [
    {
      attempt: 1,
      status: 'paid' as const,
      amount: gbp(capturedMinor),
      captured: gbp(capturedMinor),
      refunded: gbp(refundedMinor),
      stripeSessionId: null,
      stripePaymentIntentId: null,
      declineCode: null,
      declines: [],
      createdAt: '2026-11-20T12:00:00Z',
    },
  ],
  ...changes,
})

test('what is left is what was taken and has not gone back', () => {
  expect(leftToRefund(order(1250))).toEqual(gbp(1250))
  expect(leftToRefund(order(1250, 400))).toEqual(gbp(850))
  expect(leftToRefund({ ...order(1250), payments: [] })).toEqual(gbp(0))
})

test('nothing left, nothing taken, bank at work: a refund says why not', () => {
  expect(whyNoRefund(order(1250, 400))).toBeNull()
  expect(whyNoRefund(order(1250, 1250))).toMatch('has gone back')
  expect(whyNoRefund(order(0))).toMatch('Nothing was taken')
  expect(whyNoRefund(order(1250, 0, { paymentStatus: 'processing' }))).toMatch('bank')
})

test('all of the money gone, or going: nothing is to be sent', () => {
  expect(whyNothingToSend(order(1250))).toBeNull()
  expect(whyNothingToSend(order(1250, 400))).toBeNull()
  expect(whyNothingToSend(order(0))).toBeNull()
  expect(whyNothingToSend(order(1250, 1250))).toMatch('on its way back')
  expect(whyNothingToSend(order(1250, 1250, { paymentStatus: 'refunded' }))).toMatch('went back')
})

test('in doubt: not to be packed', () => {
  expect(whyNoPacking({ needsReview: false })).toBeNull()
  expect(whyNoPacking({ needsReview: true })).toMatch('looked at')
})

test('what has left the shop cannot be cancelled', () => {
  expect(whyNoCancelling(order(1250))).toBeNull()
  expect(whyNoCancelling(order(1250, 0, { fulfilmentStatus: 'fulfilled' }))).toMatch(
    'left the shop',
  )
})
