import { array, assert, integer, property } from 'fast-check'

import { priceLine, totalUp } from './rules.ts'
import { spread } from './spread.ts'

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
const values = array(integer({ min: 0, max: 99_999_999 * 99 }), { minLength: 1, maxLength: 100 })
/** Values, and a discount that is at most what they come to. */
const discounted = values.chain((all) =>
  integer({ min: 0, max: sum(all) }).map((discount) => ({ all, discount })),
)

test('any discount over any lines: the parts are whole, come to it, and none is more than its line', () => {
  assert(
    property(discounted, ({ all, discount }) => {
      const parts = spread(discount, all)

      expect(sum(parts)).toBe(discount)
      parts.forEach((part, i) => {
        expect(Number.isSafeInteger(part)).toBe(true)
        expect(part).toBeGreaterThanOrEqual(0)
        expect(part).toBeLessThanOrEqual(all[i] ?? 0)
      })
    }),
  )
})

test('any discount over any lines: every part is within a penny of its fair share', () => {
  assert(
    property(discounted, ({ all, discount }) => {
      const whole = sum(all)
      spread(discount, all).forEach((part, i) => {
        const share = whole === 0 ? 0 : discount * ((all[i] ?? 0) / whole)
        expect(Math.abs(part - share)).toBeLessThanOrEqual(1.001)
      })
    }),
  )
})

test('discounted lines with their tax: they come to the total, and the tax is in what is left', () => {
  assert(
    property(discounted, integer({ min: 0, max: 10_000 }), ({ all, discount }, rate) => {
      const parts = spread(discount, all)
      const lines = all.map((unitPriceMinor, i) =>
        priceLine({ unitPriceMinor, quantity: 1, discountMinor: parts[i] ?? 0 }, rate),
      )
      const totals = totalUp(lines, { priceMinor: 350, taxRateBp: rate })

      expect(totals.totalMinor).toBe(sum(lines.map(({ totalMinor }) => totalMinor)) + 350)
      expect(totals.totalMinor).toBe(sum(all) - discount + 350)
      for (const line of lines) expect(line.taxMinor).toBeLessThanOrEqual(line.totalMinor)
    }),
  )
})

test('a penny over three equal lines: the first has it', () => {
  expect(spread(1, [100, 100, 100])).toEqual([1, 0, 0])
})
