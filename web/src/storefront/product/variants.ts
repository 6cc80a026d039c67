import type { ProductView, VariantView } from '#web/api/discovery.ts'

/** One value of an option, and what choosing it would lead to. */
export interface OptionChoice {
  readonly value: string
  readonly chosen: boolean
  /** The variant one gets by choosing it: with the other options as they are, or else the nearest. */
  readonly variant: VariantView
  readonly soldOut: boolean
}

export interface OptionPicker {
  readonly name: string
  readonly choices: readonly OptionChoice[]
}

/** The variant a page shows: the one its address names, else the first that can be bought, else the first. */
export function shownVariant(product: ProductView, sku: string | null): VariantView | undefined {
  const { variants } = product
  return (
    variants.find((variant) => variant.sku === sku) ??
    variants.find(({ inStock }) => inStock) ??
    variants[0]
  )
}

/** The options to choose from, seen from the variant shown. A product with one variant has none. */
export function pickersFor(product: ProductView, shown: VariantView): readonly OptionPicker[] {
  if (product.variants.length < 2) return []

  return shown.options.map(({ name, value: current }) => ({
    name,
    choices: valuesOf(product, name).map((value) => {
      const variant = nearest(product, shown, name, value)
      return { value, chosen: value === current, variant, soldOut: !variant.inStock }
    }),
  }))
}

function valuesOf({ variants }: ProductView, name: string): readonly string[] {
  return [...new Set(variants.map((variant) => valueIn(variant, name) ?? ''))].filter(Boolean)
}

function valueIn({ options }: VariantView, name: string): string | undefined {
  return options.find((option) => option.name === name)?.value
}

/** Of the variants with this value, the one that shares most with the one shown; of those, one in stock. */
function nearest(
  product: ProductView,
  shown: VariantView,
  name: string,
  value: string,
): VariantView {
  const score = (variant: VariantView) =>
    shown.options.filter((option) => valueIn(variant, option.name) === option.value).length * 2 +
    (variant.inStock ? 1 : 0)

  return product.variants
    .filter((variant) => valueIn(variant, name) === value)
    .reduce((best, variant) => (score(variant) > score(best) ? variant : best))
}
