import { type ImportedProduct, readOptions } from '#features/catalogue/index.ts'
import type { Option } from '#platform/contract.ts'

import type { FileProduct } from './file-product.ts'
import type { KnownVariant } from './repository.ts'
import { skuFor } from './skus.ts'

/** A stock code that the file gives to one product and the shop to another. */
export interface Clash {
  readonly line: number
  readonly sku: string
  readonly slug: string
}

/**
 * Fills in the stock codes a file leaves blank. A variant that the shop knows by its options keeps the code it has; a
 * new one gets a code made of its words, which no other variant of the shop or of the file has.
 */
export function createStockCodes(known: readonly KnownVariant[], file: readonly FileProduct[]) {
  const owners = new Map(known.map(({ sku, slug }) => [sku, slug]))
  const byOptions = new Map(
    known.map(({ slug, options, sku }) => [identity(slug, readOptions(options)), sku]),
  )
  const inFile = new Set(
    file.flatMap(({ variants }) => variants.flatMap(({ sku }) => (sku === null ? [] : [sku]))),
  )

  const isTaken = (sku: string) => owners.has(sku) || inFile.has(sku)

  return {
    clashes({ facts: { slug }, variants }: FileProduct): readonly Clash[] {
      return variants.flatMap(({ sku, line }) => {
        const owner = sku === null ? undefined : owners.get(sku)
        return sku === null || owner === undefined || owner === slug
          ? []
          : [{ line, sku, slug: owner }]
      })
    },

    fillIn({ facts: product, variants }: FileProduct): ImportedProduct {
      const { slug } = product
      return {
        ...product,
        variants: variants.map(({ facts, sku: given }) => {
          const kept = byOptions.get(identity(slug, facts.options))
          const sku = given ?? kept ?? skuFor(slug, facts.options, isTaken)
          owners.set(sku, slug)
          return { ...facts, sku }
        }),
      }
    },
  }
}

const identity = (slug: string, options: readonly Option[]): string =>
  JSON.stringify([slug, ...options.map(({ value }) => value.toLowerCase())])
