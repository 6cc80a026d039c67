import type { Test } from 'supertest'

import type { Shop } from '#shop'

interface GivenVariant {
  readonly sku: string
  readonly priceMinor?: number
  readonly compareAtMinor?: number
  readonly onHand?: number
  readonly options?: { name: string; value: string }[]
}

interface GivenProduct {
  readonly title?: string
  readonly slug?: string
  readonly brand?: string
  readonly categoryId?: string
  readonly condition?: 'new' | 'open_box' | 'used'
  readonly status?: 'draft' | 'active' | 'archived'
  readonly tags?: string[]
  readonly description?: string
  readonly variants?: readonly GivenVariant[]
}

const OWNER = {
  role: 'owner',
  accountId: '01900000-0000-7000-8000-000000000000',
  name: 'The owner',
} as const

/** What a test takes for granted, made through the shop's own use cases. */
export function given(shop: Shop) {
  async function product({
    title = 'Assam tea',
    variants = [{ sku: 'TEA-250' }],
    ...more
  }: GivenProduct = {}) {
    return await shop.catalogue.create(
      {
        title,
        slug: more.slug,
        description: more.description ?? '',
        brand: more.brand ?? null,
        condition: more.condition ?? 'new',
        status: more.status ?? 'active',
        categoryId: more.categoryId ?? null,
        tags: more.tags ?? [],
        variants: variants.map(
          ({ sku, priceMinor = 850, compareAtMinor = null, onHand = 10, options = [] }) => ({
            sku,
            options,
            priceMinor,
            compareAtMinor,
            costMinor: null,
            weightGrams: null,
            barcode: null,
            onHand,
          }),
        ),
      },
      OWNER,
    )
  }

  return {
    product,
    /** A product of one variant with that many units. */
    stock: async (sku: string, onHand: number, priceMinor = 850) =>
      await product({ title: `Tea ${sku}`, variants: [{ sku, onHand, priceMinor }] }),
  }
}

export const ADDRESS = {
  line1: '1 Quay Street',
  city: 'Whitby',
  postalCode: 'YO21 1DL',
  country: 'GB',
}

export const checkoutBody = (more: object = {}) => ({
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  delivery: { method: 'standard', address: ADDRESS },
  ...more,
})

interface Browser {
  post(path: string): Test
}

/** Puts units in the browser's cart and checks out; the reply as it came. */
export async function buy(browser: Browser, sku: string, quantity = 1, body: object = {}) {
  await browser.post('/api/cart/lines').send({ sku, quantity }).expect(200)
  return await browser.post('/api/checkout').send(checkoutBody(body))
}
