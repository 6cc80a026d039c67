import { priceLine, taxIncluded, totalUp } from './rules.ts'

test.each([
  [1200, 2000, 200],
  [350, 2000, 58],
  [1, 2000, 0],
  [3, 2000, 1],
  [99_999_999, 2000, 16_666_667],
  [1000, 0, 0],
  [105, 500, 5],
])('the tax in %i at %i basis points is %i', (amount, rate, tax) => {
  expect(taxIncluded(amount, rate)).toBe(tax)
})

test('an amount that lies just between two: it is rounded half up', () => {
  // 9 at 20 % contains 1.5.
  expect(taxIncluded(9, 2000)).toBe(2)
})

test('lines and delivery: the total is their sum, and the tax is the sum of theirs', () => {
  const lines = [
    priceLine({ unitPriceMinor: 850, quantity: 3 }, 2000),
    priceLine({ unitPriceMinor: 199, quantity: 1, discountMinor: 99 }, 2000),
  ]

  expect(totalUp(lines, { priceMinor: 350, taxRateBp: 2000 })).toEqual({
    subtotalMinor: 2749,
    discountMinor: 99,
    deliveryMinor: 350,
    deliveryTaxMinor: 58,
    taxMinor: 425 + 17 + 58,
    totalMinor: 3000,
  })
})
