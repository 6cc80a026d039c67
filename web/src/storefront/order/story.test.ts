import { storyOf } from './story.ts'

const order = {
  status: 'awaiting_payment' as const,
  paymentStatus: 'unpaid' as const,
  fulfilmentStatus: 'unfulfilled' as const,
  email: 'ann@example.com',
  refunded: { minor: 0, currency: 'gbp' },
  refunds: [],
  canPay: true,
  expiresAt: '2026-11-20T18:51:00Z',
  timeline: [],
  delivery: {
    method: 'post',
    kind: 'delivery' as const,
    label: 'By post',
    arrives: { from: '2026-11-24', to: '2026-11-26' },
    address: null,
  },
}
const quiet = { confirming: false, declined: null }
const paid = { ...order, status: 'placed' as const, paymentStatus: 'paid' as const }

test('back from the payment page: confirming, then what came of it', () => {
  expect(storyOf(order, { ...quiet, confirming: true }).title).toBe('Confirming your payment')
  expect(storyOf(order, quiet).word).toBe('Not paid yet')
  expect(storyOf(paid, quiet).title).toBe('Paid. We’re packing it.')
})

test('declined: the reason is said, and until when the things are held', () => {
  const declined = 'The card has expired. Nothing was taken.'
  const { title, text } = storyOf(order, { confirming: false, declined })

  expect(title).toBe('The payment did not go through')
  expect(text).toMatch(
    /^The card has expired\. Nothing was taken\. The things are held for you until 18:51/,
  )
})

test('a bank debit that failed: no card is blamed for it', () => {
  const at = '2026-11-20T18:30:00Z'
  const timeline = [{ at, event: 'payment_failed' as const, detail: 'It did not go through.' }]
  const declined = 'Your bank declined the card. Nothing was taken. Try another card.'
  const { text } = storyOf({ ...order, timeline }, { confirming: false, declined })

  expect(text).not.toMatch(/card/)
  expect(text.match(/Nothing was taken/g)).toHaveLength(1)
})

test('a slow payment: nobody has to wait on the page', () => {
  const processing = { ...order, paymentStatus: 'processing' as const }
  expect(storyOf(processing, quiet).text).toMatch(/ann@example\.com/)
})

test('collection is promised in its own words', () => {
  const collection = { ...order.delivery, kind: 'collection' as const }
  expect(storyOf({ ...paid, delivery: collection }, quiet).text).toMatch(/^Ready /)
  expect(
    storyOf({ ...paid, delivery: collection, fulfilmentStatus: 'ready_for_collection' }, quiet)
      .word,
  ).toBe('Ready')
})

test('cancelled: the refund is named when there was one', () => {
  const cancelled = { ...order, status: 'cancelled' as const }
  expect(storyOf(cancelled, quiet).text).toBe('Nothing was taken.')
  expect(storyOf({ ...cancelled, refunded: { minor: 2450, currency: 'gbp' } }, quiet).text).toMatch(
    /^We sent £24\.50 back\./,
  )
})

const refund = (status: 'pending' | 'failed') => ({
  id: '1',
  amount: { minor: 2450, currency: 'gbp' },
  status,
  lines: [],
  delivery: { minor: 0, currency: 'gbp' },
  reason: null,
  creditNote: null,
  createdAt: '2026-11-20T19:00:00Z',
})
const late = { ...order, status: 'expired' as const, canPay: false }

test('paid after the time had run out: the money is told of, and nobody says that nothing was taken', () => {
  const pending = storyOf({ ...late, paymentStatus: 'paid', refunds: [refund('pending')] }, quiet)
  expect(pending.title).toBe('Your payment came too late')
  expect(pending.text).toMatch(/£24\.50 is on its way back to you\./)

  const sent = { ...late, paymentStatus: 'refunded', refunded: refund('pending').amount } as const
  expect(storyOf(sent, quiet).text).toMatch(/We sent £24\.50 back\./)
  expect(storyOf(late, quiet).text).toMatch(/^Nothing was taken/)
})

test('a refund that the bank did not take: it is not called on its way', () => {
  const cancelled = { ...order, status: 'cancelled', paymentStatus: 'paid' } as const
  const { text } = storyOf({ ...cancelled, refunds: [refund('failed')] }, quiet)
  expect(text).toMatch(/did not take it\. We are looking into it/)
})

test('a payment that does not fit: it is being checked, and need not be made again', () => {
  const { title, text } = storyOf({ ...order, canPay: false, expiresAt: null }, quiet)
  expect(title).toBe('We are checking your payment')
  expect(text).toMatch(/need not pay again/)
})
