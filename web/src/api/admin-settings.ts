import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import type { CartUnitsView } from '#features/cart/contract.ts'
import type { DeliveryMethodView, SalesView, SettingsView } from '#features/settings/contract.ts'

import { adminApi } from './admin-client.ts'
import { countriesQuery, shopQuery } from './shop.ts'

export type { SettingsView }

const SETTINGS = ['admin', 'settings']
const SALES = ['admin', 'sales']
const LOOK_AGAIN_MS = 60_000

export const settingsQuery = queryOptions({
  queryKey: SETTINGS,
  queryFn: ({ signal }) => adminApi.get<SettingsView>('/settings', { signal }),
})

type MethodBody = Omit<DeliveryMethodView, 'id'> & { readonly id?: string }

export type SettingsChange = Partial<
  Omit<SettingsView, 'version' | 'currency' | 'country' | 'deliveryMethods'>
> & { readonly version: number; readonly deliveryMethods: readonly MethodBody[] }

/** Saves the settings; the shop's name and the countries are read anew, for they stand on other pages too. */
export function useSaveSettings() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: SettingsChange) => adminApi.patch<SettingsView>('/settings', { body }),
    onSuccess: async (settings) => {
      queryClient.setQueryData(SETTINGS, settings)
      await queryClient.invalidateQueries({ queryKey: shopQuery.queryKey })
      await queryClient.invalidateQueries({ queryKey: countriesQuery.queryKey })
    },
  })
}

/** Whether the shop takes orders. */
export const salesQuery = queryOptions({
  queryKey: SALES,
  queryFn: ({ signal }) => adminApi.get<SalesView>('/sales', { signal }),
  refetchInterval: LOOK_AGAIN_MS,
})

export function useSwitchSales() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { paused: boolean; note: string }) =>
      adminApi.put<SalesView>('/sales', { body }),
    onSuccess: async (sales) => {
      queryClient.setQueryData(SALES, sales)
      await queryClient.invalidateQueries({ queryKey: shopQuery.queryKey })
    },
  })
}

/** What customers are about to buy: of all products, or by variant of one. */
export function cartUnitsQuery(productId?: string) {
  return queryOptions({
    queryKey: ['admin', 'cart-units', productId ?? 'all'],
    queryFn: ({ signal }) =>
      adminApi.get<CartUnitsView>(
        productId === undefined ? '/carts/units' : `/carts/units?productId=${productId}`,
        { signal },
      ),
    refetchInterval: LOOK_AGAIN_MS,
  })
}
