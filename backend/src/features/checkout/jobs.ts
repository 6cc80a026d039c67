import { z } from 'zod'

import { type Job, job, type ScheduledJob } from '#platform/job.ts'

import type { CheckoutQueue } from './queue.ts'

const ONE_HOUR = 3600

export const checkoutJobs = (queue: CheckoutQueue): readonly Job[] => [
  job(
    { name: 'checkout.take-queued', on: 'checkout.queued' },
    z.object({ id: z.string() }),
    async ({ id }) => await queue.take(id),
  ),
]

export const checkoutSchedule = (queue: CheckoutQueue): readonly ScheduledJob[] => [
  { name: 'forget-queued-checkouts', everySeconds: ONE_HOUR, run: queue.forgetOld },
]
