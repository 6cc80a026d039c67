import { stdout } from 'node:process'

import { median } from './figures.ts'
import { Load, type LoadOrder } from './load.ts'
import { cpuMsOf, cpuMsOfFamily } from './machine.ts'
import type { ScenarioName } from './scenarios.ts'
import type { Site } from './site.ts'

/** What one load came to. Times on a processor are per go through the scenario, by who spent them. */
export interface Measured {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly failed: number
  /** Of the shop's process, or of the bare handler's. */
  readonly cpuMs: number
  readonly databaseCpuMs: number
  readonly standInsCpuMs: number
  readonly driverCpuMs: number
}

/** How many visitors come at once: as many as the other shops were measured with. */
const VISITORS: Readonly<Record<ScenarioName, number>> = {
  nothing: 16,
  list: 16,
  facets: 16,
  product: 16,
  search: 16,
  typo: 16,
  cart: 8,
  checkout: 8,
  checkoutHot: 8,
  checkoutHundred: 8,
  toPayment: 8,
}

/** Puts one load on the shop, or on the bare handler, and measures it. */
export async function measure(
  site: Site,
  target: 'shop' | 'bare',
  { scenario, seconds }: Pick<LoadOrder, 'scenario' | 'seconds'>,
): Promise<Measured> {
  const { port, pid } = site[target]
  const before = cpuOfAll(site, pid)
  const order = { scenario, port, seconds, connections: VISITORS[scenario] } satisfies LoadOrder
  const load = Load.parse(await site.driver.ask({ task: 'load', order }))
  const after = cpuOfAll(site, pid)
  if (load.firstFailure !== null) {
    stdout.write(`${load.failed} of ${scenario} failed, the first by: ${load.firstFailure}\n`)
  }
  const each = (total: number) => total / Math.max(1, load.done)
  return {
    perSecond: load.done / load.seconds,
    p50Ms: load.p50Ms,
    p99Ms: load.p99Ms,
    failed: load.failed,
    cpuMs: each(after.target - before.target),
    databaseCpuMs: each(after.database - before.database),
    standInsCpuMs: each(after.standIns - before.standIns),
    driverCpuMs: each(load.driverCpuMs),
  }
}

function cpuOfAll({ pids }: Site, target: number) {
  return {
    target: cpuMsOf(target),
    database: cpuMsOfFamily(pids.database),
    standIns: cpuMsOf(pids.standIns),
  }
}

/** The median of each figure by itself; failures are not outvoted but summed. */
export function medians(rounds: readonly Measured[]): Measured {
  const of = (figure: keyof Measured) => median(rounds.map((round) => round[figure]))
  return {
    perSecond: of('perSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
    cpuMs: of('cpuMs'),
    databaseCpuMs: of('databaseCpuMs'),
    standInsCpuMs: of('standInsCpuMs'),
    driverCpuMs: of('driverCpuMs'),
  }
}
