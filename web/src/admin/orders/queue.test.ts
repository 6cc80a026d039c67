import type { OrderRow } from '#web/api/admin-orders.ts'

import { queueOf } from './queue.ts'

const order = (number: number, placedAt: string): OrderRow => ({
  id: `id-${number}`,
  number,
  status: 'placed',
  paymentStatus: 'paid',
  fulfilmentStatus: 'unfulfilled',
  needsReview: false,
  name: 'Isla Bowen',
  email: 'isla@example.com',
  unitCount: 1,
  total: { minor: 1250, currency: 'gbp' },
  deliveryKind: 'delivery',
  packed: false,
  createdAt: placedAt,
  placedAt,
})

const newestFirst = [order(3, '2026-11-20T12:00:00Z'), order(2, '2026-11-19T12:00:00Z')]
const numbersOf = ({ orders }: ReturnType<typeof queueOf>) => orders.map(({ number }) => number)

test('the whole list is known: those that wait longest come first', () => {
  const queue = queueOf([{ items: newestFirst, nextCursor: null }])

  expect(numbersOf(queue)).toEqual([2, 3])
  expect(queue.says).toMatch('Oldest first')
})

test('there are more than one answer holds: the newest stay first, however many are shown', () => {
  const first = { items: newestFirst, nextCursor: 'more' }
  const last = { items: [order(1, '2026-11-18T12:00:00Z')], nextCursor: null }

  expect(numbersOf(queueOf([first]))).toEqual([3, 2])
  expect(numbersOf(queueOf([first, last]))).toEqual([3, 2, 1])
  expect(queueOf([first]).says).toMatch('Newest first')
})
