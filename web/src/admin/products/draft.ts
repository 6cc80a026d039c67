import type {
  AdminProductView,
  AdminVariantView,
  Condition,
  ProductBody,
  ProductStatus,
} from '#web/api/admin-products.ts'

import { amountText, parseAmount } from './amount.ts'
import { toHtml, toText } from './description.ts'

/** A variant as it is typed. `values` stand in the order of the product's options. */
export interface VariantDraft {
  /** Null for one that is not saved yet. */
  readonly variantId: string | null
  readonly sku: string
  readonly values: readonly string[]
  readonly price: string
  readonly compareAt: string
  readonly cost: string
  readonly weight: string
  readonly barcode: string
  /** The first stock of a new product; later units move by adjustment only. */
  readonly onHand: string
}

/** A product as it is typed: everything is text until it is sent. */
export interface ProductDraft {
  readonly title: string
  readonly description: string
  /** A letter, or HTML where a letter cannot say it all. */
  readonly writtenAs: 'text' | 'html'
  readonly brand: string
  readonly condition: Condition
  readonly status: ProductStatus
  readonly categoryId: string
  readonly tags: string
  readonly slug: string
  readonly options: readonly { readonly name: string }[]
  readonly variants: readonly VariantDraft[]
}

export const emptyVariant = (optionCount: number): VariantDraft => ({
  variantId: null,
  sku: '',
  values: Array.from({ length: optionCount }, () => ''),
  price: '',
  compareAt: '',
  cost: '',
  weight: '',
  barcode: '',
  onHand: '0',
})

export const emptyDraft = (): ProductDraft => ({
  title: '',
  description: '',
  writtenAs: 'text',
  brand: '',
  condition: 'new',
  status: 'draft',
  categoryId: '',
  tags: '',
  slug: '',
  options: [],
  variants: [emptyVariant(0)],
})

export function draftOf(product: AdminProductView): ProductDraft {
  const names = optionNames(product)
  const letter = toText(product.description)
  return {
    title: product.title,
    description: letter ?? product.description,
    writtenAs: letter === null ? 'html' : 'text',
    brand: product.brand ?? '',
    condition: product.condition,
    status: product.status,
    categoryId: product.category?.id ?? '',
    tags: product.tags.join(', '),
    slug: product.slug,
    options: names.map((name) => ({ name })),
    variants: product.variants.map((variant) => variantDraft(variant, names)),
  }
}

function optionNames({ variants }: AdminProductView): readonly string[] {
  return [...new Set(variants.flatMap(({ options }) => options.map(({ name }) => name)))]
}

function variantDraft(variant: AdminVariantView, names: readonly string[]): VariantDraft {
  const { id, sku, options, price, compareAt, cost, weightGrams, barcode } = variant
  return {
    variantId: id,
    sku,
    values: names.map((wanted) => options.find(({ name }) => name === wanted)?.value ?? ''),
    price: amountText(price),
    compareAt: compareAt ? amountText(compareAt) : '',
    cost: cost ? amountText(cost) : '',
    weight: weightGrams === null ? '' : String(weightGrams),
    barcode: barcode ?? '',
    onHand: '0',
  }
}

const filled = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

export const tagsIn = (typed: string): readonly string[] =>
  typed.split(',').flatMap((tag) => filled(tag) ?? [])

/** What is sent. The draft has no faults by now; `isNew` products bring their first stock. */
export function bodyOf(
  draft: ProductDraft,
  { currency, isNew }: { readonly currency: string; readonly isNew: boolean },
): ProductBody {
  const amount = (typed: string) => parseAmount(typed, currency).minor ?? null
  const slug = filled(draft.slug)
  return {
    title: draft.title.trim(),
    ...(slug !== null && { slug }),
    description: draft.writtenAs === 'text' ? toHtml(draft.description) : draft.description,
    brand: filled(draft.brand),
    condition: draft.condition,
    status: draft.status,
    categoryId: filled(draft.categoryId),
    tags: tagsIn(draft.tags),
    variants: draft.variants.map((variant) => ({
      ...(variant.variantId !== null && { id: variant.variantId }),
      sku: variant.sku.trim(),
      options: draft.options.map(({ name }, at) => ({
        name: name.trim(),
        value: variant.values[at]?.trim() ?? '',
      })),
      priceMinor: amount(variant.price) ?? 0,
      compareAtMinor: amount(variant.compareAt),
      costMinor: amount(variant.cost),
      weightGrams: filled(variant.weight) === null ? null : Number(variant.weight.trim()),
      barcode: filled(variant.barcode),
      ...(isNew && { onHand: Number(filled(variant.onHand) ?? 0) }),
    })),
  }
}
