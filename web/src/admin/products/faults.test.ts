import { bodyOf, emptyDraft, emptyVariant, type ProductDraft, type VariantDraft } from './draft.ts'
import { faultsFrom, faultsIn } from './faults.ts'

const variant = (changes: Partial<VariantDraft> = {}): VariantDraft => ({
  ...emptyVariant(changes.values?.length ?? 0),
  sku: 'MUG',
  price: '12.50',
  ...changes,
})

const draft = (changes: Partial<ProductDraft> = {}): ProductDraft => ({
  ...emptyDraft(),
  title: 'Mug',
  variants: [variant()],
  ...changes,
})

const pathsOf = (wanted: ProductDraft) => faultsIn(wanted, 'gbp').map(({ path }) => path)

test('an empty product: all that is missing is named, from top to bottom', () => {
  expect(pathsOf(emptyDraft())).toEqual(['title', 'variants.0.sku', 'variants.0.price'])
})

test('a product that is complete has no faults', () => {
  expect(faultsIn(draft(), 'gbp')).toEqual([])
})

test('amounts, weights and units that cannot be read are told at their fields', () => {
  const odd = variant({ price: '12,5', compareAt: 'x', cost: '1.234', weight: '1.5', onHand: '-1' })

  expect(pathsOf(draft({ variants: [odd] }))).toEqual([
    'variants.0.price',
    'variants.0.compareAt',
    'variants.0.cost',
    'variants.0.weight',
    'variants.0.onHand',
  ])
})

test('a former price that is no more than the price is none', () => {
  expect(pathsOf(draft({ variants: [variant({ compareAt: '12.50' })] }))).toEqual([
    'variants.0.compareAt',
  ])
})

test('variants that cannot be told apart', () => {
  const options = [{ name: 'Size' }]
  const small = variant({ values: ['Small'] })
  const alsoSmall = variant({ values: ['small '], sku: 'MUG-2' })

  expect(pathsOf(draft({ options, variants: [small, alsoSmall] }))).toEqual(['variants.1.values.0'])
  expect(pathsOf(draft({ variants: [variant(), variant()] }))).toEqual([
    'variants.1.sku',
    'variants.1.sku',
  ])
})

test('what is sent: amounts in pence, empty fields as null, the first stock of a new product only', () => {
  const wanted = draft({
    options: [{ name: 'Size' }],
    tags: 'enamel, , blue ',
    description: 'A mug.',
    variants: [variant({ values: ['Large'], compareAt: '15', onHand: '7', weight: '320' })],
  })

  expect(bodyOf(wanted, { currency: 'gbp', isNew: true })).toMatchObject({
    title: 'Mug',
    description: '<p>A mug.</p>',
    brand: null,
    categoryId: null,
    tags: ['enamel', 'blue'],
    variants: [
      {
        sku: 'MUG',
        options: [{ name: 'Size', value: 'Large' }],
        priceMinor: 1250,
        compareAtMinor: 1500,
        costMinor: null,
        weightGrams: 320,
        onHand: 7,
      },
    ],
  })
  expect(bodyOf(wanted, { currency: 'gbp', isNew: false }).variants[0]).not.toHaveProperty('onHand')
})

const refusal = (code: string, members: object = {}) => ({
  name: 'ApiProblem' as const,
  message: 'No.',
  status: 409,
  code,
  errors: [],
  document: { ...members },
})

test('the refusals of the shop stand at their fields', () => {
  const wanted = draft({ variants: [variant({ sku: 'A' }), variant({ sku: 'B' })] })

  expect(faultsFrom(refusal('slug-taken'), wanted)).toEqual([{ path: 'slug', message: 'No.' }])
  expect(faultsFrom(refusal('sku-taken', { skus: ['B'] }), wanted)).toEqual([
    { path: 'variants.1.sku', message: 'No.' },
  ])
  const errors = [
    { pointer: '#/body/title', detail: 'Too long.' },
    { pointer: '#/body/variants/1/priceMinor', detail: 'Too much.' },
    { pointer: '#/body/variants/0/options/1/value', detail: 'Too long.' },
    { pointer: '#/params/id', detail: 'Odd.' },
  ]
  expect(faultsFrom({ ...refusal('invalid-request'), errors }, wanted)).toEqual([
    { path: 'title', message: 'Too long.' },
    { path: 'variants.1.price', message: 'Too much.' },
    { path: 'variants.0.values.1', message: 'Too long.' },
  ])
})
