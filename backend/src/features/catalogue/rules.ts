import { problemType } from '#platform/problem.ts'

export const PRODUCT_STATUSES = ['draft', 'active', 'archived'] as const
export type ProductStatus = (typeof PRODUCT_STATUSES)[number]

export const productNotFound = problemType('product-not-found', 'not-found', 'No such product')
export const productChanged = problemType(
  'product-changed',
  'changed-meanwhile',
  'The product changed meanwhile',
)
export const slugTaken = problemType('slug-taken', 'conflict', 'The address is taken')
export const skuTaken = problemType('sku-taken', 'conflict', 'The SKU is taken')
export const variantsAlike = problemType(
  'variants-alike',
  'unprocessable',
  'Customers could not tell the variants apart',
)
export const variantUnknown = problemType(
  'variant-unknown',
  'unprocessable',
  'The product has no such variant',
)
export const categoryUnknown = problemType(
  'category-unknown',
  'unprocessable',
  'There is no such category',
)

/** Letters that do not come apart into a base letter and its marks. */
const SPELT_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
}
const LONGEST_SLUG = 80

/** Words as they stand in an address: "Crème brûlée, 4" is `creme-brulee-4`. Nothing is left of words in no Latin letters. */
export function hyphenated(words: string): string {
  return words
    .toLowerCase()
    .replace(/[ßøæœłđðþ]/g, (letter) => SPELT_OUT[letter] ?? '')
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

/** A slug of a bearable length, or the fallback where the words give none. */
export function slugify(words: string, fallback: string): string {
  return hyphenated(words).slice(0, LONGEST_SLUG).replace(/-+$/, '') || fallback
}

/** The slug itself while it is free, then `-2`, `-3` and so on. */
export function firstFree(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  let next = 2
  while (taken.has(`${slug}-${next}`)) next += 1
  return `${slug}-${next}`
}

interface Named {
  readonly sku: string
  readonly options: readonly { readonly name: string; readonly value: string }[]
}

/** Each SKU once, and no two variants that look the same to a customer. */
export function assertDistinct(variants: readonly Named[]): void {
  const skus = new Set<string>()
  const looks = new Set<string>()
  for (const { sku, options } of variants) {
    if (skus.has(sku)) throw skuTaken(`Two variants here have the SKU ${sku}.`, { skus: [sku] })
    const look = JSON.stringify(options.map(({ value }) => value.toLowerCase()))
    if (looks.has(look)) {
      throw variantsAlike(`${sku} has the same options as another variant.`, { sku })
    }
    skus.add(sku)
    looks.add(look)
  }
}

interface Kept {
  readonly id: string
  readonly sku: string
}

interface Matched<Old, New> {
  readonly kept: readonly { readonly old: Old; readonly wanted: New }[]
  readonly added: readonly New[]
  readonly dropped: readonly Old[]
}

/**
 * Which variant each wanted one is: by its id, or without one by its SKU, so that an archived variant that is added again is
 * the same one with the same stock.
 * @throws variantUnknown for an id the product does not have.
 */
export function matchVariants<
  Old extends Kept,
  New extends { readonly id?: string | undefined; readonly sku: string },
>(existing: readonly Old[], wanted: readonly New[]): Matched<Old, New> {
  const byId = new Map(existing.map((variant) => [variant.id, variant]))
  const bySku = new Map(existing.map((variant) => [variant.sku, variant]))
  const free = new Set(existing)
  const kept: { old: Old; wanted: New }[] = []
  const added: New[] = []

  const byName = (variant: New): number => (variant.id === undefined ? 1 : 0)
  for (const variant of wanted.toSorted((a, b) => byName(a) - byName(b))) {
    const old = variant.id === undefined ? bySku.get(variant.sku) : byId.get(variant.id)
    if (variant.id !== undefined && (!old || !free.has(old))) {
      throw variantUnknown(`This product has no variant ${variant.id}.`, { id: variant.id })
    }
    if (old && free.delete(old)) kept.push({ old, wanted: variant })
    else added.push(variant)
  }
  return { kept, added, dropped: [...free] }
}

export interface Change {
  readonly from: Plain
  readonly to: Plain
}
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [name: string]: Plain }
export type Look = Readonly<Record<string, Plain>>

/** What differs between two looks of one thing, by name; what only one of them has is null in the other. */
export function changesBetween(before: Look, after: Look): Readonly<Record<string, Change>> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const [from, to] = [before[name] ?? null, after[name] ?? null]
      return JSON.stringify(from) === JSON.stringify(to) ? [] : [[name, { from, to }]]
    }),
  )
}
