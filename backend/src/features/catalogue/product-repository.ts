import type { Db, Prisma } from '#platform/db.ts'

import type { ProductStatus } from './rules.ts'

const WITH_ALL = {
  category: { select: { id: true, slug: true, name: true } },
  variants: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
  media: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.ProductInclude

/** A product with all of its variants, archived ones too, and all of its pictures. */
export type ProductRecord = Prisma.ProductGetPayload<{ include: typeof WITH_ALL }>
export type VariantRecord = ProductRecord['variants'][number]
export type MediaRecord = ProductRecord['media'][number]

export interface ProductFields {
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly brand: string | null
  readonly condition: 'new' | 'open_box' | 'used'
  readonly status: ProductStatus
  readonly categoryId: string | null
  readonly tags: readonly string[]
}

export interface VariantFields {
  readonly sku: string
  readonly options: readonly { readonly name: string; readonly value: string }[]
  readonly priceMinor: number
  readonly compareAtMinor: number | null
  readonly costMinor: number | null
  readonly weightGrams: number | null
  readonly barcode: string | null
  readonly position: number
}

export async function findProduct(db: Db, id: string): Promise<ProductRecord | null> {
  return await db.product.findUnique({ where: { id }, include: WITH_ALL })
}

export async function findProductBySlug(db: Db, slug: string): Promise<ProductRecord | null> {
  return await db.product.findUnique({ where: { slug }, include: WITH_ALL })
}

/** The slug itself and its numbered kin: `mug`, `mug-2`. */
export async function takenSlugs(db: Db, slug: string): Promise<ReadonlySet<string>> {
  const rows = await db.product.findMany({
    where: { OR: [{ slug }, { slug: { startsWith: `${slug}-` } }] },
    select: { slug: true },
  })
  return new Set(rows.map((row) => row.slug))
}

/** Those of the SKUs that belong to another product, whether archived there or not. */
export async function skusElsewhere(
  db: Db,
  skus: readonly string[],
  productId: string | undefined,
): Promise<readonly string[]> {
  const rows = await db.variant.findMany({
    where: {
      sku: { in: [...skus] },
      ...(productId !== undefined && { productId: { not: productId } }),
    },
    orderBy: { sku: 'asc' },
    select: { sku: true },
  })
  return rows.map(({ sku }) => sku)
}

export async function categoryExists(db: Db, id: string): Promise<boolean> {
  return (await db.category.count({ where: { id } })) === 1
}

export async function insertProduct(
  db: Db,
  { id, fields }: { readonly id: string; readonly fields: ProductFields },
  now: Date,
): Promise<void> {
  const data = { ...fields, tags: [...fields.tags] }
  await db.product.create({ data: { ...data, id, createdAt: now, updatedAt: now } })
}

/** Saves over the version that was read, or reports that there is a newer one. */
export async function updateProduct(
  db: Db,
  { id, version }: { readonly id: string; readonly version: number },
  fields: ProductFields,
  now: Date,
): Promise<boolean> {
  const { count } = await db.product.updateMany({
    where: { id, version },
    data: { ...fields, tags: [...fields.tags], version: { increment: 1 }, updatedAt: now },
  })
  return count === 1
}

export async function insertVariants(
  db: Db,
  productId: string,
  variants: readonly (VariantFields & { readonly id: string })[],
  now: Date,
): Promise<void> {
  await db.variant.createMany({
    data: variants.map((variant) => ({
      ...variant,
      options: asJson(variant.options),
      productId,
      createdAt: now,
      updatedAt: now,
    })),
  })
}

/** An archived variant is sold again by this. */
export async function updateVariant(
  db: Db,
  id: string,
  fields: VariantFields,
  now: Date,
): Promise<void> {
  const data = { ...fields, options: asJson(fields.options), archivedAt: null, updatedAt: now }
  await db.variant.update({ where: { id }, data })
}

/** Lets go of the SKUs of variants that are about to get others, so that two variants can trade theirs. */
export async function releaseSkus(db: Db, ids: readonly string[]): Promise<void> {
  await db.$executeRaw`update variant set sku = id::text where id = any(${ids}::uuid[])`
}

export async function archiveVariants(db: Db, ids: readonly string[], now: Date): Promise<void> {
  await db.variant.updateMany({
    where: { id: { in: [...ids] }, archivedAt: null },
    data: { archivedAt: now, updatedAt: now },
  })
}

const asJson = (options: VariantFields['options']): Prisma.InputJsonArray =>
  options.map(({ name, value }) => ({ name, value }))
