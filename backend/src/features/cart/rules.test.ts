import { buyable, differsFromSeen, type KeptLine, noticeCode } from './rules.ts'

const line = (more: Partial<KeptLine> = {}): KeptLine => ({
  quantity: 2,
  addedPriceMinor: 500,
  seenPriceMinor: 500,
  seenQuantity: 2,
  priceMinor: 500,
  forSale: true,
  available: 10,
  ...more,
})

test('nothing happened since it was put in: nothing is said', () => {
  expect(noticeCode(line())).toBeNull()
  expect(differsFromSeen(line())).toBe(false)
})

test.each([
  ['no longer sold', { forSale: false }, 'no_longer_sold', 0],
  ['sold out', { available: 0 }, 'sold_out', 0],
  ['more promised than there are', { available: -1 }, 'sold_out', 0],
  ['fewer left than wanted', { available: 1 }, 'quantity_reduced', 1],
  ['dearer', { priceMinor: 501 }, 'price_changed', 2],
  ['cheaper', { priceMinor: 499 }, 'price_changed', 2],
] as const)(
  '%s: it is said, and the customer has not seen it yet',
  (_name, change, notice, units) => {
    expect(noticeCode(line(change))).toBe(notice)
    expect(buyable(line(change))).toBe(units)
    expect(differsFromSeen(line(change))).toBe(true)
  },
)

test('a new price that was shown: it may be bought at, and is still named', () => {
  const shown = line({ priceMinor: 600, seenPriceMinor: 600 })

  expect(differsFromSeen(shown)).toBe(false)
  expect(noticeCode(shown)).toBe('price_changed')
})
