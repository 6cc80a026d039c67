import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import type { BackgroundView, DeadLetterView } from '#features/operations/contract.ts'

import { adminApi } from './admin-client.ts'

export type { BackgroundView, DeadLetterView }

interface DeadLetters {
  readonly items: readonly DeadLetterView[]
  readonly nextCursor: string | null
}

const JOBS = ['admin', 'jobs']
const LOOK_AGAIN_MS = 15_000

/** How the work behind the scenes stands. */
export const backgroundQuery = queryOptions({
  queryKey: [...JOBS, 'overview'],
  queryFn: ({ signal }) => adminApi.get<BackgroundView>('/jobs', { signal }),
  refetchInterval: LOOK_AGAIN_MS,
})

/** Dead letters that are open, newest first. */
export const deadLettersQuery = infiniteQueryOptions({
  queryKey: [...JOBS, 'dead-letters'],
  queryFn: async ({ pageParam, signal }) => {
    const params = new URLSearchParams(pageParam === null ? {} : { cursor: pageParam })
    return await adminApi.get<DeadLetters>(`/jobs/dead-letters?${params}`, { signal })
  },
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: LOOK_AGAIN_MS,
})

/** Whatever came of it, the list is read again. */
function useJobsStep<Input, Result>(step: (input: Input) => Promise<Result>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: step,
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: JOBS }),
  })
}

const pathOf = (id: string, action: string) =>
  `/jobs/dead-letters/${encodeURIComponent(id)}/${action}`

export function useSendAgain() {
  return useJobsStep((id: string) => adminApi.post<DeadLetterView>(pathOf(id, 'retry')))
}

export function useSendAllAgain() {
  return useJobsStep<undefined, { sentAgain: number; left: number }>(() =>
    adminApi.post('/jobs/dead-letters/retry'),
  )
}

export function useDiscard() {
  return useJobsStep(({ id, reason }: { readonly id: string; readonly reason: string }) =>
    adminApi.post<DeadLetterView>(pathOf(id, 'discard'), { body: { reason } }),
  )
}
