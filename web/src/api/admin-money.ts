import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import type {
  ReconciliationView,
  StatementView,
  StripeEventView,
} from '#features/payments/contract.ts'

import { adminApi } from './admin-client.ts'

export type { ReconciliationView, StatementView, StripeEventView }

const MONEY = ['admin', 'money']
const LOOK_AGAIN_MS = 60_000

/** Money by day, newest first. */
export const statementsQuery = queryOptions({
  queryKey: [...MONEY, 'statements'],
  queryFn: ({ signal }) =>
    adminApi.get<{ readonly items: readonly StatementView[] }>('/statements', { signal }),
  refetchInterval: LOOK_AGAIN_MS,
})

/** The last comparisons with Stripe, newest first. */
export const comparisonsQuery = queryOptions({
  queryKey: [...MONEY, 'comparisons'],
  queryFn: ({ signal }) =>
    adminApi.get<{ readonly items: readonly ReconciliationView[] }>('/reconciliations', { signal }),
  refetchInterval: LOOK_AGAIN_MS,
})

interface StripeEvents {
  readonly items: readonly StripeEventView[]
  readonly nextCursor: string | null
}

/** What Stripe told and nothing has come of yet. */
export const stripeEventsQuery = infiniteQueryOptions({
  queryKey: [...MONEY, 'events'],
  queryFn: async ({ pageParam, signal }) => {
    const params = new URLSearchParams(pageParam === null ? {} : { cursor: pageParam })
    return await adminApi.get<StripeEvents>(`/events?${params}`, { signal })
  },
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: LOOK_AGAIN_MS,
})

/** Has the books compared with Stripe now. */
export function useCompareNow() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => adminApi.post<ReconciliationView>('/reconciliations'),
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: MONEY }),
  })
}
