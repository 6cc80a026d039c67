import { readFile, writeFile } from 'node:fs/promises'
import { env, stdout } from 'node:process'

import { describeMachine } from '#bench/machine.ts'

import { AWS_FAULTS } from './aws-faults.ts'
import { type Census, drained, takeCensus } from './census.ts'
import { createCustomers } from './customer.ts'
import { killAtEveryStep } from './kills.ts'
import { POSTGRES_FAULTS } from './postgres-faults.ts'
import { countsOf, tablesOf } from './report.ts'
import { SERVER_FAULTS } from './server-faults.ts'
import { openSite, type Site } from './site.ts'
import { STRIPE_FAULTS } from './stripe-faults.ts'
import { type Trial, tryFault } from './trial.ts'

const PAGE = 'docs/reliability.md'
/** Between these two lines of the page stand the figures; the rest is written by hand. */
const [BEGIN, END] = ['<!-- figures -->', '<!-- end of figures -->']

/** Kills take turns from all steps, in an order that the seed gives, until the time is up. */
const KILL_MINUTES = 5
/** Longer than a checkout that died keeps its key, and a message in hand stays hidden. */
const SETTLE_PATIENCE_MS = 180_000
const FAULTS = [...SERVER_FAULTS, ...POSTGRES_FAULTS, ...STRIPE_FAULTS, ...AWS_FAULTS]

/** `make faults` tries everything and writes the page; `make faults ONLY="stripe"` what has one of the words, and writes nothing. */
async function main(): Promise<void> {
  const started = performance.now()
  const words = process.argv.slice(2).map((word) => word.toLowerCase())
  const seed = Number(env['SEED'] || Date.now() % 100_000)
  const isChosen = (name: string) =>
    words.length === 0 || words.some((word) => name.toLowerCase().includes(word))
  const violations: string[] = []
  const site = await openSite()
  try {
    const killed = isChosen('kills') ? await tryKills(site, seed, violations) : null
    const trials = await tryAll(site, isChosen, violations)
    if (killed && words.length === 0) {
      const date = new Date().toISOString().slice(0, 10)
      const minutes = Math.ceil((performance.now() - started) / 60_000)
      await write(tablesOf({ trials, ...killed, machine: describeMachine(), date, minutes, seed }))
    }
  } finally {
    await site.close()
  }
  for (const violation of violations) stdout.write(`VIOLATION ${violation}\n`)
  stdout.write(`faults: ${violations.length} violations, SEED=${seed}\n`)
  if (violations.length > 0) process.exitCode = 1
}

async function tryAll(
  site: Site,
  isChosen: (name: string) => boolean,
  violations: string[],
): Promise<readonly Trial[]> {
  const customers = createCustomers(site)
  const trials: Trial[] = []
  for (const fault of FAULTS) {
    const name = `${fault.dependency}, ${fault.name}`
    if (!isChosen(name)) continue
    const trial = await tryFault(site, customers, fault)
    trials.push(trial)
    violations.push(...violationsOf(name, trial))
    stdout.write(`${name}: ${trial.census.purchases} purchases, ${countsOf(trial.census)} `)
    stdout.write(`lost, doubled, half-written; ${trial.defects.length} defects\n`)
  }
  return trials
}

function violationsOf(name: string, trial: Trial): readonly string[] {
  const { census, defects, recoveredMs, settledMs } = trial
  return [
    ...wrongIn(census),
    ...defects,
    ...(recoveredMs === null ? ['it does not work again'] : []),
    ...(settledMs === null ? ['something is left undone'] : []),
  ].map((what) => `${name}: ${what}`)
}

const wrongIn = ({ lost, doubled, halfWritten }: Census): readonly string[] => [
  ...lost.map((what) => `lost: ${what}`),
  ...doubled.map((what) => `doubled: ${what}`),
  ...halfWritten.map((what) => `half-written: ${what}`),
]

async function tryKills(site: Site, seed: number, violations: string[]) {
  const customers = createCustomers(site)
  const kills = await killAtEveryStep(site, customers, { seed, patienceMs: KILL_MINUTES * 60_000 })
  const ended = performance.now()
  await Promise.all(
    customers.all.map(async (one) => await customers.finish(one, SETTLE_PATIENCE_MS)),
  )
  const isDrained = (await drained(site, SETTLE_PATIENCE_MS)) !== null
  const killSettledMs = isDrained ? performance.now() - ended : null
  const killCensus = await takeCensus(site, customers.all)
  const wrong = [...wrongIn(killCensus), ...(isDrained ? [] : ['something is left undone'])]
  violations.push(...wrong.map((what) => `kills: ${what}`))
  const { length } = kills.kills
  stdout.write(`${length} kills: ${countsOf(killCensus)} lost, doubled, half-written\n`)
  return { kills, killCensus, killSettledMs }
}

async function write(figures: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8')
  const [before, after] = [page.split(BEGIN)[0], page.split(END)[1]]
  if (before === page || after === undefined) throw new Error(`${PAGE} has lost its ${BEGIN}.`)
  await writeFile(PAGE, `${before}${BEGIN}\n\n${figures}\n\n${END}${after}`)
}

await main()
