import { z } from 'zod'

import { openConnection } from './connection.ts'
import { quantile, sorted } from './figures.ts'
import type { PlacedOrders } from './placed-orders.ts'
import { askToCheckOut, fillCart, pay, readCheckout } from './scenarios.ts'

export const RushOrder = z.object({
  sku: z.string(),
  buyers: z.int(),
  port: z.int(),
  stripePort: z.int(),
})
export type RushOrder = Readonly<z.output<typeof RushOrder>>

/** What came of many buyers at once who all want one of few units. */
export const Rush = z.object({
  /** How many checkouts were answered with each status. */
  statuses: z.record(z.string(), z.int()),
  /** Orders that were paid and placed. */
  placed: z.int(),
  seconds: z.number(),
  p99Ms: z.number(),
})
export type Rush = Readonly<z.output<typeof Rush>>

/** Everybody has a unit in the cart; then all check out in the same moment, and whoever may pays. */
export async function rush(
  { sku, buyers, port, stripePort }: RushOrder,
  placed: PlacedOrders,
): Promise<Rush> {
  const stripe = await openConnection(stripePort)
  const crowd = await Promise.all(
    Array.from({ length: buyers }, async () => {
      const shop = await openConnection(port)
      return { shop, cookie: await fillCart({ shop }, sku) }
    }),
  )
  const started = performance.now()
  const tries = await Promise.all(
    crowd.map(async ({ shop, cookie }) => {
      const answer = await askToCheckOut({ shop }, cookie)
      return { answer, milliseconds: performance.now() - started }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  const orders = tries.flatMap(({ answer }) =>
    answer.status === 201 ? [readCheckout(answer)] : [],
  )
  for (const { orderId, sessionId } of orders) {
    const isPlaced = placed.wait(orderId)
    await pay({ stripe }, sessionId)
    await isPlaced
  }
  for (const { shop } of crowd) shop.close()
  stripe.close()
  return {
    statuses: countedBy(tries.map(({ answer }) => String(answer.status))),
    placed: orders.length,
    seconds,
    p99Ms: quantile(sorted(tries.map(({ milliseconds }) => milliseconds)), 0.99),
  }
}

function countedBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
