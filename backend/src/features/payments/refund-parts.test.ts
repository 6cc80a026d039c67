import { array, assert, integer, property } from 'fast-check'

import { choose, everything, type RefundableLine, worthOf } from './refund-parts.ts'

const line = (more: Partial<RefundableLine> = {}): RefundableLine => ({
  id: 'mug',
  variantId: 'v',
  quantity: 3,
  totalMinor: 1000,
  taxMinor: 167,
  refunded: 0,
  refundedMinor: 0,
  restocked: 0,
  ...more,
})
const wanted = { lines: [], delivery: false, amountMinor: 0 }
const units = (quantity: number, restock = false) => ({
  ...wanted,
  lines: [{ lineId: 'mug', quantity, restock }],
})

test('units refunded one by one or in any groups: amounts and taxes come to those of the line', () => {
  assert(
    property(
      array(integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
      integer({ min: 0, max: 99_999_999 }),
      integer({ min: 0, max: 100 }),
      (groups, totalMinor, percent) => {
        const quantity = groups.reduce((sum, group) => sum + group, 0)
        const taxMinor = Math.floor((totalMinor * percent) / 100)
        let at = line({ quantity, totalMinor, taxMinor })
        let taxed = 0
        for (const group of groups) {
          const amountMinor = worthOf(at, group)
          if (amountMinor > 0) {
            const chosen = choose(
              { lines: [at], deliveryMinor: 0 },
              { ...wanted, lines: [{ lineId: 'mug', quantity: group, restock: false }] },
            )
            taxed += chosen.lines[0]?.taxMinor ?? 0
          }
          at = {
            ...at,
            refunded: at.refunded + group,
            refundedMinor: at.refundedMinor + amountMinor,
          }
        }
        expect(at.refundedMinor).toBe(totalMinor)
        expect(taxed).toBe(taxMinor)
      },
    ),
  )
})

test('three units for ten pounds: the first carries the odd penny', () => {
  expect(worthOf(line(), 1)).toBe(334)
  expect(worthOf(line({ refunded: 1, refundedMinor: 334 }), 1)).toBe(333)
})

test('the refund of the first failed after the second: the next one makes up for it', () => {
  expect(worthOf(line({ refunded: 1, refundedMinor: 333 }), 1)).toBe(334)
})

test('more units than are left, and more than can be put back: refused, with how many can', () => {
  const order = { lines: [line({ refunded: 2, restocked: 3 })], deliveryMinor: 0 }

  expect(() => choose(order, units(2))).toThrow(
    expect.objectContaining({ code: 'units-refunded', members: { lineId: 'mug', left: 1 } }),
  )
  expect(() => choose(order, units(1, true))).toThrow(
    expect.objectContaining({ code: 'units-restocked', members: { lineId: 'mug', left: 0 } }),
  )
})

test('a gift, which cost nothing: there is nothing to give back', () => {
  const order = { lines: [line({ totalMinor: 0, taxMinor: 0 })], deliveryMinor: 350 }

  expect(() => choose(order, units(1))).toThrow(
    expect.objectContaining({ code: 'refund-of-nothing' }),
  )
  expect(choose(order, { ...units(1), delivery: true }).amountMinor).toBe(350)
})

test('less is left than the lines and the delivery came to: it is spread over them to the penny', () => {
  const { lines, deliveryMinor } = everything({ lines: [line()], deliveryMinor: 350 }, 1001)

  expect(lines).toMatchObject([{ quantity: 3, amountMinor: 741 }])
  expect(deliveryMinor).toBe(260)
})
