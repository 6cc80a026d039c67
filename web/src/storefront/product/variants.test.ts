import { asBuyerSees, pickersFor, shownVariant } from './variants.ts'

const variant = (size: string, colour: string, available: number, minor = 1000) => ({
  sku: `${size}-${colour}`,
  options: [
    { name: 'Size', value: size },
    { name: 'Colour', value: colour },
  ],
  price: { minor, currency: 'gbp' },
  compareAt: null,
  available,
  inStock: available > 0,
  imageId: null,
})

const product = (variants: ReturnType<typeof variant>[]) => ({
  id: '1',
  slug: 'apron',
  title: 'Apron',
  description: '',
  brand: null,
  condition: 'new' as const,
  category: null,
  tags: [],
  images: [],
  priceFrom: { minor: 1000, currency: 'gbp' },
  inStock: true,
  variants,
})

const apron = product([variant('S', 'Blue', 0), variant('S', 'Red', 2), variant('L', 'Blue', 5)])

test('no variant named: the first that can be bought', () => {
  expect(shownVariant(apron, null)?.sku).toBe('S-Red')
  expect(shownVariant(apron, 'nonsense')?.sku).toBe('S-Red')
})

test('variants at several prices: the one whose price the cards show, sold out or not', () => {
  const dear = variant('S', 'Blue', 3, 2200)

  expect(shownVariant(product([dear, variant('L', 'Blue', 1)]), null)?.sku).toBe('L-Blue')
  expect(shownVariant(product([dear, variant('L', 'Blue', 0)]), null)?.sku).toBe('L-Blue')
})

test('choices at several prices say so; the others do not', () => {
  const small = variant('S', 'Blue', 3, 2200)
  const mixed = product([small, variant('L', 'Blue', 1), variant('S', 'Red', 1, 2200)])

  expect(pickersFor(mixed, small).map(({ name, priceVaries }) => [name, priceVaries])).toEqual([
    ['Size', true],
    ['Colour', false],
  ])
})

test('a unit that the buyer’s own unpaid order holds is not sold out to them', () => {
  const mine = { sku: 'S-Blue', quantity: 1, available: 1 }

  expect(asBuyerSees(apron, [mine]).variants[0]).toMatchObject({ available: 1, inStock: true })
  expect(asBuyerSees(apron, []).variants[0]).toMatchObject({ available: 0, inStock: false })
})

test('a variant named: that one, sold out or not', () => {
  expect(shownVariant(apron, 'S-Blue')?.sku).toBe('S-Blue')
})

test('everything sold out: the first', () => {
  expect(shownVariant(product([variant('S', 'Blue', 0)]), null)?.sku).toBe('S-Blue')
})

test('a sold-out combination is shown as such; one that does not exist leads to the nearest', () => {
  const [size, colour] = pickersFor(apron, variant('L', 'Blue', 5))

  expect(size?.choices.map((c) => [c.value, c.chosen, c.variant.sku, c.soldOut])).toEqual([
    ['S', false, 'S-Blue', true],
    ['L', true, 'L-Blue', false],
  ])
  expect(colour?.choices.map((c) => [c.value, c.variant.sku])).toEqual([
    ['Blue', 'L-Blue'],
    ['Red', 'S-Red'],
  ])
})

test('one variant: nothing to choose', () => {
  expect(pickersFor(product([variant('S', 'Blue', 1)]), variant('S', 'Blue', 1))).toEqual([])
})
