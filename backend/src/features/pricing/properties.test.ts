import { array, assert, double, integer, property, record } from 'fast-check'

import { priceLine, taxIncluded, totalUp } from './rules.ts'

const amount = integer({ min: 0, max: 99_999_999 })
const rate = integer({ min: 0, max: 10_000 })
const line = record({
  unitPriceMinor: amount,
  quantity: integer({ min: 1, max: 9_999 }),
  share: double({ min: 0, max: 1, noNaN: true }),
}).map(({ unitPriceMinor, quantity, share }) => ({
  unitPriceMinor,
  quantity,
  discountMinor: Math.floor(unitPriceMinor * quantity * share),
}))

test('any lines and any delivery: the total is what the lines and the delivery come to, to the penny', () => {
  assert(
    property(array(line, { maxLength: 20 }), amount, rate, (lines, priceMinor, taxRateBp) => {
      const priced = lines.map((one) => priceLine(one, taxRateBp))
      const totals = totalUp(priced, { priceMinor, taxRateBp })

      const ofLines = priced.reduce((sum, { totalMinor }) => sum + totalMinor, 0)
      expect(totals.totalMinor).toBe(ofLines + priceMinor)
      expect(totals.totalMinor).toBe(
        totals.subtotalMinor - totals.discountMinor + totals.deliveryMinor,
      )
      expect(totals.taxMinor).toBeLessThanOrEqual(totals.totalMinor)
    }),
  )
})

test('any amount at any rate: the tax in it is the nearest whole penny', () => {
  assert(
    property(amount, rate, (amountMinor, rateBp) => {
      const exact = (amountMinor * rateBp) / (10_000 + rateBp)
      expect(Math.abs(taxIncluded(amountMinor, rateBp) - exact)).toBeLessThanOrEqual(0.5)
    }),
  )
})
