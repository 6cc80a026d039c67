import { presentPicture } from '#features/catalogue/index.ts'
import { money } from '#platform/money.ts'

import type { AdminRecord } from './admin-repository.ts'
import type {
  AdminProductRow,
  Facets,
  ProductCard,
  ProductView,
  Suggestion,
  VariantView,
} from './contract.ts'
import type { FacetRecord } from './facet-repository.ts'
import type { CardRecord } from './list-repository.ts'
import type { PageRecord, PageVariant } from './product-repository.ts'
import { unitsToTell } from './rules.ts'
import type { SuggestionRecord } from './suggestion-repository.ts'

export function presentCard(record: CardRecord, currency: string): ProductCard {
  const { id, slug, title, brand, condition, tags, units, image } = record
  const { priceFromMinor, priceToMinor, compareAtMinor } = record
  return {
    id,
    slug,
    title,
    brand,
    condition,
    category: presentCategoryRef(record),
    tags,
    image: image && presentPicture(image),
    priceFrom: money(priceFromMinor, currency),
    priceVaries: priceToMinor > priceFromMinor,
    compareAt: compareAtMinor === null ? null : money(compareAtMinor, currency),
    inStock: units > 0,
    unitsLeft: unitsToTell(units),
  }
}

function presentCategoryRef({
  categorySlug,
  categoryName,
}: {
  readonly categorySlug: string | null
  readonly categoryName: string | null
}): { slug: string; name: string } | null {
  return categorySlug === null ? null : { slug: categorySlug, name: categoryName ?? categorySlug }
}

export function presentFacets(record: FacetRecord, currency: string): Facets {
  const { category, brand, condition, tag, minPrice, maxPrice, inStock, onSale } = record
  const price =
    minPrice === null || maxPrice === null
      ? null
      : { min: money(minPrice, currency), max: money(maxPrice, currency) }
  return { category, brand, condition: condition.map(nameCondition), tag, price, inStock, onSale }
}

export function presentPage(record: PageRecord, currency: string): ProductView {
  const { id, slug, title, description, brand, condition, tags, priceFromMinor } = record
  return {
    id,
    slug,
    title,
    description,
    brand,
    condition,
    category: presentCategoryRef(record),
    tags,
    images: record.images.map(presentPicture),
    priceFrom: money(priceFromMinor, currency),
    inStock: record.variants.some(({ available }) => available > 0),
    variants: record.variants.map((variant) => presentVariant(variant, currency)),
  }
}

function presentVariant(variant: PageVariant, currency: string): VariantView {
  const { sku, options, priceMinor, compareAtMinor, available, imageId } = variant
  const isReduced = compareAtMinor !== null && compareAtMinor > priceMinor
  return {
    sku,
    options,
    price: money(priceMinor, currency),
    compareAt: isReduced ? money(compareAtMinor, currency) : null,
    available,
    inStock: available > 0,
    imageId,
  }
}

export function presentSuggestion(record: SuggestionRecord, currency: string): Suggestion {
  const { kind, label, slug, image, priceFromMinor } = record
  return {
    kind,
    label,
    slug,
    image: image && presentPicture(image),
    priceFrom: priceFromMinor === null ? null : money(priceFromMinor, currency),
  }
}

export function presentAdminRow(record: AdminRecord, currency: string): AdminProductRow {
  const { picture, priceFromMinor, priceToMinor, updatedAt, ...row } = record
  return {
    ...row,
    picture: picture && presentPicture(picture),
    priceFrom: money(priceFromMinor, currency),
    priceTo: money(priceToMinor, currency),
    updatedAt: updatedAt.toISOString(),
  }
}

const CONDITION_NAMES: ReadonlyMap<string, string> = new Map([
  ['new', 'New'],
  ['open_box', 'Open box'],
  ['used', 'Used'],
])

const nameCondition = <Named extends { readonly value: string }>(count: Named) => ({
  ...count,
  label: CONDITION_NAMES.get(count.value) ?? count.value,
})
