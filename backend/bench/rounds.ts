import { stdout } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

import { type Books, openBooks } from './books.ts'
import { type Crowds, meetCrowds } from './crowds.ts'
import { median } from './figures.ts'
import { residentMegabytes } from './machine.ts'
import { type Measured, measure, medians } from './measure.ts'
import { SCENARIOS, type ScenarioName } from './scenarios.ts'
import type { Site } from './site.ts'

export interface Plan {
  readonly scenarios: readonly ScenarioName[]
  readonly rounds: number
  /** How long each load lasts. */
  readonly seconds: number
  /** Whether the crowds come as well, once, after the rounds. */
  readonly crowds: boolean
}

export interface Results {
  readonly shop: Readonly<Partial<Record<ScenarioName, Measured>>>
  readonly bare: Measured
  /** An answer that is there already, as fast as the driver can take it. */
  readonly nothing: Measured
  /** The shop's lists a second to the bare handler's, in the same round. */
  readonly listToBare: number
  readonly idleMegabytes: number
  readonly loadedMegabytes: number
  readonly crowds?: Crowds
  /** From the last order until its confirmation and all others were sent. */
  readonly settledMs: number
  readonly drift: number
}

/** Until the code that runs often is compiled: a purchase goes through more of it, and comes less often. */
const WARM_UP_SECONDS = { usual: 2, checkout: 6 }
const REST_MS = 2_000

/** All scenarios of a plan: everyone whose figures the shop is measured by. */
export const ALL: readonly ScenarioName[] = [
  'list',
  'facets',
  'product',
  'search',
  'typo',
  'cart',
  'checkout',
  'checkoutHot',
  'checkoutHundred',
]

export const isScenario = (name: string): name is ScenarioName => name in SCENARIOS

/** Goes through the plan, in rounds, so that a bad moment of the machine does not fall on one figure alone. */
export async function run(site: Site, plan: Plan): Promise<Results> {
  const books = await openBooks(site.databaseUrl)
  try {
    return await runWith(site, plan, books)
  } finally {
    await books.close()
  }
}

async function runWith(site: Site, plan: Plan, books: Books): Promise<Results> {
  const { scenarios, rounds, seconds } = plan
  await pause(REST_MS)
  const idleMegabytes = residentMegabytes(site.shop.pid)
  const bare: Measured[] = []
  const shop = new Map<ScenarioName, Measured[]>(scenarios.map((scenario) => [scenario, []]))
  const settled: number[] = []

  await measure(site, 'bare', { scenario: 'list', seconds: WARM_UP_SECONDS.usual })
  for (const scenario of scenarios) {
    const warmUp = scenario === 'checkout' ? WARM_UP_SECONDS.checkout : WARM_UP_SECONDS.usual
    await measure(site, 'shop', { scenario, seconds: warmUp })
    await books.settled()
  }
  for (let round = 1; round <= rounds; round += 1) {
    bare.push(await measure(site, 'bare', { scenario: 'list', seconds }))
    for (const scenario of scenarios) {
      const measured = await measure(site, 'shop', { scenario, seconds })
      shop.get(scenario)?.push(measured)
      settled.push(await books.settled())
      tell(`round ${round}`, scenario, measured)
    }
  }
  const lists = shop.get('list') ?? []
  const ratios = lists.map(({ perSecond }, i) => perSecond / (bare[i]?.perSecond ?? perSecond))
  await pause(REST_MS)
  return {
    shop: Object.fromEntries([...shop].map(([scenario, all]) => [scenario, medians(all)])),
    bare: medians(bare),
    nothing: await measure(site, 'bare', { scenario: 'nothing', seconds }),
    listToBare: median(ratios),
    idleMegabytes,
    loadedMegabytes: residentMegabytes(site.shop.pid),
    ...(plan.crowds && { crowds: await meetCrowds(site, books, seconds) }),
    settledMs: Math.max(...settled),
    drift: await books.drift(),
  }
}

function tell(round: string, scenario: string, { perSecond, p99Ms, cpuMs, ...other }: Measured) {
  const parts = [
    `${perSecond.toFixed(0)}/s`,
    `p50 ${other.p50Ms.toFixed(1)} ms`,
    `p99 ${p99Ms.toFixed(1)} ms`,
    `CPU ms: shop ${cpuMs.toFixed(2)}`,
    `database ${other.databaseCpuMs.toFixed(2)}`,
    `stand-ins ${other.standInsCpuMs.toFixed(2)}`,
    `driver ${other.driverCpuMs.toFixed(2)}`,
  ]
  stdout.write(`${round}  ${scenario.padEnd(15)}  ${parts.join('  ')}\n`)
}
