import { productNotFound } from '#features/catalogue/index.ts'
import type { Shortages } from '#features/inventory/index.ts'
import type { Settings } from '#features/settings/index.ts'
import type { Database } from '#platform/db.ts'

import { listForAdmin } from './admin-repository.ts'
import type {
  AdminProductQuery,
  AdminProductRow,
  Facets,
  ProductPage,
  ProductQuery,
  ProductView,
  Suggestion,
} from './contract.ts'
import { type Position, readCursor, writeCursor } from './cursor.ts'
import { countFacets, countProducts } from './facet-repository.ts'
import { listProducts } from './list-repository.ts'
import {
  presentAdminRow,
  presentCard,
  presentFacets,
  presentPage,
  presentSuggestion,
} from './present.ts'
import { findBySlug } from './product-repository.ts'
import { readSearch, type Search } from './rules.ts'
import { suggest } from './suggestion-repository.ts'

export type Discovery = ReturnType<typeof createDiscovery>

interface AdminProductPage {
  readonly items: readonly AdminProductRow[]
  readonly nextCursor: string | null
}

export function createDiscovery({
  db,
  settings,
  shortages,
}: {
  readonly db: Database
  readonly settings: Settings
  readonly shortages: Shortages
}) {
  /** What was asked for beside the products themselves, and nothing else: it costs more than they do. */
  async function extras(
    query: ProductQuery,
    search: Search | undefined,
    currency: string,
  ): Promise<{ facets?: Facets; total?: number }> {
    const include = query.include?.split(',') ?? []
    if (!include.includes('facets')) {
      return include.includes('total') ? { total: await countProducts(db, query, search) } : {}
    }
    const counted = await countFacets(db, query, search)
    return {
      facets: presentFacets(counted, currency),
      ...(include.includes('total') && { total: counted.total }),
    }
  }

  return {
    /** A page of the products on sale. @throws invalidCursor */
    async list(query: ProductQuery): Promise<ProductPage> {
      const { currency } = await settings.view()
      const search = readSearch(query.q)
      const sort = sortOf(query, search)
      const list = sort === 'relevance' ? `relevance ${search?.text}` : sort
      const after = readCursor(list, query.cursor)

      const [found, more] = await Promise.all([
        listProducts(db, { query, search, sort, after, limit: query.limit + 1 }),
        extras(query, search, currency),
      ])
      const { shown, nextCursor } = cutPage(found, query.limit, list)
      return { items: shown.map((card) => presentCard(card, currency)), nextCursor, ...more }
    },

    /** @throws productNotFound for one that is not on sale */
    async view(slug: string): Promise<ProductView> {
      const product = await findBySlug(db, slug)
      if (!product) throw productNotFound('There is no such product, or it is no longer sold.')
      const short = product.variants.filter(({ available }) => available === 0)
      await shortages.note(short.map(({ sku }) => sku))
      return presentPage(product, (await settings.view()).currency)
    },

    /** What the words being typed may mean. */
    async suggestions(q: string): Promise<readonly Suggestion[]> {
      const search = readSearch(q)
      if (!search) return []
      const { currency } = await settings.view()
      return (await suggest(db, search)).map((found) => presentSuggestion(found, currency))
    },

    /** A page of all products, whatever their status, last changed first. @throws invalidCursor */
    async listForAdmin(query: AdminProductQuery): Promise<AdminProductPage> {
      const { cursor, limit, ...filters } = query
      const after = readCursor('admin', cursor)
      const { currency } = await settings.view()
      const found = await listForAdmin(db.pool, { query: filters, after, limit: limit + 1 })
      const placed = found.map((row) => ({ row, id: row.id, key: row.updatedAt.getTime() }))
      const { shown, nextCursor } = cutPage(placed, limit, 'admin')
      return { items: shown.map(({ row }) => presentAdminRow(row, currency)), nextCursor }
    },
  }
}

/** Without words nothing is more relevant than anything else, and the newest come first. */
function sortOf({ sort }: ProductQuery, search: Search | undefined) {
  if (sort !== undefined && sort !== 'relevance') return sort
  return search ? 'relevance' : 'newest'
}

/** One more was looked for than is shown, to know whether there is a next page. */
function cutPage<Row extends Position>(
  found: readonly Row[],
  limit: number,
  list: string,
): { readonly shown: readonly Row[]; readonly nextCursor: string | null } {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return { shown, nextCursor: last && found.length > limit ? writeCursor(list, last) : null }
}
