import { z } from 'zod'

import { openConnection } from './connection.ts'
import { Load, load } from './load.ts'
import type { PlacedOrders } from './placed-orders.ts'
import { tellStripe } from './scenarios.ts'

export const SlowStripeOrder = z.object({ port: z.int(), seconds: z.number() })
export type SlowStripeOrder = Readonly<z.output<typeof SlowStripeOrder>>

/** The product list by itself, and while others check out and Stripe takes its time. */
export const SlowStripe = z.object({ quiet: Load, beside: Load, checkouts: Load })
export type SlowStripe = Readonly<z.output<typeof SlowStripe>>

const STRIPE_TAKES_MS = 2_000
const VISITORS = 16
const BUYERS = 32

/** Whether those who look around feel that those who pay have to wait. */
export async function lookAround(
  { port, seconds }: SlowStripeOrder,
  around: { readonly stripePort: number; readonly placed: PlacedOrders },
): Promise<SlowStripe> {
  const looking = { scenario: 'list', port, connections: VISITORS, seconds } as const
  const buying = { scenario: 'toPayment', port, connections: BUYERS, seconds } as const
  const stripe = await openConnection(around.stripePort)
  const quiet = await load(looking, around)
  await tellStripe({ stripe }, 'faults', {
    match: 'POST /v1/checkout/sessions',
    delayMs: STRIPE_TAKES_MS,
    times: null,
  })
  const [beside, checkouts] = await Promise.all([load(looking, around), load(buying, around)])
  await stripe.ask({ method: 'DELETE', path: '/_control/faults' })
  stripe.close()
  return { quiet, beside, checkouts }
}
