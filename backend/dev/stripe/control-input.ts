import { z } from 'zod'

import { DISPUTE_STATUSES } from './disputes.ts'
import { OUTCOMES } from './outcomes.ts'

/** What a control was given does not fit; `status` as in HTTP. */
export class ControlRefusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** @throws ControlRefusal naming every fault of the input. */
export function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const faults = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`,
  )
  throw new ControlRefusal(400, faults.join('; '))
}

/** @throws ControlRefusal when there is no such row. */
export function known<T>(row: T | undefined, noun: string, id: string): T {
  if (row === undefined) throw new ControlRefusal(404, `There is no ${noun} ${id}.`)
  return row
}

export const OutcomeInput = z.strictObject({
  outcome: z.enum(OUTCOMES),
  force: z.boolean().default(false),
})

export const FaultInput = z.strictObject({
  match: z.string().regex(/^(\*|GET|POST|DELETE) \/\S*$/, {
    error: 'a method and the beginning of a path, such as "POST /v1/refunds"',
  }),
  status: z.int().min(200).max(599).nullable().default(null),
  delayMs: z.int().min(0).max(600_000).default(0),
  after: z.boolean().default(false),
  malformed: z.boolean().default(false),
  times: z.int().min(1).nullable().default(1),
})

export const DeliveryInput = z.strictObject({
  duplicates: z.int().min(1).max(100).optional(),
  shuffle: z.boolean().optional(),
  dropRate: z.number().min(0).max(1).optional(),
  delayMs: z.int().min(0).max(3_600_000).optional(),
})

export const ClockInput = z.strictObject({
  advanceSeconds: z
    .number()
    .min(0)
    .max(400 * 86_400),
})

export const ResetInput = z.strictObject({ state: z.boolean().default(false) })

/** A payment named by its session, its intent or its charge. */
export const PaymentName = z
  .strictObject({ session: z.string(), payment_intent: z.string(), charge: z.string() })
  .partial()

const A_TIME = 'a time such as 2026-11-20T12:00:00Z'

const EarlierPayment = z
  .strictObject({
    orderId: z.string().min(1).max(200),
    sessionId: z.string().regex(/^cs_\w{1,200}$/, { error: 'an id such as cs_test_1' }),
    paymentIntentId: z.string().regex(/^pi_\w{1,200}$/, { error: 'an id such as pi_1' }),
    amountMinor: z.int().min(1),
    refundedMinor: z.int().min(0).default(0),
    currency: z.string().regex(/^[a-z]{3}$/, { error: 'a currency such as gbp' }),
    createdAt: z.union([z.date(), z.iso.datetime({ offset: true, error: A_TIME })], A_TIME),
  })
  .refine(({ amountMinor, refundedMinor }) => refundedMinor <= amountMinor, {
    path: ['refundedMinor'],
    error: 'more than was paid',
  })
  .transform(({ createdAt, ...payment }) => ({ ...payment, createdAt: new Date(createdAt) }))

/** A payment that was made before the stand-in was there, or elsewhere. Minor units. */
export type EarlierPayment = z.infer<typeof EarlierPayment>

/** One, or as many as there are. */
export const EarlierPayments = z.preprocess(
  (input) => (Array.isArray(input) ? input : [input]),
  z.array(EarlierPayment),
)

export const RefundInput = z.strictObject({
  ...PaymentName.shape,
  amount: z.int().min(1).optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  status: z.enum(['succeeded', 'pending']).optional(),
})

export const RefundStatusInput = z.strictObject({ status: z.enum(['failed', 'succeeded']) })

export const DisputeInput = z.strictObject({
  ...PaymentName.shape,
  amount: z.int().min(1).optional(),
  reason: z.string().min(1).default('fraudulent'),
  status: z.enum(DISPUTE_STATUSES).default('needs_response'),
})

export const DisputeStatusInput = z.strictObject({ status: z.enum(DISPUTE_STATUSES) })

export const WarningInput = z.strictObject({
  ...PaymentName.shape,
  fraud_type: z.string().default('misc'),
})
