import { NOTHING_CHOSEN, refundLines, requestOf, sumOf } from './refund-draft.ts'

const gbp = (minor: number) => ({ minor, currency: 'gbp' })

/** Three mugs for £10 together, of which one went back; a gift; delivery at £3.50. */
const ORDER = {
  lines: [
    { id: 'mug', title: 'Mug', quantity: 3, total: gbp(1000) },
    { id: 'gift', title: 'Magnet', quantity: 1, total: gbp(0) },
  ].map((line) => ({
    ...line,
    sku: line.id,
    slug: line.id,
    options: [],
    image: null,
    unitPrice: gbp(334),
    discount: gbp(0),
    taxRateBasisPoints: 2000,
    tax: gbp(0),
    isGift: false,
    refundedUnits: 0,
  })),
  totals: {
    subtotal: gbp(1000),
    discount: gbp(0),
    delivery: gbp(350),
    tax: gbp(0),
    total: gbp(1350),
  },
  refundable: {
    amount: gbp(1016),
    delivery: gbp(350),
    lines: [
      { lineId: 'mug', units: 2, refunded: gbp(334), restockable: 1 },
      { lineId: 'gift', units: 0, refunded: gbp(0), restockable: 0 },
    ],
  },
}

test('only lines of which something is left can be chosen', () => {
  expect(refundLines(ORDER).map(({ id, left }) => [id, left])).toEqual([['mug', 2]])
})

test('units, delivery and a sum: they are added up as the shop does', () => {
  const draft = { ...NOTHING_CHOSEN, units: { mug: 1 }, delivery: true, other: '1.50' }

  expect(sumOf(ORDER, draft)).toEqual({ amount: gbp(833), otherFault: undefined, why: null })
  expect(requestOf(ORDER, draft)).toEqual({
    lines: [{ lineId: 'mug', quantity: 1, restock: false }],
    delivery: true,
    amountMinor: 150,
  })
})

test('nothing, too much and nonsense: it is said why not', () => {
  expect(sumOf(ORDER, NOTHING_CHOSEN).why).toBe('Choose what goes back.')
  expect(sumOf(ORDER, { ...NOTHING_CHOSEN, other: '20' }).why).toBe(
    'That is £9.84 more than is left.',
  )
  expect(sumOf(ORDER, { ...NOTHING_CHOSEN, other: 'ten' }).otherFault).toContain('in figures')
})

test('more units than can be put back: they are refunded and stay where they are', () => {
  const draft = { ...NOTHING_CHOSEN, units: { mug: 2 }, restock: { mug: true } }

  expect(requestOf(ORDER, draft).lines).toEqual([{ lineId: 'mug', quantity: 2, restock: false }])
})

test('everything: the shop works out what that is', () => {
  const draft = { ...NOTHING_CHOSEN, everything: true, units: { mug: 1 } }

  expect(sumOf(ORDER, draft).amount).toEqual(gbp(1016))
  expect(requestOf(ORDER, draft)).toEqual({ lines: [], delivery: false, amountMinor: 0 })
})
