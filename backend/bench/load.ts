import { z } from 'zod'

import { type Connection, openConnection } from './connection.ts'
import { quantile, sorted } from './figures.ts'
import type { PlacedOrders } from './placed-orders.ts'
import { SCENARIOS, type ScenarioName } from './scenarios.ts'

export const LoadOrder = z.object({
  scenario: z.custom<ScenarioName>((name) => typeof name === 'string' && name in SCENARIOS),
  port: z.int(),
  connections: z.int(),
  seconds: z.number(),
})
export type LoadOrder = Readonly<z.output<typeof LoadOrder>>

/** What came of a load; the times are of one whole go through the scenario. */
export const Load = z.object({
  done: z.int(),
  failed: z.int(),
  firstFailure: z.string().nullable(),
  seconds: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  /** What the driver itself took of the machine. */
  driverCpuMs: z.number(),
})
export type Load = Readonly<z.output<typeof Load>>

interface Surroundings {
  readonly stripePort: number
  readonly placed: PlacedOrders
}

/** So many visitors go through the scenario again and again until the time is up; then each finishes the one it is at. */
export async function load(order: LoadOrder, around: Surroundings): Promise<Load> {
  const { scenario, port, connections, seconds } = order
  const visitors = await Promise.all(
    Array.from({ length: connections }, async () => ({
      shop: await openConnection(port),
      stripe: await openConnection(around.stripePort),
    })),
  )
  const times: number[] = []
  const failures: string[] = []
  let turns = 0
  const turn = () => (turns += 1)
  const started = performance.now()
  const cpu = process.cpuUsage()

  async function visit(visitor: { shop: Connection; stripe: Connection }): Promise<void> {
    while (performance.now() - started < seconds * 1000) {
      const began = performance.now()
      try {
        await SCENARIOS[scenario]({ ...visitor, placed: around.placed, turn })
        times.push(performance.now() - began)
      } catch (error) {
        failures.push(String(error))
      }
    }
  }

  await Promise.all(visitors.map(visit))
  const { user, system } = process.cpuUsage(cpu)
  const took = (performance.now() - started) / 1000
  for (const visitor of visitors) {
    visitor.shop.close()
    visitor.stripe.close()
  }
  const ascending = sorted(times)
  return {
    done: times.length,
    failed: failures.length,
    firstFailure: failures[0] ?? null,
    seconds: took,
    p50Ms: quantile(ascending, 0.5),
    p99Ms: quantile(ascending, 0.99),
    driverCpuMs: (user + system) / 1000,
  }
}
