import type { StoredPicture } from '#features/catalogue/index.ts'
import { type Database, Prisma } from '#platform/db.ts'
import { runPrepared } from '#platform/prepared.ts'

export interface PageRecord {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly brand: string | null
  readonly condition: 'new' | 'open_box' | 'used'
  readonly categorySlug: string | null
  readonly categoryName: string | null
  readonly tags: readonly string[]
  readonly priceFromMinor: number
  readonly images: readonly StoredPicture[]
  readonly variants: readonly PageVariant[]
}

export interface PageVariant {
  readonly sku: string
  readonly options: readonly { readonly name: string; readonly value: string }[]
  readonly priceMinor: number
  readonly compareAtMinor: number | null
  readonly available: number
  readonly imageId: string | null
}

/** A product on sale with its pictures and the variants that are sold, in their order. */
export async function findBySlug(db: Database, slug: string): Promise<PageRecord | undefined> {
  const [record] = await runPrepared<PageRecord>(
    db,
    Prisma.sql`
    select p.id, p.slug, p.title, p.description, p.brand, p.condition, to_json(p.tags) as tags,
           c.slug as "categorySlug", c.name as "categoryName", p.price_from_minor as "priceFromMinor",
           ${IMAGES} as images, ${VARIANTS} as variants
      from product p left join category c on c.id = p.category_id
     where p.slug = ${slug} and p.status = 'active'`,
  )
  return record
}

const IMAGES = Prisma.sql`(
  select coalesce(json_agg(m), '[]')
    from (select m.id, m.key, m.alt, m.width, m.height, m.widths
            from media m
           where m.product_id = p.id and m.key is not null
           order by m.position, m.id) m)`

const VARIANTS = Prisma.sql`(
  select coalesce(json_agg(v), '[]')
    from (select v.sku, v.options, v.price_minor as "priceMinor", v.compare_at_minor as "compareAtMinor",
                 coalesce(l.on_hand - l.reserved, 0) as available,
                 (select m.id from media m
                   where m.product_id = p.id and m.variant_id = v.id and m.key is not null
                   order by m.position limit 1) as "imageId"
            from variant v left join stock_level l on l.variant_id = v.id
           where v.product_id = p.id and v.archived_at is null
           order by v.position, v.id) v)`
