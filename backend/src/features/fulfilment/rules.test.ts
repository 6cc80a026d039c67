import {
  assertMayMove,
  assertMayPack,
  assertSomethingToPack,
  fulfilmentStatusAfter,
} from './rules.ts'

const paid = {
  status: 'placed',
  paymentStatus: 'paid',
  needsReview: false,
  reviewReason: null,
} as const

test('an order whose money is here, all or some of it: it may be packed', () => {
  expect(() => assertMayPack(paid)).not.toThrow()
  expect(() => assertMayPack({ ...paid, paymentStatus: 'partially_refunded' })).not.toThrow()
})

test.each([
  ['not paid', { status: 'awaiting_payment', paymentStatus: 'unpaid' }, /not paid yet/],
  ['declined', { status: 'awaiting_payment', paymentStatus: 'failed' }, /not paid yet/],
  ['at the bank', { status: 'awaiting_payment', paymentStatus: 'processing' }, /bank is still/],
  ['expired', { status: 'expired', paymentStatus: 'unpaid' }, /not paid in time/],
  ['cancelled', { status: 'cancelled' }, /cancelled/],
  ['refunded whole', { paymentStatus: 'refunded' }, /money went back/],
  ['under review', { needsReview: true, reviewReason: 'A refund failed.' }, /looked at.+A refund/],
] as const)('an order that is %s: it is not packed, and is told why', (_, standing, words) => {
  expect(() => assertMayPack({ ...paid, ...standing })).toThrow(words)
})

test('nothing left to pack: refused', () => {
  expect(() => assertSomethingToPack([])).toThrow(/packed already/)
  expect(() => assertSomethingToPack([{ orderLineId: 'a', quantity: 1 }])).not.toThrow()
})

test('each step: from the status before it', () => {
  expect(() => move('delivery', 'packed', 'sent')).not.toThrow()
  expect(() => move('collection', 'packed', 'ready')).not.toThrow()
  expect(() => move('collection', 'ready', 'collected')).not.toThrow()
})

test.each([
  ['delivery', 'sent', 'sent', /marked as sent already/],
  ['collection', 'ready', 'ready', /marked as ready already/],
  ['collection', 'collected', 'collected', /marked as collected already/],
  ['collection', 'collected', 'ready', /collected already/],
  ['collection', 'packed', 'collected', /ready first/],
  ['collection', 'packed', 'sent', /Mark it as ready instead/],
  ['delivery', 'packed', 'ready', /Mark it as sent instead/],
  ['delivery', 'packed', 'collected', /Mark it as sent instead/],
] as const)('a %s that is %s: it cannot become %s', (kind, status, to, words) => {
  expect(() => move(kind, status, to)).toThrow(words)
})

test('a cancelled order: its parcel stays', () => {
  const parcel = { kind: 'delivery', status: 'packed' } as const
  expect(() =>
    assertMayMove({ status: 'cancelled', paymentStatus: 'paid' }, parcel, 'sent'),
  ).toThrow(/Keep the parcel here/)
})

test('the order: fulfilled once nothing is left to send', () => {
  expect(fulfilmentStatusAfter('sent', { unitsNotSent: 2 })).toBe('partially_fulfilled')
  expect(fulfilmentStatusAfter('sent', { unitsNotSent: 0 })).toBe('fulfilled')
  expect(fulfilmentStatusAfter('ready', { unitsNotSent: 3 })).toBe('ready_for_collection')
  expect(fulfilmentStatusAfter('collected', { unitsNotSent: 3 })).toBe('collected')
})

type Parcel = Parameters<typeof assertMayMove>[1]
const move = (
  kind: Parcel['kind'],
  status: Parcel['status'],
  to: Parameters<typeof assertMayMove>[2],
) => assertMayMove({ status: 'placed', paymentStatus: 'paid' }, { kind, status }, to)
