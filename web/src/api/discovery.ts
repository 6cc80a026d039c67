import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'

import type {
  Facets,
  ProductCard,
  ProductPage,
  ProductView,
  Suggestion,
  VariantView,
} from '#features/discovery/contract.ts'

import { ApiProblem, api } from './client.ts'

export type { Facets, ProductCard, ProductPage, ProductView, Suggestion, VariantView }

export const PAGE_SIZE = 24

/**
 * A list of products with its facets and total. `search` holds the API's own parameters, sorted, without cursor
 * and limit, so that one list has one key however its address was put together.
 */
export function productsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['products', search],
    queryFn: async ({ pageParam, signal }) => {
      const params = new URLSearchParams(search)
      params.set('limit', String(PAGE_SIZE))
      // The first page carries what is told once for the whole list.
      if (pageParam === null) params.set('include', 'facets,total')
      else params.set('cursor', pageParam)
      return await api.get<ProductPage>(`/products?${params}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

/** A short row of cards, without facets. */
export function productRowQuery(search: string) {
  return queryOptions({
    queryKey: ['products', 'row', search],
    queryFn: async () => (await api.get<ProductPage>(`/products?${search}`)).items,
    staleTime: 60_000,
  })
}

/** A product; null when nothing is sold under that name, which is an answer and no failure. */
export function productQuery(slug: string) {
  return queryOptions({
    queryKey: ['product', slug],
    queryFn: () => findProduct(slug),
    staleTime: 30_000,
  })
}

async function findProduct(slug: string): Promise<ProductView | null> {
  try {
    return await api.get<ProductView>(`/products/${encodeURIComponent(slug)}`)
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null
    throw error
  }
}

export function suggestionsQuery(words: string) {
  return queryOptions({
    queryKey: ['suggestions', words],
    queryFn: async ({ signal }) => {
      const path = `/search/suggestions?${new URLSearchParams({ q: words })}`
      return (await api.get<{ items: readonly Suggestion[] }>(path, { signal })).items
    },
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
