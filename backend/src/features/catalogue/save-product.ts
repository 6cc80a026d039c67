import { type Actor, recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db, Prisma } from '#platform/db.ts'
import { newId } from '#platform/id.ts'

import type { CreateProduct, UpdateProduct } from './contract.ts'
import type { ProductFields, ProductRecord } from './product-repository.ts'
import * as repository from './product-repository.ts'
import {
  assertDistinct,
  type Change,
  categoryUnknown,
  changesBetween,
  firstFree,
  type Look,
  productChanged,
  productNotFound,
  skuTaken,
  slugify,
  slugTaken,
} from './rules.ts'
import type { StockKeeper } from './stock-keeper.ts'
import { pick, planVariants, saveVariants } from './variant-plan.ts'

export type NewProduct = ReturnType<typeof CreateProduct.body.parse>
export type ChangedProduct = ReturnType<typeof UpdateProduct.body.parse>

export interface SaveDeps {
  readonly clock: Clock
  readonly stock: StockKeeper
}

/** Adds a product with its variants and their first stock, and returns its id. */
export async function insertProduct(
  tx: Db,
  { clock, stock }: SaveDeps,
  { wanted, actor }: { readonly wanted: NewProduct; readonly actor: Actor },
): Promise<string> {
  assertDistinct(wanted.variants)
  await assertCategory(tx, wanted.categoryId)
  await assertSkusFree(tx, wanted.variants, undefined)
  const now = clock.now()
  const id = newId(now)
  const fields = fieldsOf(wanted, await slugForNew(tx, wanted))
  const variants = wanted.variants.map((variant, position) => ({
    id: newId(now),
    onHand: variant.onHand,
    fields: pick({ ...variant, position }),
  }))

  await repository.insertProduct(tx, { id, fields }, now)
  const rows = variants.map(({ id: variantId, fields: row }) => ({ ...row, id: variantId }))
  await repository.insertVariants(tx, id, rows, now)
  for (const { id: variantId, onHand } of variants) {
    await stock.open(tx, { variantId, onHand, reason: 'initial', actorId: actor.accountId })
  }
  await recordAudit(tx, clock, {
    actor,
    action: 'product.created',
    subjectType: 'product',
    subjectId: id,
    detail: { title: fields.title, status: fields.status, skus: rows.map(({ sku }) => sku) },
  })
  return id
}

/** Saves a product as a whole. A variant that is no longer named is archived; nothing is saved when nothing changed. */
export async function saveProduct(
  tx: Db,
  { clock, stock }: SaveDeps,
  { id, wanted, actor }: { readonly id: string; readonly wanted: ChangedProduct; actor: Actor },
): Promise<void> {
  const product = await repository.findProduct(tx, id)
  if (!product) throw productNotFound('There is no such product.')
  if (product.version !== wanted.version) throw changedMeanwhile()
  assertDistinct(wanted.variants)

  const fields = fieldsOf(wanted, await slugForExisting(tx, product, wanted.slug))
  const plan = planVariants(product, wanted.variants, clock)
  const changes = changesBetween(
    { ...lookOf(product), ...plan.before },
    { ...lookOf(fields), ...plan.after },
  )
  if (Object.keys(changes).length === 0) return

  await assertCategory(tx, fields.categoryId)
  await assertSkusFree(tx, wanted.variants, id)
  const now = clock.now()
  const saved = await repository.updateProduct(tx, product, fields, now)
  if (!saved) throw changedMeanwhile()
  await saveVariants(tx, id, plan, now)
  for (const { id: variantId } of plan.added) {
    await stock.open(tx, { variantId, onHand: 0, reason: 'initial', actorId: actor.accountId })
  }
  await recordAudit(tx, clock, {
    actor,
    action: 'product.updated',
    subjectType: 'product',
    subjectId: id,
    detail: { changes: asJson(changes) },
  })
}

/** No SKU may stand for two things, even when one of them is no longer sold. */
export async function assertSkusFree(
  tx: Db,
  variants: readonly { readonly sku: string }[],
  productId: string | undefined,
): Promise<void> {
  const wanted = variants.map(({ sku }) => sku)
  const taken = await repository.skusElsewhere(tx, wanted, productId)
  if (taken.length === 0) return
  throw skuTaken(`Another product has the SKU ${taken.join(', ')}.`, { skus: taken })
}

/** What of a product is compared to tell whether it changed. */
export function lookOf(fields: ProductFields): Look {
  const { slug, title, description, brand, condition, status, categoryId, tags } = fields
  return { slug, title, description, brand, condition, status, categoryId, tags }
}

export function asJson(changes: Readonly<Record<string, Change>>): Prisma.InputJsonObject {
  return Object.fromEntries(
    Object.entries(changes).map(([name, { from, to }]) => [name, { from, to }]),
  )
}

function fieldsOf(wanted: NewProduct | ChangedProduct, slug: string): ProductFields {
  const { title, description, brand, condition, status, categoryId, tags } = wanted
  const once = [...new Set(tags)]
  return { slug, title, description, brand, condition, status, categoryId, tags: once }
}

async function slugForNew(tx: Db, { slug, title }: NewProduct): Promise<string> {
  const wanted = slug ?? slugify(title, 'product')
  const taken = await repository.takenSlugs(tx, wanted)
  if (slug !== undefined && taken.has(slug)) throw slugIsTaken(slug)
  return firstFree(wanted, taken)
}

async function slugForExisting(
  tx: Db,
  product: ProductRecord,
  wanted = product.slug,
): Promise<string> {
  if (wanted === product.slug) return wanted
  const taken = await repository.takenSlugs(tx, wanted)
  if (taken.has(wanted)) throw slugIsTaken(wanted)
  return wanted
}

async function assertCategory(tx: Db, id: string | null): Promise<void> {
  if (id === null || (await repository.categoryExists(tx, id))) return
  throw categoryUnknown('That category is not there (any more).', { categoryId: id })
}

const slugIsTaken = (slug: string) =>
  slugTaken(`Another product has the address ${slug}. Choose a different one.`, { slug })

const changedMeanwhile = () =>
  productChanged('Somebody saved this product since you opened it. Read it again before you save.')
