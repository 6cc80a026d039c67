import { stdout } from 'node:process'

import { type Mutant, readMutants } from './mutant.ts'
import { openWorkshop, type Verdict, type Workshop } from './workshop.ts'

const WORKSHOPS = 2

/** `make mutants` tries every wrong version; `make mutants ONLY="cancel refund"` those whose names contain one of the words. */
async function main(): Promise<void> {
  const words = process.argv.slice(2)
  const all = await readMutants()
  const chosen = all.filter(({ name }) => words.length === 0 || words.some((w) => name.includes(w)))
  const workshops = await Promise.all(Array.from({ length: WORKSHOPS }, openWorkshop))
  const survivors: string[] = []
  try {
    await assertSound(workshops[0], chosen)
    const waiting = [...chosen]
    await Promise.all(
      workshops.map(async (workshop) => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          if (!(await isKilled(workshop, next))) survivors.push(next.name)
        }
      }),
    )
  } finally {
    await Promise.all(workshops.map(async (workshop) => await workshop.close()))
  }
  stdout.write(
    `mutants: ${chosen.length - survivors.length} killed, ${survivors.length} survived\n`,
  )
  if (chosen.length === 0 || survivors.length > 0) process.exitCode = 1
}

/** A test that fails anyhow kills nobody: the suites must pass while nothing is broken. */
async function assertSound(
  workshop: Workshop | undefined,
  mutants: readonly Mutant[],
): Promise<void> {
  const suites = [...new Set(mutants.flatMap((mutant) => mutant.suites))]
  const verdict = await workshop?.judge(suites)
  const faults = [...(verdict?.failed ?? []), ...(verdict?.broken ?? [])]
  if (!verdict || verdict.passed === 0 || faults.length > 0) {
    throw new Error(`The unbroken shop has to pass first:\n${faults.join('\n')}`)
  }
  stdout.write(`The unbroken shop passes ${verdict.passed} tests.\n`)
}

async function isKilled(workshop: Workshop, mutant: Mutant): Promise<boolean> {
  const started = performance.now()
  const verdict = await workshop.withMutant(mutant, async () => await workshop.judge(mutant.suites))
  const seconds = Math.round((performance.now() - started) / 1000)
  stdout.write(`${mutant.name}: ${mutant.wrong}\n  ${inWords(verdict)} (${seconds} s)\n`)
  return verdict.failed.length > 0
}

function inWords({ failed, broken, passed }: Verdict): string {
  const [first] = failed
  if (first !== undefined) return `killed by "${first}"`
  if (broken.length > 0) return `NOT JUDGED: ${broken[0]?.slice(0, 400)}`
  return `SURVIVED ${passed} tests`
}

await main()
