import { setTimeout as pause } from 'node:timers/promises'

import { type Census, drained, takeCensus } from './census.ts'
import type { Customers } from './customer.ts'
import type { Fault } from './fault.ts'
import { isFine, PROBES, type ProbeName, type Sample, startProbes } from './probes.ts'
import type { Site } from './site.ts'

/** What one fault did to the shop and to the people in it. */
export interface Trial {
  readonly fault: Fault
  readonly note: string | null
  /** What each was asked while the fault lasted. */
  readonly met: Readonly<Record<ProbeName, readonly Sample[]>>
  /** From paying to the placed order, of those who could check out while the fault lasted, in milliseconds. */
  readonly placedMs: readonly number[]
  /** From the fault's end until each of the five works again; null when that did not come. */
  readonly recoveredMs: number | null
  /** From there until nothing is left to do. */
  readonly settledMs: number | null
  readonly census: Census
  /** What the shop may never do, each in a sentence. */
  readonly defects: readonly string[]
}

const BEFORE_MS = 1_000
/** A mail that a worker died with is sent after the third time its job comes back. */
const PATIENCE_MS = 150_000
/** The nested time limits end here. */
const LONGEST_ANSWER_MS = 15_000

/** Lets one fault happen while five people use the shop, then waits until all is well and counts. */
export async function tryFault(site: Site, customers: Customers, fault: Fault): Promise<Trial> {
  const probes = await startProbes(site, customers)
  await pause(BEFORE_MS)
  const began = performance.now()
  const note = (await fault.strike(site)) ?? null
  const ended = performance.now()
  const recoveredMs = await probes.recovered(ended, PATIENCE_MS)
  const settling = performance.now()
  await probes.stop()

  const { purchases, samples } = probes
  await Promise.all(purchases.map(async (one) => await customers.finish(one, PATIENCE_MS)))
  const isDrained = (await drained(site, PATIENCE_MS)) !== null
  const during = (name: ProbeName) => samples[name].filter(({ at }) => at >= began && at <= ended)
  return {
    fault,
    note,
    met: {
      browse: during('browse'),
      cart: during('cart'),
      pay: during('pay'),
      see: during('see'),
      admin: during('admin'),
    },
    placedMs: purchases.flatMap(({ paidAt, placedAt }) =>
      paidAt !== null && placedAt !== null && paidAt <= ended ? [placedAt - paidAt] : [],
    ),
    recoveredMs,
    settledMs: isDrained ? performance.now() - settling : null,
    census: await takeCensus(site, purchases),
    defects: PROBES.flatMap((name) => defectsOf(fault, name, samples[name])),
  }
}

function defectsOf(fault: Fault, name: ProbeName, samples: readonly Sample[]): readonly string[] {
  const longest = LONGEST_ANSWER_MS + (fault.silentMs ?? 0)
  return samples.flatMap(({ reply }) => {
    const { status, problem, milliseconds } = reply
    if (milliseconds > longest) return [`${name}: ${Math.round(milliseconds)} ms`]
    if (isFine(reply)) return []
    if (status === null) return fault.endsServer ? [] : [`${name}: no answer at all`]
    if (problem === null) return [`${name}: ${status} without a problem document`]
    return status === 503 ? [] : [`${name}: ${status} ${problem}`]
  })
}
