import { assertMayBecome, canCancel, canPay, ORDER_STATUSES, type OrderStatus } from './rules.ts'

const allowed: readonly (readonly [OrderStatus, OrderStatus])[] = [
  ['awaiting_payment', 'placed'],
  ['awaiting_payment', 'expired'],
  ['awaiting_payment', 'cancelled'],
  ['expired', 'placed'],
  ['placed', 'cancelled'],
]
const every = ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to) => [from, to] as const))
const isAllowed = ([from, to]: readonly [OrderStatus, OrderStatus]) =>
  allowed.some(([a, b]) => a === from && b === to)

test.each(every.filter(isAllowed))('an order that is %s may become %s', (from, to) => {
  expect(() => assertMayBecome(from, to)).not.toThrow()
})

test.each(every.filter((pair) => !isAllowed(pair)))(
  'an order that is %s never becomes %s',
  (from, to) => {
    expect(() => assertMayBecome(from, to)).toThrow(
      expect.objectContaining({ code: 'order-status-conflict' }),
    )
  },
)

const standing = {
  status: 'placed',
  paymentStatus: 'paid',
  fulfilmentStatus: 'unfulfilled',
  packed: false,
  underReview: false,
} as const

test('a customer may change their mind until the parcel is packed', () => {
  expect(canCancel(standing)).toBe(true)
  expect(canCancel({ ...standing, packed: true })).toBe(false)
  expect(canCancel({ ...standing, fulfilmentStatus: 'fulfilled' })).toBe(false)
  expect(canCancel({ ...standing, status: 'cancelled' })).toBe(false)
  expect(canCancel({ ...standing, underReview: true })).toBe(false)
})

test('while the bank is at work nobody pays or cancels', () => {
  const processing = {
    ...standing,
    status: 'awaiting_payment',
    paymentStatus: 'processing',
  } as const

  expect(canPay(processing)).toBe(false)
  expect(canCancel(processing)).toBe(false)
  expect(canPay({ ...processing, paymentStatus: 'failed' })).toBe(true)
})
