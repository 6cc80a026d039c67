import { QueryClient } from '@tanstack/react-query'

import { ApiProblem } from '#web/api/client.ts'

const MOST_RETRIES = 2
const FRESH_MS = 5_000

/** A refusal stays a refusal; only what may pass (no connection, 5xx) is tried again. */
function mayPass(error: Error): boolean {
  return !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500
}

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < MOST_RETRIES && mayPass(error),
        staleTime: FRESH_MS,
        // Long enough that going back finds the list as it was left.
        gcTime: 15 * 60_000,
      },
      mutations: { retry: false },
    },
  })
}
