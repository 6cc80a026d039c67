import { z } from 'zod'

import { LoadOrder, load } from './load.ts'
import { watchPlacedOrders } from './placed-orders.ts'
import { answerParent, ready } from './processes.ts'
import { RushOrder, rush } from './rush.ts'
import { lookAround, SlowStripeOrder } from './slow-stripe.ts'
import { StormOrder, storm } from './storm.ts'

/** The visitors, in a process of their own: started with the database's address and the port of Stripe's stand-in. */
const Task = z.discriminatedUnion('task', [
  z.object({ task: z.literal('load'), order: LoadOrder }),
  z.object({ task: z.literal('rush'), order: RushOrder }),
  z.object({ task: z.literal('slowStripe'), order: SlowStripeOrder }),
  z.object({ task: z.literal('storm'), order: StormOrder }),
])

const [databaseUrl = '', stripePort = ''] = process.argv.slice(2)
const placed = await watchPlacedOrders(databaseUrl)

answerParent(async (raw) => {
  const { task, order } = Task.parse(raw)
  const around = { stripePort: Number(stripePort), placed }
  if (task === 'rush') return await rush(order, placed)
  if (task === 'storm') return await storm(order)
  if (task === 'slowStripe') return await lookAround(order, around)
  return await load(order, around)
})
ready()
