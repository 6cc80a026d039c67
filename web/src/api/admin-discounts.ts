import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import type { DiscountBody, DiscountView } from '#features/pricing/contract.ts'

import { adminApi } from './admin-client.ts'

export type { DiscountBody, DiscountView }

const DISCOUNTS = ['admin', 'discounts']

/** Coupons and automatic promotions, those that are on first. */
export const discountsQuery = queryOptions({
  queryKey: DISCOUNTS,
  queryFn: async ({ signal }) =>
    (await adminApi.get<{ items: readonly DiscountView[] }>('/discounts', { signal })).items,
})

const pathOf = (id: string) => `/discounts/${encodeURIComponent(id)}`

export const discountQuery = (id: string) =>
  queryOptions({
    queryKey: [...DISCOUNTS, id],
    queryFn: ({ signal }) => adminApi.get<DiscountView>(pathOf(id), { signal }),
  })

/** Saves a discount, or adds one where there is no id yet; the answer is the discount as it is now. */
export function useSaveDiscount(id: string | null) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: DiscountBody) =>
      id === null
        ? adminApi.post<DiscountView>('/discounts', { body })
        : adminApi.put<DiscountView>(pathOf(id), { body }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: DISCOUNTS, exact: true })
      queryClient.setQueryData([...DISCOUNTS, saved.id], saved)
    },
  })
}
