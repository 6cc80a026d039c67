import { presentPicture, type StoredPicture } from '#features/catalogue/index.ts'
import type { Option, Picture } from '#platform/contract.ts'
import { newId } from '#platform/id.ts'

import type { Tables } from './bulk.ts'
import { CATEGORIES, PRODUCTS, type SeedProduct, type SeedVariant } from './catalogue/index.ts'
import { daysBefore, minutesAfter } from './days.ts'

/** A variant on the shelf, with what an order freezes of it. */
export interface Good {
  readonly variantId: string
  readonly sku: string
  readonly slug: string
  readonly title: string
  readonly options: readonly Option[]
  readonly image: Picture | null
  readonly priceMinor: number
  readonly compareAtMinor: number | null
  readonly condition: SeedProduct['condition']
  readonly daysOld: number
  /** Units that are left today. */
  readonly onHand: number
  readonly since: Date
}

export interface Goods {
  readonly goods: readonly Good[]
  readonly categories: readonly Tables['category'][]
  readonly products: readonly Tables['product'][]
  readonly variants: readonly Tables['variant'][]
  readonly media: readonly Tables['media'][]
}

/** How a picture is stored, by the name of its folder. */
export type Kept = ReadonlyMap<string, Omit<StoredPicture, 'id' | 'alt'>>

/** The catalogue as rows, and as what can be sold. */
export function stockShelves(now: Date, kept: Kept): Goods {
  const categories = CATEGORIES.map((category, position) => {
    // A minute apart, so that what is sorted by age has an order.
    const createdAt = minutesAfter(daysBefore(now, 1500), position)
    return { ...category, id: newId(createdAt), position, createdAt }
  })
  const idOf = new Map(categories.map(({ id, slug }) => [slug, id]))
  const shelves = PRODUCTS.map((product, place) => {
    const since = minutesAfter(daysBefore(now, product.daysOld), -place)
    return shelve(product, { categoryId: idOf.get(product.category) ?? null, since, kept })
  })
  return {
    categories,
    products: shelves.map(({ product }) => product),
    variants: shelves.flatMap(({ variants }) => variants.map(({ row }) => row)),
    media: shelves.flatMap(({ media }) => media.map(({ row }) => row)),
    goods: shelves.flatMap(({ goods }) => goods),
  }
}

interface Place {
  readonly categoryId: string | null
  readonly since: Date
  readonly kept: Kept
}

function shelve(seed: SeedProduct, { categoryId, since, kept }: Place) {
  const id = newId(since)
  const { slug, title, brand, condition, tags, description, daysOld } = seed
  const dates = { createdAt: since, updatedAt: since }
  const product = { id, slug, title, brand, condition, description, tags: [...tags], categoryId }
  const media = seed.pictures.map((picture, position) =>
    hang(picture, { id, since, kept, position }),
  )
  const [cover = null] = media.flatMap(({ picture }) => picture ?? [])
  const variants = seed.variants.map((variant, position) =>
    asVariant(variant, { id, since, position }),
  )
  const goods = variants.map(({ row, options, seed: { onHand } }): Good => {
    const { id: variantId, sku, priceMinor, compareAtMinor } = row
    const frozen = { variantId, sku, slug, title, options, priceMinor, compareAtMinor }
    return { ...frozen, image: cover, condition, daysOld, onHand, since }
  })
  return { product: { ...product, ...dates, status: 'active' as const }, media, variants, goods }
}

interface Within {
  readonly id: string
  readonly since: Date
  readonly position: number
}

function asVariant(seed: SeedVariant, { id: productId, since, position }: Within) {
  const options = Object.entries(seed.options).map(([name, value]) => ({ name, value }))
  const { sku, priceMinor, costMinor, weightGrams } = seed
  const { compareAtMinor = null, barcode = null } = seed
  const amounts = { priceMinor, compareAtMinor, costMinor, weightGrams, barcode }
  const dates = { createdAt: since, updatedAt: since }
  const row = { id: newId(since), productId, sku, options, ...amounts, position, ...dates }
  return { row, options, seed }
}

/** A picture's row, and the picture itself where its file is there. */
function hang(
  { file, alt }: SeedProduct['pictures'][number],
  { id: productId, since, position, kept }: Within & { readonly kept: Kept },
) {
  const id = newId(since)
  const stored = kept.get(file)
  const picture = stored ? presentPicture({ id, alt, ...stored }) : null
  const place = { id, productId, alt, position, createdAt: since }
  const row = {
    ...place,
    key: stored?.key ?? null,
    width: stored?.width ?? null,
    height: stored?.height ?? null,
    widths: [...(stored?.widths ?? [])],
  }
  return { row, picture }
}
