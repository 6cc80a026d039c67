import { judge } from './census.ts'
import type { Purchase } from './customer.ts'
import type { Evidence } from './evidence.ts'

const email = 'ada@example.com'
const bought: Purchase = {
  email,
  key: 'a key',
  cookie: 'cart=1',
  order: { id: 'o1', token: 't', sessionId: 'cs_1' },
  paidAt: 1,
  placedAt: 2,
}
const row = { id: 'o1', email, status: 'placed', events: 1, sold: 1 }
const whole: Evidence = {
  orders: [row],
  paid: new Map([['o1', 1]]),
  mails: new Map([[email, 1]]),
  breaches: [],
}

const counts = (evidence: Partial<Evidence>) => {
  const { lost, doubled, halfWritten } = judge(bought, { ...whole, ...evidence })
  return [lost.length, doubled.length, halfWritten.length]
}

test('a purchase that is whole: nothing is wrong', () => {
  expect(counts({})).toEqual([0, 0, 0])
})

test.each([
  ['the order is gone', { orders: [] }, [2, 0, 0]],
  ['paid, and never placed', { orders: [{ ...row, status: 'awaiting_payment' }] }, [1, 0, 0]],
  ['no confirmation', { mails: new Map() }, [1, 0, 0]],
  ['two orders', { orders: [row, { ...row, id: 'o2', status: 'awaiting_payment' }] }, [0, 1, 0]],
  ['paid twice', { paid: new Map([['o1', 2]]) }, [0, 1, 0]],
  ['placed twice', { orders: [{ ...row, events: 2 }] }, [0, 1, 0]],
  ['stock taken twice', { orders: [{ ...row, sold: 2 }] }, [0, 0, 1]],
  ['placed, and not paid', { paid: new Map() }, [0, 0, 1]],
] as const)('%s: it is noticed', (_, evidence, wanted) => {
  expect(counts(evidence)).toEqual(wanted)
})
