import { type Database, Prisma } from '#platform/db.ts'
import { runPrepared } from '#platform/prepared.ts'

import type { ProductQuery } from './contract.ts'
import { conditionsOf, type Filter } from './filters-sql.ts'
import type { Search } from './rules.ts'
import { IN_STOCK_IDS, searching } from './search-sql.ts'

interface Count {
  readonly value: string
  readonly label: string
  readonly count: number
}

export interface FacetRecord {
  readonly total: number
  readonly category: readonly Count[]
  readonly brand: readonly Count[]
  readonly condition: readonly Count[]
  readonly tag: readonly Count[]
  readonly minPrice: number | null
  readonly maxPrice: number | null
  readonly inStock: number
  readonly onSale: number
}

/** More than anyone reads down; the ones with the most products are told. */
const MOST_VALUES = 100

/** How many products a query finds in all. */
export async function countProducts(
  db: Database,
  query: ProductQuery,
  search: Search | undefined,
): Promise<number> {
  const conditions = [Prisma.sql`p.status = 'active'`, ...conditionsOf(query).values()]
  const [row] = await runPrepared<{ total: number }>(
    db,
    Prisma.sql`
    ${search ? searching(search) : Prisma.empty}
    select count(*)::int as total
      from product p ${search ? Prisma.sql`join hit h on h.id = p.id` : Prisma.empty}
     where ${Prisma.join(conditions, ' and ')}`,
  )
  return row?.total ?? 0
}

/**
 * What each further choice would find. Every facet is counted with its own filter left out and all the others kept, since the
 * values of one facet are alternatives: one pass over the products notes which filters each passes, the rest is counting.
 */
export async function countFacets(
  db: Database,
  query: ProductQuery,
  search: Search | undefined,
): Promise<FacetRecord> {
  const conditions = conditionsOf(query)
  const but = (own?: Filter): Prisma.Sql => passesAll([...conditions.keys()], own)
  const [row] = await runPrepared<FacetRecord>(
    db,
    Prisma.sql`
    ${search ? Prisma.sql`${searching(search)},` : Prisma.sql`with`}
    base as materialized (
      select p.category_id, p.brand, p.condition, p.tags, p.price_from_minor as price,
             p.discount_bp > 0 as on_sale, p.id in (${IN_STOCK_IDS}) as in_stock
             ${passColumns(conditions)}
        from product p ${search ? Prisma.sql`join hit h on h.id = p.id` : Prisma.empty}
       where p.status = 'active'
    )
    select numbers.*,
           ${categoryCounts(but('category'))} as category,
           ${countsOf(Prisma.sql`select brand from base where brand is not null and ${but('brand')}`)} as brand,
           ${countsOf(Prisma.sql`select condition::text from base where ${but('condition')}`)} as condition,
           ${countsOf(Prisma.sql`select unnest(tags) from base where ${but('tag')}`)} as tag
      from (select count(*) filter (where ${but()})::int as total,
                   count(*) filter (where in_stock and ${but('inStock')})::int as "inStock",
                   count(*) filter (where on_sale and ${but('onSale')})::int as "onSale",
                   min(price) filter (where ${but('price')}) as "minPrice",
                   max(price) filter (where ${but('price')}) as "maxPrice"
              from base) as numbers`,
  )
  if (!row) throw new Error('Counting gave no row.')
  return row
}

/** The column that says whether a product passes a filter. */
const PASSES: Readonly<Record<Filter, Prisma.Sql>> = {
  category: Prisma.sql`passes_category`,
  brand: Prisma.sql`passes_brand`,
  condition: Prisma.sql`passes_condition`,
  tag: Prisma.sql`passes_tag`,
  price: Prisma.sql`passes_price`,
  inStock: Prisma.sql`passes_in_stock`,
  onSale: Prisma.sql`passes_on_sale`,
}

function passColumns(conditions: ReadonlyMap<Filter, Prisma.Sql>): Prisma.Sql {
  const columns = [...conditions].map(([filter, sql]) => Prisma.sql`(${sql}) as ${PASSES[filter]}`)
  return columns.length === 0 ? Prisma.empty : Prisma.sql`, ${Prisma.join(columns)}`
}

function passesAll(filters: readonly Filter[], own: Filter | undefined): Prisma.Sql {
  const others = filters.filter((filter) => filter !== own).map((filter) => PASSES[filter])
  return others.length === 0 ? Prisma.sql`true` : Prisma.join(others, ' and ')
}

/** The values of a one-column query with how often each comes, the frequent ones first. */
function countsOf(values: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select coalesce(json_agg(json_build_object('value', value, 'label', value, 'count', count)), '[]')
      from (select value, count(*)::int as count from (${values}) as given(value)
             group by value order by count desc, value limit ${MOST_VALUES}) as counted)`
}

/** In the order of the menu. */
function categoryCounts(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select coalesce(json_agg(json_build_object('value', c.slug, 'label', c.name, 'count', count)
                             order by c.position, c.name), '[]')
      from (select category_id, count(*)::int as count from base where ${condition} group by category_id) as counted
      join category c on c.id = counted.category_id)`
}
