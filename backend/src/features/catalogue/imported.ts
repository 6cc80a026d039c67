import type { Condition, Option } from '#platform/contract.ts'

import type { ProductStatus } from './rules.ts'

/**
 * A product as a file tells it, already checked: lengths, prices and SKUs are what the contract allows.
 * A field left out is one the file does not speak of: it keeps what the product has, or starts empty.
 */
export interface ImportedProduct {
  /** Tells which product it is: the one with this slug is updated, otherwise a new one is made. */
  readonly slug: string
  readonly title: string
  /** HTML from anywhere; it is sanitised here. */
  readonly description?: string | undefined
  readonly brand?: string | null | undefined
  readonly condition?: Condition | undefined
  /** A new product that is told of no status is active. */
  readonly status?: ProductStatus | undefined
  /** The category's name; one that is not there yet is added at the end of the menu. */
  readonly category?: string | null | undefined
  readonly tags?: readonly string[] | undefined
  /** At least one. Variants the file does not name stay as they are. */
  readonly variants: readonly ImportedVariant[]
  /** In the order they are shown. Pictures the file does not name stay, after these. */
  readonly images: readonly ImportedImage[]
}

export interface ImportedVariant {
  /** Tells which variant it is. It may not belong to another product. */
  readonly sku: string
  readonly options: readonly Option[]
  readonly priceMinor: number
  readonly compareAtMinor?: number | null | undefined
  readonly costMinor?: number | null | undefined
  readonly weightGrams?: number | null | undefined
  readonly barcode?: string | null | undefined
  /** The first stock of a new variant. One that is there keeps its own: units have been sold since. */
  readonly onHand: number
  /** The picture that shows this variant, by the address it has in `images`. */
  readonly imageUrl?: string | null | undefined
}

export interface ImportedImage {
  /** Tells which picture it is. It is written down here and fetched by whoever can reach it. */
  readonly sourceUrl: string
  readonly alt: string
}

export type ImportOutcome = 'created' | 'updated' | 'unchanged'
