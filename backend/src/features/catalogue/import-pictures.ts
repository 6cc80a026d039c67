import type { Db } from '#platform/db.ts'
import { newId } from '#platform/id.ts'

import type { ImportedProduct } from './imported.ts'
import * as repository from './media-repository.ts'
import { findProduct, type MediaRecord } from './product-repository.ts'

interface Place {
  readonly sourceUrl: string | null
  readonly alt: string
  readonly position: number
  readonly variantId: string | null
}

/**
 * Writes down the pictures of a product by their addresses, those of the file before those it does not name, and returns how
 * many it touched. Fetching them is left to whoever can reach them.
 */
export async function mergePictures(
  tx: Db,
  { id, imported, now }: { readonly id: string; readonly imported: ImportedProduct; now: Date },
): Promise<number> {
  if (imported.images.length === 0) return 0
  const product = await findProduct(tx, id)
  const variantIds = new Map(product?.variants.map((variant) => [variant.sku, variant.id]))
  const known = product?.media ?? []
  let touched = 0

  for (const { place, old } of placesOf(imported, known, variantIds)) {
    const { sourceUrl, ...shown } = place
    if (old && isThere(old, shown)) continue
    touched += 1
    if (old) await repository.updateMedia(tx, old.id, shown)
    else if (sourceUrl !== null) {
      await repository.insertMedia(tx, id, { ...shown, id: newId(now), sourceUrl }, now)
    }
  }
  return touched
}

/** Where each picture belongs. A picture without words in the file keeps those the owner gave it. */
function placesOf(
  imported: ImportedProduct,
  known: readonly MediaRecord[],
  variantIds: ReadonlyMap<string, string>,
): readonly { readonly place: Place; readonly old: MediaRecord | undefined }[] {
  const byUrl = new Map(known.map((picture) => [picture.sourceUrl, picture]))
  const alts = new Map(imported.images.map(({ sourceUrl, alt }) => [sourceUrl, alt]))
  const named = [...alts].map(([sourceUrl, alt], position) => {
    const old = byUrl.get(sourceUrl)
    const sku = imported.variants.find(({ imageUrl }) => imageUrl === sourceUrl)?.sku ?? ''
    const variantId = variantIds.get(sku) ?? old?.variantId ?? null
    return { old, place: { sourceUrl, alt: alt || (old?.alt ?? ''), position, variantId } }
  })
  const others = known.filter(({ sourceUrl }) => sourceUrl === null || !alts.has(sourceUrl))
  const rest = others.map((old, index) => {
    const { sourceUrl, alt, variantId } = old
    return { old, place: { sourceUrl, alt, variantId, position: named.length + index } }
  })
  return [...named, ...rest]
}

const isThere = (old: MediaRecord, { alt, position, variantId }: Omit<Place, 'sourceUrl'>) =>
  old.alt === alt && old.position === position && old.variantId === variantId
