import { clashes } from './clashes.ts'
import { emptyDraft, emptyVariant, type ProductDraft, type VariantDraft } from './draft.ts'

const words = { currency: 'gbp', categories: new Map([['c1', 'Kitchen']]) }

const mug = (changes: Partial<VariantDraft> = {}): VariantDraft => ({
  ...emptyVariant(0),
  variantId: 'v1',
  sku: 'MUG-1',
  price: '9.50',
  ...changes,
})
const draft = (changes: Partial<ProductDraft> = {}): ProductDraft => ({
  ...emptyDraft(),
  title: 'Enamel mug',
  variants: [mug()],
  ...changes,
})
const between = (theirs: ProductDraft, mine: ProductDraft, base = draft()) =>
  clashes({ base, theirs, mine }, words).map((clash) => ({
    label: clash.label,
    theirs: clash.theirs,
    mine: clash.mine,
    changedBy: clash.changedBy,
  }))

test('each differing field has both values, and who changed it', () => {
  const theirs = draft({ title: 'Mug', categoryId: 'c1', variants: [mug({ price: '8.00' })] })
  const mine = draft({ title: 'Tin mug', tags: 'camping,  tea' })

  expect(between(theirs, mine)).toEqual([
    { label: 'Title', theirs: 'Mug', mine: 'Tin mug', changedBy: 'both' },
    { label: 'Category', theirs: 'Kitchen', mine: '', changedBy: 'them' },
    { label: 'Tags', theirs: '', mine: 'camping, tea', changedBy: 'me' },
    { label: 'Price of MUG-1', theirs: '£8.00', mine: '£9.50', changedBy: 'them' },
  ])
})

test('the same said in another way does not differ', () => {
  const theirs = draft({ description: '<p>A mug.</p>', writtenAs: 'html' })
  const mine = draft({ description: 'A mug. ', variants: [mug({ price: '£9.5' })] })

  expect(between(theirs, mine)).toEqual([])
})

test('a variant that only one of them has is told as one', () => {
  const big = mug({ variantId: 'v2', sku: 'MUG-2', values: ['Big'], price: '12' })
  const blue = mug({ variantId: null, sku: 'MUG-3', values: ['Blue'], price: '11' })
  const base = draft({ options: [{ name: 'Kind' }], variants: [mug({ values: ['Small'] }), big] })
  const theirs = { ...base, variants: [mug({ values: ['Little'] })] }
  const mine = { ...base, variants: [...base.variants, blue] }

  expect(between(theirs, mine, base)).toEqual([
    { label: 'Kind of MUG-1', theirs: 'Little', mine: 'Small', changedBy: 'them' },
    { label: 'Variant MUG-2', theirs: 'Not there', mine: 'Big, £12.00', changedBy: 'them' },
    { label: 'Variant MUG-3', theirs: 'Not there', mine: 'Blue, £11.00', changedBy: 'me' },
  ])
})
