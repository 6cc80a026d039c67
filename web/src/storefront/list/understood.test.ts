import { leftOut, MOST_LETTERS, understood } from './understood.ts'

const address = (search: string) => new URLSearchParams(search)

test('what the shop knows is kept, and nothing is said', () => {
  const asked = address('q=mug&brand=Falcon&brand=Opinel&maxPrice=2000&sort=-price&show=2&sku=x')

  expect(understood(asked).toString().split('&').toSorted()).toEqual(
    asked.toString().split('&').toSorted(),
  )
  expect(leftOut(asked)).toEqual([])
})

test('what it does not know is left out, and that is said', () => {
  const asked = address('sort=zzz&minPrice=abc&maxPrice=1e99&inStock=yes&condition=broken&q=mug')

  expect(understood(asked).toString()).toBe('q=mug')
  expect(leftOut(asked)).toEqual([expect.stringMatching(/did not understand/)])
})

test('more words than are looked for are cut, and that is said', () => {
  const asked = address(`q=${'a'.repeat(500)}`)

  expect(understood(asked).get('q')).toHaveLength(MOST_LETTERS)
  expect(leftOut(asked)).toEqual([expect.stringMatching(/first 200 letters/)])
})

test('an empty value is nothing to speak of', () => {
  expect(leftOut(address('minPrice=&sort=&q='))).toEqual([])
})

test('words that cannot be searched do not reach the shop', () => {
  expect(understood(new URLSearchParams({ q: 'a\0b\uD800' })).get('q')).not.toMatch(/[\0\uD800]/)
})
