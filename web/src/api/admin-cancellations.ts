import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import type {
  CancellationPreview,
  CancellationRow,
  CancellationView,
} from '#features/payments/contract.ts'

import { adminApi } from './admin-client.ts'

export type { CancellationPreview, CancellationView }

const CANCELLATIONS = ['admin', 'cancellations']
const STILL_RUNNING_MS = 1_000

export interface ChosenOrders {
  readonly sku?: string
  readonly unitPriceMinor?: number
  readonly from?: string
  readonly to?: string
}

/** Which orders would be cancelled. It is asked for once, so that what was looked at is what is then cancelled. */
export function usePreviewCancellation() {
  return useMutation({
    mutationFn: (body: ChosenOrders) =>
      adminApi.post<CancellationPreview>('/cancellations/preview', { body }),
  })
}

export function useStartCancellation() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { orderIds: readonly string[]; reason: string }) =>
      adminApi.post<CancellationView>('/cancellations', { body }),
    onSuccess: async () => await queryClient.invalidateQueries({ queryKey: CANCELLATIONS }),
  })
}

/** A run, looked at again until it is done. */
export function cancellationQuery(id: string) {
  return queryOptions({
    queryKey: [...CANCELLATIONS, 'one', id],
    queryFn: ({ signal }) =>
      adminApi.get<CancellationView>(`/cancellations/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.status === 'running' ? STILL_RUNNING_MS : false,
  })
}

export const cancellationsQuery = queryOptions({
  queryKey: [...CANCELLATIONS, 'list'],
  queryFn: async ({ signal }) =>
    (await adminApi.get<{ items: readonly CancellationRow[] }>('/cancellations', { signal })).items,
})

export function useRetryCancellation(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () =>
      adminApi.post<CancellationView>(`/cancellations/${encodeURIComponent(id)}/retry`),
    onSuccess: (run) => void queryClient.setQueryData(cancellationQuery(id).queryKey, run),
  })
}
