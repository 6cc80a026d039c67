import type { ScheduledJob } from '#platform/job.ts'

import type { Cart } from './service.ts'

const ONE_HOUR = 3600

export const cartSchedule = (cart: Cart): readonly ScheduledJob[] => [
  { name: 'forget-stale-carts', everySeconds: ONE_HOUR, run: cart.forgetStale },
]
