import { assertDistinct, changesBetween, firstFree, matchVariants, slugify } from './rules.ts'

test.each([
  ['Copper Kettle, 1.5 l', 'copper-kettle-1-5-l'],
  ['Crème brûlée dish', 'creme-brulee-dish'],
  ["Gardener's friend", 'gardeners-friend'],
  ['Straße & Öl', 'strasse-ol'],
  ['  --  ', 'product'],
  ['茶壺', 'product'],
  [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
])('the address of “%s” is %s', (title, slug) => {
  expect(slugify(title, 'product')).toBe(slug)
})

test('a slug that is taken: numbered from 2, past those that are taken too', () => {
  expect(firstFree('mug', new Set(['cup']))).toBe('mug')
  expect(firstFree('mug', new Set(['mug']))).toBe('mug-2')
  expect(firstFree('mug', new Set(['mug', 'mug-2', 'mug-4']))).toBe('mug-3')
})

const size = (value: string) => [{ name: 'Size', value }]

test('two variants of one SKU: refused, naming it', () => {
  const variants = [
    { sku: 'A', options: size('S') },
    { sku: 'A', options: size('L') },
  ]
  expect(() => assertDistinct(variants)).toThrow(
    expect.objectContaining({ code: 'sku-taken', members: { skus: ['A'] } }),
  )
})

test('two variants that look the same: refused; different sizes are fine', () => {
  const small = { sku: 'A', options: size('S') }
  expect(() => assertDistinct([small, { sku: 'B', options: size('s') }])).toThrow(
    expect.objectContaining({ code: 'variants-alike' }),
  )
  expect(() => assertDistinct([small, { sku: 'B', options: size('L') }])).not.toThrow()
})

const existing = [
  { id: '1', sku: 'A' },
  { id: '2', sku: 'B' },
]

test('variants are known by id, or without one by SKU; the rest are added and dropped', () => {
  const wanted = [{ sku: 'B' }, { sku: 'C' }]

  expect(matchVariants(existing, wanted)).toEqual({
    kept: [{ old: existing[1], wanted: wanted[0] }],
    added: [wanted[1]],
    dropped: [existing[0]],
  })
})

test('a SKU handed on from one variant to a new one: the id decides who is who', () => {
  const wanted = [{ sku: 'A' }, { id: '1', sku: 'A2' }]

  const { kept, added, dropped } = matchVariants(existing, wanted)

  expect(kept).toEqual([{ old: existing[0], wanted: wanted[1] }])
  expect(added).toEqual([wanted[0]])
  expect(dropped).toEqual([existing[1]])
})

test('an id of no variant of this product, or one id twice: refused', () => {
  const unknown = expect.objectContaining({ code: 'variant-unknown' })
  expect(() => matchVariants(existing, [{ id: '9', sku: 'A' }])).toThrow(unknown)
  const twice = [
    { id: '1', sku: 'A' },
    { id: '1', sku: 'C' },
  ]
  expect(() => matchVariants(existing, twice)).toThrow(unknown)
})

test('changes: only what differs, with both sides', () => {
  const before = { title: 'Mug', tags: ['a'], gone: 1 }
  const after = { title: 'Cup', tags: ['a'], added: true }
  expect(changesBetween(before, after)).toEqual({
    title: { from: 'Mug', to: 'Cup' },
    gone: { from: 1, to: null },
    added: { from: null, to: true },
  })
})
