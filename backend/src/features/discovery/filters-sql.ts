import { Prisma } from '#platform/db.ts'

import type { ProductQuery } from './contract.ts'
import { IN_STOCK } from './search-sql.ts'

/** What may be asked for beside words; each is one facet. */
export const FILTERS = [
  'category',
  'brand',
  'condition',
  'tag',
  'price',
  'inStock',
  'onSale',
] as const
export type Filter = (typeof FILTERS)[number]

/** The conditions on product `p` that a query sets, by facet; those it does not set are not there. */
export function conditionsOf(query: ProductQuery): ReadonlyMap<Filter, Prisma.Sql> {
  const { category, brand, condition, tag, inStock, onSale } = query
  const conditions: readonly (readonly [Filter, Prisma.Sql | undefined])[] = [
    [
      'category',
      category &&
        Prisma.sql`p.category_id = any(array(select id from category where slug = any(${category}::text[])))`,
    ],
    ['brand', brand && Prisma.sql`p.brand = any(${brand}::text[])`],
    ['condition', condition && Prisma.sql`p.condition = any(${condition}::condition[])`],
    ['tag', tag && Prisma.sql`p.tags && ${tag}::text[]`],
    ['price', priceCondition(query)],
    ['inStock', flag(inStock, IN_STOCK)],
    ['onSale', flag(onSale, Prisma.sql`p.discount_bp > 0`)],
  ]
  return new Map(conditions.flatMap(([name, sql]) => (sql ? [[name, sql] as const] : [])))
}

function priceCondition({ minPrice, maxPrice }: ProductQuery): Prisma.Sql | undefined {
  const bounds = [
    ...(minPrice === undefined ? [] : [Prisma.sql`p.price_from_minor >= ${minPrice}::int`]),
    ...(maxPrice === undefined ? [] : [Prisma.sql`p.price_from_minor <= ${maxPrice}::int`]),
  ]
  return bounds.length > 0 ? Prisma.join(bounds, ' and ') : undefined
}

function flag(wanted: boolean | undefined, condition: Prisma.Sql): Prisma.Sql | undefined {
  if (wanted === undefined) return undefined
  return wanted ? condition : Prisma.sql`not (${condition})`
}
