import type { Db } from '#platform/db.ts'

export interface KnownVariant {
  readonly slug: string
  readonly sku: string
  /** As stored. */
  readonly options: unknown
}

/** Every stock code of the shop, with the product it belongs to. */
export async function findVariants(db: Db): Promise<readonly KnownVariant[]> {
  return await db.$queryRaw<KnownVariant[]>`
    select product.slug, variant.sku, variant.options
      from variant
      join product on product.id = variant.product_id`
}
