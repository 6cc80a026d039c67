import { createHash } from 'node:crypto'

import { hyphenated } from '#features/catalogue/index.ts'
import type { Option } from '#platform/contract.ts'

const MAX_SKU = 64
const DIGEST = 8

/**
 * A stock code for a variant that came without one, from its product's handle and its options: `classic-varsity-top-small`.
 * The same variant always gets the same; where that is taken, or too long, a few letters of a hash tell them apart.
 */
export function skuFor(
  handle: string,
  options: readonly Option[],
  isTaken: (sku: string) => boolean,
): string {
  const values = options.map(({ value }) => value)
  const words = [handle, ...values.map(hyphenated)].filter((word) => word !== '').join('-')
  if (words.length <= MAX_SKU && !isTaken(words)) return words

  for (let round = 0; ; round += 1) {
    const digest = createHash('sha256').update(JSON.stringify([handle, values, round]))
    const start = words.slice(0, MAX_SKU - DIGEST - 1).replace(/-+$/, '')
    const sku = `${start}-${digest.digest('hex').slice(0, DIGEST)}`
    if (!isTaken(sku)) return sku
  }
}

/** The address of a product whose handle has no letter that an address can carry. */
export function slugFor(handle: string): string {
  const slug = hyphenated(handle).slice(0, 200).replace(/-+$/, '')
  if (slug !== '') return slug
  return `product-${createHash('sha256').update(handle).digest('hex').slice(0, DIGEST)}`
}
