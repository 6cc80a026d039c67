import { inLockOrder } from './rules.ts'

test('lines of one variant: they are wanted together', () => {
  const lines = [
    { variantId: 'b', quantity: 1 },
    { variantId: 'a', quantity: 2 },
    { variantId: 'b', quantity: 3 },
  ]

  expect(inLockOrder(lines)).toEqual([
    { variantId: 'a', quantity: 2 },
    { variantId: 'b', quantity: 4 },
  ])
})

test('the same variants in any order: they are locked in one', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((variantId) => ({ variantId, quantity: 1 }))
  if (!a || !b || !c) throw new Error('three were made')

  expect(inLockOrder([c, a, b])).toEqual(inLockOrder([b, c, a]))
})
