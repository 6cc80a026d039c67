import { type Actor, recordAudit } from '#platform/audit.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/id.ts'

import {
  findCategoryByName,
  insertCategory,
  lockCategories,
  takenCategorySlugs,
} from './category-repository.ts'
import { sanitiseDescription } from './description.ts'
import { mergePictures } from './import-pictures.ts'
import type { ImportedProduct, ImportedVariant, ImportOutcome } from './imported.ts'
import type { ProductFields, ProductRecord, VariantFields } from './product-repository.ts'
import * as repository from './product-repository.ts'
import { assertDistinct, changesBetween, firstFree, productChanged, slugify } from './rules.ts'
import { asJson, assertSkusFree, lookOf, type SaveDeps } from './save-product.ts'
import { fieldsOf, variantLook } from './variant-plan.ts'

/** The ground of a category's pictures until the owner chooses one. */
const PLAIN_TINT = '#E9E4DA'

/**
 * Makes a product be what a file says, and tells whether that changed anything. Doing it twice is doing it once: stock, pictures
 * and variants that are there are kept, and what the file does not speak of is left alone.
 * @throws skuTaken, variantsAlike, productChanged
 */
export async function saveImported(
  tx: Db,
  deps: SaveDeps,
  { imported, actor }: { readonly imported: ImportedProduct; readonly actor: Actor },
): Promise<ImportOutcome> {
  assertDistinct(imported.variants)
  const existing = await repository.findProductBySlug(tx, imported.slug)
  await assertSkusFree(tx, imported.variants, existing?.id)
  const now = deps.clock.now()
  const id = existing?.id ?? newId(now)
  const fields = await mergeFields(tx, { imported, existing, now })

  if (!existing) await repository.insertProduct(tx, { id, fields }, now)
  const changes = existing ? changesBetween(lookOf(existing), lookOf(fields)) : {}
  const skus = await mergeVariants(tx, deps, { id, existing, imported, actor })
  const pictures = await mergePictures(tx, { id, imported, now })
  if (existing && !isChanged(changes, skus, pictures)) return 'unchanged'

  if (existing) await assertUpdated(tx, existing, fields, now)
  await recordAudit(tx, deps.clock, {
    actor,
    action: 'product.imported',
    subjectType: 'product',
    subjectId: id,
    detail: { title: fields.title, isNew: !existing, changes: asJson(changes), skus, pictures },
  })
  return existing ? 'updated' : 'created'
}

const isChanged = (changes: object, skus: readonly string[], pictures: number): boolean =>
  Object.keys(changes).length > 0 || skus.length > 0 || pictures > 0

async function assertUpdated(
  tx: Db,
  existing: ProductRecord,
  fields: ProductFields,
  now: Date,
): Promise<void> {
  if (await repository.updateProduct(tx, existing, fields, now)) return
  throw productChanged('Somebody saved this product while it was being imported.')
}

interface Merge {
  readonly imported: ImportedProduct
  readonly existing: ProductRecord | null
  readonly now: Date
}

/** What a product is that nobody said anything about. */
const UNSPOKEN = {
  brand: null,
  condition: 'new',
  status: 'active',
  categoryId: null,
  tags: [],
} as const

async function mergeFields(tx: Db, { imported, existing, now }: Merge): Promise<ProductFields> {
  const { slug, title, description, category, tags } = imported
  const kept = existing ?? UNSPOKEN
  return {
    slug,
    title,
    description:
      description === undefined
        ? (existing?.description ?? '')
        : await sanitiseDescription(description),
    brand: imported.brand === undefined ? kept.brand : imported.brand,
    condition: imported.condition ?? kept.condition,
    status: imported.status ?? kept.status,
    categoryId: category === undefined ? kept.categoryId : await categoryId(tx, category, now),
    tags: tags ? [...new Set(tags)] : kept.tags,
  }
}

async function categoryId(tx: Db, name: string | null, now: Date): Promise<string | null> {
  if (name === null) return null
  const slug = slugify(name, 'category')
  const known =
    (await findCategoryByName(tx, { name, slug })) ?? (await findLocked(tx, { name, slug }))
  if (known) return known.id
  const id = newId(now)
  const free = firstFree(slug, await takenCategorySlugs(tx))
  await insertCategory(tx, { id, slug: free, name, blurb: '', tint: PLAIN_TINT }, now)
  return id
}

/** Several products are saved at the same moment, and the first of them may be making the category. */
async function findLocked(tx: Db, wanted: { readonly name: string; readonly slug: string }) {
  await lockCategories(tx)
  return await findCategoryByName(tx, wanted)
}

interface MergeVariants {
  readonly id: string
  readonly existing: ProductRecord | null
  readonly imported: ImportedProduct
  readonly actor: Actor
}

/** Adds and changes variants, and returns the SKUs of those it touched. */
async function mergeVariants(
  tx: Db,
  { clock, stock }: SaveDeps,
  { id, existing, imported, actor }: MergeVariants,
): Promise<readonly string[]> {
  const now = clock.now()
  const bySku = new Map(existing?.variants.map((variant) => [variant.sku, variant]))
  const next = Math.max(-1, ...(existing?.variants ?? []).map(({ position }) => position)) + 1
  const touched: string[] = []

  for (const [index, variant] of imported.variants.entries()) {
    const known = bySku.get(variant.sku)
    const old = known && fieldsOf(known)
    const fields = mergeVariant(variant, old, next + index)
    if (!known) {
      const variantId = newId(now)
      await repository.insertVariants(tx, id, [{ ...fields, id: variantId }], now)
      const { onHand } = variant
      await stock.open(tx, { variantId, onHand, reason: 'import', actorId: actor.accountId })
    } else if (known.archivedAt !== null || differs(old, fields)) {
      await repository.updateVariant(tx, known.id, fields, now)
    } else continue
    touched.push(variant.sku)
  }
  return touched
}

function mergeVariant(
  imported: ImportedVariant,
  old: VariantFields | undefined,
  position: number,
): VariantFields {
  const { sku, options, priceMinor } = imported
  return {
    sku,
    options,
    priceMinor,
    compareAtMinor: told(imported.compareAtMinor, old?.compareAtMinor),
    costMinor: told(imported.costMinor, old?.costMinor),
    weightGrams: told(imported.weightGrams, old?.weightGrams),
    barcode: told(imported.barcode, old?.barcode),
    position: old?.position ?? position,
  }
}

const told = <T>(value: T | undefined, kept: T | undefined): T | null =>
  value === undefined ? (kept ?? null) : value

const differs = (old: VariantFields | undefined, wanted: VariantFields): boolean =>
  !old || Object.keys(changesBetween(variantLook(old), variantLook(wanted))).length > 0
