import { queryOptions } from '@tanstack/react-query'

import type { CategoryView } from '#features/catalogue/contract.ts'
import type { CountryView, ShopView } from '#features/settings/contract.ts'
import { keptIn } from '#web/lib/storage.ts'

import { api } from './client.ts'

export type { CategoryView, CountryView, ShopView }

const HOUR_MS = 3_600_000
const HALF_A_MINUTE_MS = 30_000

const lastShop = keptIn<ShopView>(() => localStorage, 'shop')
const lastCategories = keptIn<readonly CategoryView[]>(() => localStorage, 'categories')

/** The shop's name is on every page, so the last known one is shown while the present one is fetched. A pause shows soon. */
export const shopQuery = queryOptions({
  queryKey: ['shop'],
  queryFn: async () => {
    const shop = await api.get<ShopView>('/shop')
    lastShop.write(shop)
    return shop
  },
  initialData: () => lastShop.read() ?? undefined,
  initialDataUpdatedAt: 0,
  staleTime: HALF_A_MINUTE_MS,
})

/** The menu; remembered like the shop's name. */
export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: async () => {
    const { items } = await api.get<{ items: readonly CategoryView[] }>('/categories')
    lastCategories.write(items)
    return items
  },
  initialData: () => lastCategories.read() ?? undefined,
  initialDataUpdatedAt: 0,
  staleTime: HOUR_MS / 12,
})

export const countriesQuery = queryOptions({
  queryKey: ['countries'],
  queryFn: async () => (await api.get<{ items: readonly CountryView[] }>('/countries')).items,
  staleTime: HOUR_MS,
})
