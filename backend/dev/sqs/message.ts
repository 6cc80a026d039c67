import { z } from 'zod'

/** A message as it is kept. Times are in milliseconds. */
export const Message = z.object({
  id: z.string(),
  body: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  sentAt: z.int(),
  /** Not to be received before. */
  dueAt: z.int(),
  receives: z.int(),
})

export type Message = z.infer<typeof Message>
