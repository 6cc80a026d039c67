import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/id.ts'

import { readOptions } from './options.ts'
import type { ProductRecord, VariantFields, VariantRecord } from './product-repository.ts'
import * as repository from './product-repository.ts'
import { type Look, matchVariants, skuTaken } from './rules.ts'

export type WantedVariant = Omit<VariantFields, 'position'> & { readonly id?: string | undefined }

interface Row extends VariantFields {
  readonly id: string
}

/** What becomes of a product's variants when these are wanted. */
export interface VariantPlan {
  readonly kept: readonly Row[]
  readonly added: readonly Row[]
  readonly archived: readonly string[]
  /** Kept under another SKU. */
  readonly renamed: readonly string[]
  readonly before: Look
  readonly after: Look
}

/**
 * Plans the change from the variants a product has to those that are wanted, in their order.
 * @throws variantUnknown for an id the product does not have, skuTaken for the SKU of a variant that is archived by this.
 */
export function planVariants(
  product: ProductRecord,
  wanted: readonly WantedVariant[],
  clock: Clock,
): VariantPlan {
  const placed = wanted.map((variant, position) => ({ ...variant, position }))
  const { kept, added, dropped } = matchVariants(product.variants, placed)

  const stale = new Set(dropped.map(({ sku }) => sku))
  const clash = kept.find(({ wanted: { sku } }) => stale.has(sku))?.wanted.sku
  if (clash !== undefined) {
    throw skuTaken(`${clash} belongs to a variant that was sold before.`, { skus: [clash] })
  }

  const keptRows = kept.map(({ old, wanted: fields }) => ({ ...pick(fields), id: old.id }))
  const addedRows = added.map((fields) => ({ ...pick(fields), id: newId(clock.now()) }))
  const renamed = kept.filter(({ old, wanted: { sku } }) => old.sku !== sku)
  const live = product.variants.filter(({ archivedAt }) => archivedAt === null)
  return {
    kept: keptRows,
    added: addedRows,
    archived: dropped.filter(({ archivedAt }) => archivedAt === null).map(({ id }) => id),
    renamed: renamed.map(({ old }) => old.id),
    before: lookOf(
      live.map((variant, position) => ({ ...fieldsOf(variant), id: variant.id, position })),
    ),
    after: lookOf([...keptRows, ...addedRows]),
  }
}

/** Carries a plan out. The stock of what is added is opened by the caller. */
export async function saveVariants(
  tx: Db,
  productId: string,
  plan: VariantPlan,
  now: Date,
): Promise<void> {
  if (plan.renamed.length > 0) await repository.releaseSkus(tx, plan.renamed)
  for (const { id, ...fields } of plan.kept) await repository.updateVariant(tx, id, fields, now)
  if (plan.added.length > 0) await repository.insertVariants(tx, productId, plan.added, now)
  if (plan.archived.length > 0) await repository.archiveVariants(tx, plan.archived, now)
}

/** The fields of a variant as its row has them. */
export function fieldsOf(variant: VariantRecord): VariantFields {
  return pick({ ...variant, options: readOptions(variant.options) })
}

/** What of a variant is compared to tell whether it changed. */
export function variantLook(fields: VariantFields) {
  return {
    ...pick(fields),
    options: fields.options.map(({ name, value }) => ({ name, value })),
  }
}

export function pick(variant: VariantFields): VariantFields {
  const { sku, options, priceMinor, compareAtMinor, costMinor, weightGrams, barcode, position } =
    variant
  return { sku, options, priceMinor, compareAtMinor, costMinor, weightGrams, barcode, position }
}

const lookOf = (rows: readonly Row[]): Look =>
  Object.fromEntries(rows.map((row) => [`variant ${row.id}`, variantLook(row)]))
