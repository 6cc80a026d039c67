import type { StoredPicture } from '#features/catalogue/index.ts'
import { type Db, Prisma } from '#platform/db.ts'

import type { AdminProductQuery } from './contract.ts'
import type { Position } from './cursor.ts'
import { IMAGE } from './list-repository.ts'
import { FEW_UNITS } from './rules.ts'

export interface AdminRecord {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly brand: string | null
  readonly status: 'draft' | 'active' | 'archived'
  readonly category: string | null
  readonly picture: StoredPicture | null
  readonly variantCount: number
  readonly priceFromMinor: number
  readonly priceToMinor: number
  readonly onHand: number
  readonly available: number
  readonly updatedAt: Date
}

interface AdminList {
  readonly query: Omit<AdminProductQuery, 'cursor' | 'limit'>
  readonly after: Position | undefined
  readonly limit: number
}

/** Products of every status, last changed first. */
export async function listForAdmin(
  db: Db,
  { query, after, limit }: AdminList,
): Promise<readonly AdminRecord[]> {
  const conditions = [Prisma.sql`true`, ...conditionsOf(query), ...(after ? [past(after)] : [])]
  return await db.$queryRaw<AdminRecord[]>`
    select p.id, p.slug, p.title, p.brand, p.status, c.name as category, ${IMAGE} as picture,
           s.variants as "variantCount", p.price_from_minor as "priceFromMinor",
           p.price_to_minor as "priceToMinor", s.on_hand as "onHand", s.available,
           p.updated_at as "updatedAt"
      from product p
      left join category c on c.id = p.category_id
      cross join lateral (
        select count(*)::int as variants, coalesce(sum(l.on_hand), 0)::int as on_hand,
               coalesce(sum(l.on_hand - l.reserved), 0)::int as available
          from variant v left join stock_level l on l.variant_id = v.id
         where v.product_id = p.id and v.archived_at is null) s
     where ${Prisma.join(conditions, ' and ')}
     order by p.updated_at desc, p.id desc
     limit ${limit}`
}

const past = ({ key, id }: Position): Prisma.Sql =>
  Prisma.sql`(p.updated_at, p.id) < (${new Date(key)}, ${id}::uuid)`

const IN_STOCK_RANGE = {
  in: Prisma.sql`s.available > 0`,
  low: Prisma.sql`s.available between 1 and ${FEW_UNITS}`,
  out: Prisma.sql`s.available <= 0`,
} as const

function conditionsOf({ q, status, category, stock }: AdminList['query']): readonly Prisma.Sql[] {
  return [
    ...(status ? [Prisma.sql`p.status = ${status}::product_status`] : []),
    ...(category ? [Prisma.sql`c.slug = ${category}`] : []),
    ...(stock ? [IN_STOCK_RANGE[stock]] : []),
    ...wordConditions(q),
  ]
}

/** Every word somewhere in the title, brand, tags, category or SKUs; or all of it is a barcode. */
function wordConditions(q = ''): readonly Prisma.Sql[] {
  const text = q.trim().toLowerCase()
  if (text === '') return []
  const patterns = text.split(/\s+/).map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)
  return [
    Prisma.sql`(p.search_text like all(${patterns}::text[])
      or exists (select from variant v where v.product_id = p.id and v.barcode = ${text}))`,
  ]
}
