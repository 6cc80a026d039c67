import type { StoredPicture } from '#features/catalogue/index.ts'
import { type Database, Prisma } from '#platform/db.ts'
import { runPrepared } from '#platform/prepared.ts'

import type { ProductQuery, Sort } from './contract.ts'
import type { Position } from './cursor.ts'
import { conditionsOf } from './filters-sql.ts'
import type { Search } from './rules.ts'
import { searching } from './search-sql.ts'

export interface CardRecord {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly brand: string | null
  readonly condition: 'new' | 'open_box' | 'used'
  readonly categorySlug: string | null
  readonly categoryName: string | null
  readonly tags: readonly string[]
  readonly priceFromMinor: number
  readonly priceToMinor: number
  readonly compareAtMinor: number | null
  /** Free units over all variants. */
  readonly units: number
  readonly image: StoredPicture | null
  /** Its place in the order. */
  readonly key: number
}

export interface ListQuery {
  readonly query: ProductQuery
  readonly search: Search | undefined
  readonly sort: Sort
  readonly after: Position | undefined
  readonly limit: number
}

interface Order {
  readonly key: Prisma.Sql
  readonly by: Prisma.Sql
  after(position: Position): Prisma.Sql
}

/** Each goes along an index, and id decides among equals, so that paging neither misses nor repeats. */
const ORDERS: Readonly<Record<Sort, Order>> = {
  relevance: {
    key: Prisma.sql`h.score`,
    by: Prisma.sql`key desc, p.id desc`,
    after: ({ key, id }) => Prisma.sql`(h.score, p.id) < (${key}::bigint, ${id}::uuid)`,
  },
  newest: {
    key: Prisma.sql`(extract(epoch from p.created_at) * 1000)::float8`,
    by: Prisma.sql`p.created_at desc, p.id desc`,
    after: ({ key, id }) =>
      Prisma.sql`(p.created_at, p.id) < (${new Date(key)}::timestamptz, ${id}::uuid)`,
  },
  price: {
    key: Prisma.sql`p.price_from_minor`,
    by: Prisma.sql`p.price_from_minor, p.id`,
    after: ({ key, id }) => Prisma.sql`(p.price_from_minor, p.id) > (${key}::bigint, ${id}::uuid)`,
  },
  '-price': {
    key: Prisma.sql`p.price_from_minor`,
    by: Prisma.sql`p.price_from_minor desc, p.id desc`,
    after: ({ key, id }) => Prisma.sql`(p.price_from_minor, p.id) < (${key}::bigint, ${id}::uuid)`,
  },
  '-discount': {
    key: Prisma.sql`p.discount_bp`,
    by: Prisma.sql`p.discount_bp desc, p.id`,
    after: ({ key, id }) => Prisma.sql`
      p.discount_bp <= ${key}::bigint and (p.discount_bp < ${key}::bigint or p.id > ${id}::uuid)`,
  },
}

/** One page. Pictures and stock are looked up for the products on it only. */
export async function listProducts(db: Database, list: ListQuery): Promise<readonly CardRecord[]> {
  const { query, search, sort, after, limit } = list
  const order = ORDERS[sort]
  const conditions = [...conditionsOf(query).values(), ...(after ? [order.after(after)] : [])]
  return await runPrepared<CardRecord>(
    db,
    Prisma.sql`
    ${search ? searching(search) : Prisma.empty}
    select p.id, p.slug, p.title, p.brand, p.condition, to_json(p.tags) as tags,
           c.slug as "categorySlug", c.name as "categoryName",
           p.price_from_minor as "priceFromMinor", p.price_to_minor as "priceToMinor",
           p.compare_at_minor as "compareAtMinor", ${UNITS} as units, ${IMAGE} as image, p.key
      from (select p.*, ${order.key} as key
              from product p ${search ? Prisma.sql`join hit h on h.id = p.id` : Prisma.empty}
             where ${Prisma.join([Prisma.sql`p.status = 'active'`, ...conditions], ' and ')}
             order by ${order.by}
             limit ${limit}) p
      left join category c on c.id = p.category_id
     order by ${order.by}`,
  )
}

/** Free units of product `p` over all of its variants. */
export const UNITS = Prisma.sql`coalesce((
  select sum(l.on_hand - l.reserved)::int
    from variant v join stock_level l on l.variant_id = v.id
   where v.product_id = p.id and v.archived_at is null), 0)`

/** The first picture of product `p` that is here. */
export const IMAGE = Prisma.sql`(
  select row_to_json(m)
    from (select m.id, m.key, m.alt, m.width, m.height, m.widths
            from media m
           where m.product_id = p.id and m.key is not null
           order by m.position limit 1) m)`
