import type { Option, Picture } from '#platform/contract.ts'
import { type Db, Prisma } from '#platform/db.ts'

import type { StoredPicture } from './picture.ts'

/** A variant as the cart and the checkout take it. */
export interface SaleVariant extends Omit<SaleRecord, 'options' | 'image'> {
  readonly options: readonly Option[]
  readonly image: Picture | null
}

interface SaleRecord {
  readonly variantId: string
  readonly productId: string
  readonly sku: string
  readonly slug: string
  readonly title: string
  readonly options: unknown
  readonly priceMinor: number
  readonly compareAtMinor: number | null
  readonly image: StoredPicture | null
  /** The product is active and the variant is not archived. */
  readonly active: boolean
}

export type Wanted = { readonly skus: readonly string[] } | { readonly ids: readonly string[] }

/** The variants as they are sold now, each with the picture that shows it best, in one query. */
export async function findForSale(db: Db, wanted: Wanted): Promise<readonly SaleRecord[]> {
  const condition =
    'skus' in wanted
      ? Prisma.sql`v.sku = any(${wanted.skus}::text[])`
      : Prisma.sql`v.id = any(${wanted.ids}::uuid[])`
  return await db.$queryRaw<SaleRecord[]>`
    select v.id as "variantId", p.id as "productId", v.sku, p.slug, p.title, v.options,
           v.price_minor as "priceMinor",
           case when v.compare_at_minor > v.price_minor then v.compare_at_minor end as "compareAtMinor",
           (p.status = 'active' and v.archived_at is null) as active,
           (select json_build_object('id', m.id, 'key', m.key, 'alt', m.alt, 'width', m.width,
                                     'height', m.height, 'widths', m.widths)
              from media m
             where m.product_id = p.id and m.key is not null
             order by (m.variant_id = v.id) desc nulls last, m.position limit 1) as image
      from variant v join product p on p.id = v.product_id
     where ${condition}
     order by v.sku`
}
