import { z } from 'zod'

/** What lies in the queue: which job, on which event, and what the event says. */
export const QueuedJob = z.object({
  job: z.string(),
  eventId: z.string(),
  payload: z.unknown(),
  /** Which dead letter it was, when somebody has sent it again. */
  deadLetterId: z.uuid().optional(),
})
export type QueuedJob = z.output<typeof QueuedJob>

/** The event whose payload is a message of the queue, for one job and not for all that its first event called for. */
export const JOB_SENT_AGAIN = 'job.sent_again'

/** One kind of background work: its name on the queue, the event that calls for it, and what to do. */
export interface Job {
  readonly name: string
  readonly on: string
  run(payload: unknown): Promise<void>
}

/** Delivery is at least once and in no order, so `run` must be safe to repeat. */
export function job<Schema extends z.ZodType>(
  at: { readonly name: string; readonly on: string },
  payload: Schema,
  run: (payload: z.output<Schema>) => Promise<void>,
): Job {
  return { ...at, run: async (raw) => await run(payload.parse(raw)) }
}

/** Work that the clock calls for rather than an event. */
export interface ScheduledJob {
  readonly name: string
  readonly everySeconds: number
  run(): Promise<void>
}
