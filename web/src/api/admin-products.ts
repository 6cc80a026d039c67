import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import type {
  AdminProductView,
  AdminVariantView,
  CategoryView,
} from '#features/catalogue/contract.ts'
import type { AdminProductRow } from '#features/discovery/contract.ts'
import type { MovementView, StockLevelView } from '#features/inventory/contract.ts'

import { adminApi } from './admin-client.ts'

export type { AdminProductRow, AdminProductView, AdminVariantView, CategoryView, MovementView }
export type Condition = AdminProductView['condition']
export type ProductStatus = AdminProductView['status']

export interface ProductRows {
  readonly items: readonly AdminProductRow[]
  readonly nextCursor: string | null
}

const PRODUCTS = ['admin', 'products']
const MOST_PER_PAGE = '100'

/** Products, last changed first; `search` holds the API's own parameters without cursor and limit. */
export function productsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: [...PRODUCTS, 'list', search],
    queryFn: async ({ pageParam, signal }) => {
      const params = new URLSearchParams(search)
      if (pageParam !== null) params.set('cursor', pageParam)
      return await adminApi.get<ProductRows>(`/products?${params}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** As many as one answer holds, to be counted: exact unless there is a next page. */
export function countedProductsQuery(search: string) {
  return queryOptions({
    queryKey: [...PRODUCTS, 'counted', search],
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams(search)
      params.set('limit', MOST_PER_PAGE)
      return await adminApi.get<ProductRows>(`/products?${params}`, { signal })
    },
  })
}

/** Whether there is any product at all: a page of at most one. */
export const anyProductQuery = queryOptions({
  queryKey: [...PRODUCTS, 'counted', 'any'],
  queryFn: ({ signal }) => adminApi.get<ProductRows>('/products?limit=1', { signal }),
})

const detailKey = (id: string) => [...PRODUCTS, 'one', id]

export function productQuery(id: string) {
  return queryOptions({
    queryKey: detailKey(id),
    queryFn: ({ signal }) =>
      adminApi.get<AdminProductView>(`/products/${encodeURIComponent(id)}`, { signal }),
  })
}

interface VariantBody {
  readonly id?: string
  readonly sku: string
  readonly options: readonly { readonly name: string; readonly value: string }[]
  readonly priceMinor: number
  readonly compareAtMinor: number | null
  readonly costMinor: number | null
  readonly weightGrams: number | null
  readonly barcode: string | null
  /** The first stock of a new product. */
  readonly onHand?: number
}

export interface ProductBody {
  readonly title: string
  readonly slug?: string
  readonly description: string
  readonly brand: string | null
  readonly condition: Condition
  readonly status: ProductStatus
  readonly categoryId: string | null
  readonly tags: readonly string[]
  readonly variants: readonly VariantBody[]
}

interface Saving {
  /** Null adds a product. */
  readonly id: string | null
  /** The version that was read; someone else's save since then is a 412. */
  readonly version: number
  readonly body: ProductBody
}

/** Adds or saves a product; the answer is the product as it is now. */
export function useSaveProduct() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: async ({ id, version, body }: Saving) =>
      id === null
        ? await adminApi.post<AdminProductView>('/products', { body })
        : await adminApi.put<AdminProductView>(`/products/${encodeURIComponent(id)}`, {
            body: { ...body, version },
          }),
    onSuccess: async (product) => {
      queryClient.setQueryData(detailKey(product.id), product)
      await queryClient.invalidateQueries({ queryKey: [...PRODUCTS, 'list'] })
      await queryClient.invalidateQueries({ queryKey: [...PRODUCTS, 'counted'] })
      // The first product ends what every page says of an empty shop, even of those not open now.
      const { queryKey } = anyProductQuery
      await queryClient.invalidateQueries({ queryKey, refetchType: 'inactive' })
    },
  })
}

export const categoriesQuery = queryOptions({
  queryKey: ['admin', 'categories'],
  queryFn: async ({ signal }) =>
    (await adminApi.get<{ items: readonly CategoryView[] }>('/categories', { signal })).items,
  staleTime: 60_000,
})

export function useCreateCategory() {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: { name: string }) => adminApi.post<CategoryView>('/categories', { body }),
    onSuccess: (category) => {
      queryClient.setQueryData(categoriesQuery.queryKey, (known = []) => [...known, category])
    },
  })
}

export type Adjustment = {
  readonly delta: number
  readonly reason: 'received' | 'counted' | 'damaged' | 'lost' | 'returned'
  readonly note?: string
}

const stockPath = (sku: string) => `/inventory/${encodeURIComponent(sku)}`

/** Every change of the units on hand of a variant, newest first. */
export function movementsQuery(sku: string) {
  return infiniteQueryOptions({
    queryKey: [...PRODUCTS, 'movements', sku],
    queryFn: async ({ pageParam, signal }) => {
      const query = pageParam === null ? '' : `&cursor=${pageParam}`
      const path = `${stockPath(sku)}/movements?limit=20${query}`
      return await adminApi.get<{
        items: readonly MovementView[]
        nextCursor: string | null
      }>(path, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

export function useAdjustStock(sku: string) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: (body: Adjustment) =>
      adminApi.post<StockLevelView>(`${stockPath(sku)}/adjustments`, { body }),
    // Its product shows the units too, and so do the lists.
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: PRODUCTS }),
  })
}
