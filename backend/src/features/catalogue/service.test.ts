import { openTestShop, type TestShop } from '#tests/support/shop.ts'

import type { ImportedProduct } from './index.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const ACTOR = { accountId: null, name: 'Import of products.csv' }
const save = async (product: ImportedProduct) =>
  await shop.shop.catalogue.saveImported(product, ACTOR)
const find = async (slug: string) =>
  await shop.db.product.findUniqueOrThrow({
    where: { slug },
    include: {
      category: true,
      variants: { orderBy: { position: 'asc' }, include: { stockLevel: true } },
      media: { orderBy: { position: 'asc' } },
    },
  })

const shirt = (slug: string, more: Partial<ImportedProduct> = {}): ImportedProduct => ({
  slug,
  title: 'Ocean Blue Shirt',
  description: '<p>Cotton.<script>x</script></p>',
  brand: 'partners-demo',
  category: 'Shirts & tops',
  tags: ['men'],
  variants: [
    { sku: `${slug}-s`, options: [{ name: 'Size', value: 'S' }], priceMinor: 5000, onHand: 2 },
    {
      sku: `${slug}-m`,
      options: [{ name: 'Size', value: 'M' }],
      priceMinor: 5000,
      onHand: 3,
      imageUrl: 'https://pictures.example/m.jpg',
    },
  ],
  images: [
    { sourceUrl: 'https://pictures.example/a.jpg', alt: 'In front' },
    { sourceUrl: 'https://pictures.example/m.jpg', alt: '' },
  ],
  ...more,
})

test('an imported product: on sale with its stock, its category made, its pictures noted', async () => {
  expect(await save(shirt('shirt-1'))).toBe('created')

  const product = await find('shirt-1')
  expect(product).toMatchObject({
    status: 'active',
    description: '<p>Cotton.</p>',
    category: { slug: 'shirts-tops', name: 'Shirts & tops' },
    media: [
      { sourceUrl: 'https://pictures.example/a.jpg', key: null, variantId: null },
      { sourceUrl: 'https://pictures.example/m.jpg', variantId: product.variants[1]?.id },
    ],
  })
  expect(product.variants.map(({ stockLevel }) => stockLevel?.onHand)).toEqual([2, 3])
  const movements = await shop.db.stockMovement.findMany({
    where: { variant: { productId: product.id } },
  })
  expect(movements.map(({ reason }) => reason)).toEqual(['import', 'import'])
})

test('imported again: nothing changes, not even the version', async () => {
  await save(shirt('shirt-2'))
  const before = await find('shirt-2')
  await shop.clock.advance(60)

  expect(await save(shirt('shirt-2'))).toBe('unchanged')

  expect(await find('shirt-2')).toEqual(before)
  expect(await shop.db.category.count({ where: { name: 'Shirts & tops' } })).toBe(1)
})

test('imported after a sale, with other numbers: the price follows, the stock does not', async () => {
  await save(shirt('shirt-3'))
  const [small] = shirt('shirt-3').variants
  await shop.db.stockLevel.updateMany({
    where: { variant: { sku: 'shirt-3-s' } },
    data: { onHand: 1 },
  })

  const variants = small ? [{ ...small, priceMinor: 4000, onHand: 99 }] : []
  expect(await save(shirt('shirt-3', { variants }))).toBe('updated')

  const product = await find('shirt-3')
  expect(product.variants).toMatchObject([
    { sku: 'shirt-3-s', priceMinor: 4000, archivedAt: null, stockLevel: { onHand: 1 } },
    { sku: 'shirt-3-m', priceMinor: 5000, archivedAt: null, stockLevel: { onHand: 3 } },
  ])
})

test('a file that does not speak of something: it keeps what the owner wrote', async () => {
  await save(shirt('shirt-4'))
  const { id } = await find('shirt-4')
  await shop.db.variant.updateMany({ where: { productId: id }, data: { costMinor: 2000 } })
  await shop.db.media.updateMany({ where: { productId: id }, data: { alt: 'By the owner' } })

  const silent = {
    description: undefined,
    brand: undefined,
    category: undefined,
    tags: undefined,
    images: [{ sourceUrl: 'https://pictures.example/m.jpg', alt: '' }],
  }
  expect(await save(shirt('shirt-4', { ...silent, title: 'New title' }))).toBe('updated')

  expect(await find('shirt-4')).toMatchObject({
    title: 'New title',
    description: '<p>Cotton.</p>',
    brand: 'partners-demo',
    tags: ['men'],
    variants: [{ costMinor: 2000 }, { costMinor: 2000 }],
    media: [
      { sourceUrl: 'https://pictures.example/m.jpg', alt: 'By the owner' },
      { sourceUrl: 'https://pictures.example/a.jpg', alt: 'By the owner' },
    ],
  })
})

test("another product's SKU: refused by name, and nothing of the product is kept", async () => {
  await save(shirt('shirt-5'))

  const thief = { ...shirt('shirt-6'), variants: shirt('shirt-5').variants }
  await expect(save(thief)).rejects.toMatchObject({
    code: 'sku-taken',
    members: { skus: ['shirt-5-m', 'shirt-5-s'] },
  })

  expect(await shop.db.product.count({ where: { slug: 'shirt-6' } })).toBe(0)
})

test('a picture fetched at last: no longer missing, and kept once', async () => {
  await save(shirt('shirt-7'))
  const { media } = await find('shirt-7')
  const id = media[0]?.id ?? ''

  await shop.shop.catalogue.storePicture(id, { key: 'a', width: 800, height: 600, widths: [800] })
  await shop.shop.catalogue.storePicture(id, { key: 'b', width: 1, height: 1, widths: [1] })

  expect((await find('shirt-7')).media[0]).toMatchObject({ key: 'a', widths: [800] })
  const missing = await shop.shop.catalogue.missingPictures(1000)
  expect(missing.map((picture) => picture.id)).not.toContain(id)
  expect(missing.map((picture) => picture.id)).toContain(media[1]?.id)
})
