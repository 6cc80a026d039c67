import type { CartLineView } from '#web/api/cart.ts'
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
  /** Whether the choices differ in price, so that each should say its own. */
  readonly priceVaries: boolean
  readonly choices: readonly OptionChoice[]
}

/**
 * The variant a page shows: the one its address names, else one at the price that cards and suggestions promise, in stock
 * if there is one. Whoever followed a price finds that price, sold out or not.
 */
export function shownVariant(product: ProductView, sku: string | null): VariantView | undefined {
  const { variants, priceFrom } = product
  const promised = variants.filter(({ price }) => price.minor === priceFrom.minor)
  return (
    variants.find((variant) => variant.sku === sku) ??
    promised.find(({ inStock }) => inStock) ??
    promised[0] ??
    variants[0]
  )
}

/**
 * The product as it stands for this buyer: what an unpaid order of their own holds, and their basket therefore still has,
 * is not sold out to them.
 */
export function asBuyerSees(product: ProductView, basket: readonly BasketUnits[]): ProductView {
  const variants = product.variants.map((variant) => {
    const line = basket.find(({ sku, quantity }) => sku === variant.sku && quantity > 0)
    const available = Math.max(variant.available, line?.available ?? 0)
    return { ...variant, available, inStock: available > 0 }
  })
  return { ...product, variants }
}

type BasketUnits = Pick<CartLineView, 'sku' | 'quantity' | 'available'>

/** The options to choose from, seen from the variant shown. A product with one variant has none. */
export function pickersFor(product: ProductView, shown: VariantView): readonly OptionPicker[] {
  if (product.variants.length < 2) return []

  return shown.options.map(({ name, value: current }) => {
    const choices = valuesOf(product, name).map((value) => {
      const variant = nearest(product, shown, name, value)
      return { value, chosen: value === current, variant, soldOut: !variant.inStock }
    })
    const prices = new Set(choices.map(({ variant: { price } }) => price.minor))
    return { name, choices, priceVaries: prices.size > 1 }
  })
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
