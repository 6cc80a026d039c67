import { z } from 'zod'

import { LoadOrder, load } from './load.ts'
import { watchPlacedOrders } from './placed-orders.ts'
import { answerParent, ready } from './processes.ts'
import { RushOrder, rush } from './rush.ts'

/** The visitors, in a process of their own: started with the database's address and the port of Stripe's stand-in. */
const Task = z.discriminatedUnion('task', [
  z.object({ task: z.literal('load'), order: LoadOrder }),
  z.object({ task: z.literal('rush'), order: RushOrder }),
])

const [databaseUrl = '', stripePort = ''] = process.argv.slice(2)
const placed = await watchPlacedOrders(databaseUrl)

answerParent(async (raw) => {
  const { task, order } = Task.parse(raw)
  if (task === 'rush') return await rush(order, placed)
  return await load(order, { stripePort: Number(stripePort), placed })
})
ready()
