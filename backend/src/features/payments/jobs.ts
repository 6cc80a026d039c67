import { z } from 'zod'

import { type Job, job, type ScheduledJob } from '#platform/job.ts'

import type { Payments } from './service.ts'

export const paymentJobs = (payments: Payments): readonly Job[] => [
  job(
    { name: 'payments.apply-event', on: 'stripe.event_received' },
    z.object({ eventId: z.string() }),
    async ({ eventId }) => await payments.webhooks.apply(eventId),
  ),
  job(
    { name: 'payments.execute-refund', on: 'refund.requested' },
    z.object({ refundId: z.uuid() }),
    async ({ refundId }) => await payments.executeRefund(refundId),
  ),
  job(
    { name: 'payments.end-overdue-holds', on: 'stock.held_too_long' },
    z.object({ skus: z.array(z.string()) }),
    async ({ skus }) => void (await payments.endWhatHolds({ skus })),
  ),
  job(
    { name: 'payments.cancel-orders', on: 'cancellation.requested' },
    z.object({ runId: z.uuid() }),
    async ({ runId }) => await payments.cancellations.continueRun(runId),
  ),
]

export const paymentSchedule = (payments: Payments): readonly ScheduledJob[] => [
  { name: 'expire-overdue-orders', everySeconds: 60, run: payments.expireAllOverdue },
  {
    name: 'resume-cancellations',
    everySeconds: 60,
    run: payments.cancellations.resumeStalled,
  },
  { name: 'reconcile', everySeconds: 900, run: payments.reconcileOnSchedule },
]
