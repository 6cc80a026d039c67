import { z } from 'zod'

import type { Preferences } from '#platform/http/prefer.ts'
import { PROBLEM_KINDS, problemType } from '#platform/problem.ts'

export const queuedCheckoutNotFound = problemType(
  'queued-checkout-not-found',
  'not-found',
  'No such checkout',
)
export const checkoutTookTooLong = problemType(
  'checkout-took-too-long',
  'unavailable',
  'The turn did not come in time',
)

/** A refusal as it is kept until its customer asks for it. */
export const KeptRefusal = z.object({
  code: z.string(),
  kind: z.enum(PROBLEM_KINDS),
  title: z.string(),
  detail: z.string(),
  members: z.record(z.string(), z.json()),
})

/**
 * Why a checkout is taken in and made in its turn; nothing when it is made at once. A client that would wait is served at once unless
 * so many checkouts are under way in this process already; one that cannot ask again later always is.
 */
export function reasonToQueue(
  { respondAsync, waitSeconds = 0 }: Preferences,
  { underWay, atOnce }: { readonly underWay: number; readonly atOnce: number },
): 'asked' | 'busy' | undefined {
  if (!respondAsync) return undefined
  if (waitSeconds === 0) return 'asked'
  return underWay >= atOnce ? 'busy' : undefined
}
