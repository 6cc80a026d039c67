import {
  activeFilters,
  listSearch,
  pagesShown,
  toggled,
  withoutFilters,
  withPagesShown,
  withValue,
} from './filters.ts'

const address = (search: string) => new URLSearchParams(search)

test('two addresses of the same list: one search', () => {
  const search = 'brand=Falcon&brand=Opinel&q=mug'

  expect(listSearch(address('q=mug&brand=Opinel&brand=Falcon'))).toBe(search)
  expect(listSearch(address('brand=Falcon&utm_source=x&show=3&brand=Opinel&q=+mug'))).toBe(search)
})

test("a category page: its category is the page's own, whatever the address says", () => {
  expect(listSearch(address('category=tools&sort=price'), 'kitchen')).toBe(
    'category=kitchen&sort=price',
  )
})

test('ticking adds, ticking again takes away, and the list starts anew', () => {
  const once = toggled(address('show=3'), 'brand', 'Falcon')
  expect(once.toString()).toBe('brand=Falcon')
  expect(toggled(once, 'brand', 'Falcon').toString()).toBe('')
})

test('an empty value is no value', () => {
  expect(withValue(address('maxPrice=2000&show=2'), 'maxPrice', '').toString()).toBe('')
})

test('clearing keeps the words and the order', () => {
  const cleared = withoutFilters(address('q=mug&sort=price&brand=Falcon&onSale=true&show=2'))
  expect(cleared.toString()).toBe('q=mug&sort=price')
})

test('pages shown: within bounds, one when it is not a number', () => {
  expect(pagesShown(address(''))).toBe(1)
  expect(pagesShown(address('show=x'))).toBe(1)
  expect(pagesShown(address('show=100000'))).toBe(20)
  expect(pagesShown(withPagesShown(address('q=mug'), 3))).toBe(3)
})

test('active filters: said in words, each with the address without it', () => {
  const params = address('brand=falcon&maxPrice=2000&onSale=true')
  const active = activeFilters(params, 'gbp', (_name, value) => value.toUpperCase())

  expect(active.map(({ label, without }) => [label, without.toString()])).toEqual([
    ['FALCON', 'maxPrice=2000&onSale=true'],
    ['Up to £20.00', 'brand=falcon&onSale=true'],
    ['Reduced', 'brand=falcon&maxPrice=2000'],
  ])
})
