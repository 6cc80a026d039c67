import { z } from 'zod'

import { idOf, timeOf } from './facts.ts'
import type { Movement } from './gateway.ts'

const MovementObject = z.object({
  id: z.string(),
  reporting_category: z.string(),
  amount: z.int(),
  fee: z.int(),
  currency: z.string(),
  created: z.int(),
  source: z.union([z.string(), z.object({ id: z.string(), payment_intent: idOf })]).nullish(),
})

/** By Stripe's reporting category (https://docs.stripe.com/reports/reporting-categories). */
const MOVEMENT_KIND: Readonly<Record<string, Movement['kind']>> = {
  charge: 'capture',
  refund: 'refund',
  refund_failure: 'refund',
  partial_capture_reversal: 'refund',
  dispute: 'dispute',
  dispute_reversal: 'dispute',
  fee: 'fee',
}

/** A balance transaction in the shop's words. */
export function movement(object: unknown): Movement {
  const {
    id,
    reporting_category: category,
    amount,
    fee,
    currency,
    source,
    created,
  } = MovementObject.parse(object)
  return {
    id,
    kind: MOVEMENT_KIND[category] ?? 'other',
    amountMinor: amount,
    feeMinor: fee,
    currency,
    source: (typeof source === 'string' ? source : source?.id) ?? null,
    intentId: typeof source === 'object' ? (source?.payment_intent ?? null) : null,
    createdAt: timeOf(created),
  }
}
