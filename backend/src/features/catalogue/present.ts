import type { Picture } from '#platform/contract.ts'
import { money } from '#platform/money.ts'

import type { CategoryRecord } from './category-repository.ts'
import type { AdminProductView, AdminVariantView, CategoryView } from './contract.ts'
import { readOptions } from './options.ts'
import { presentPicture } from './picture.ts'
import type { MediaRecord, ProductRecord, VariantRecord } from './product-repository.ts'
import type { StockLevel } from './stock-keeper.ts'

export function presentCategory({ picture, ...category }: CategoryRecord): CategoryView {
  return { ...category, picture: picture && presentPicture(picture) }
}

/** A product as the owner sees it: archived variants are left out, and pictures that are not here yet. */
export function presentProduct(
  product: ProductRecord,
  levels: ReadonlyMap<string, StockLevel>,
  currency: string,
): AdminProductView {
  const { id, slug, title, description, brand, condition, status } = product
  const { category, tags, version, createdAt, updatedAt } = product
  return {
    id,
    slug,
    title,
    description,
    brand,
    condition,
    status,
    category,
    tags,
    images: product.media.flatMap(pictureOf),
    variants: product.variants
      .filter(({ archivedAt }) => archivedAt === null)
      .map((variant) => presentVariant(variant, levels.get(variant.id), currency)),
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

function presentVariant(
  variant: VariantRecord,
  { onHand, reserved }: StockLevel = { onHand: 0, reserved: 0 },
  currency: string,
): AdminVariantView {
  const { id, sku, weightGrams, barcode, priceMinor, compareAtMinor, costMinor } = variant
  const amount = (minor: number | null) => (minor === null ? null : money(minor, currency))
  return {
    id,
    sku,
    options: readOptions(variant.options),
    price: money(priceMinor, currency),
    compareAt: amount(compareAtMinor),
    cost: amount(costMinor),
    weightGrams,
    barcode,
    onHand,
    reserved,
    available: onHand - reserved,
  }
}

function pictureOf({ id, key, alt, width, height, widths }: MediaRecord): Picture[] {
  if (key === null || width === null || height === null) return []
  return [presentPicture({ id, key, alt, width, height, widths })]
}
