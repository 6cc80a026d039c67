import type { Database } from '#platform/db.ts'

import { DEMO_SESSION } from './money-rows.ts'

/** A payment that the demo's books have and Stripe has never seen. */
export interface DemoPayment {
  readonly orderId: string
  readonly sessionId: string
  readonly paymentIntentId: string
  readonly amountMinor: number
  /** What went back already. */
  readonly refundedMinor: number
  readonly currency: string
  readonly createdAt: Date
}

/** The demo's payments of which something can still be refunded: what a stand-in for Stripe has to know of. */
export async function demoPayments({ pool }: Database): Promise<readonly DemoPayment[]> {
  return await pool.$queryRaw<DemoPayment[]>`
    select order_id as "orderId", stripe_session_id as "sessionId", stripe_intent_id as "paymentIntentId",
           amount_minor as "amountMinor", refunded_minor as "refundedMinor", trim(currency) as currency,
           created_at as "createdAt"
      from payment
     where starts_with(stripe_session_id, ${DEMO_SESSION}) and refunded_minor < captured_minor
     order by created_at, id`
}
