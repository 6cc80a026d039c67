import { readFile, writeFile } from 'node:fs/promises'
import { stdout } from 'node:process'
import { parseArgs } from 'node:util'

import { describeMachine } from './machine.ts'
import { tablesOf } from './report.ts'
import { ALL, isScenario, type Plan, run } from './rounds.ts'
import { LIST } from './scenarios.ts'
import { openSite, type Site } from './site.ts'
import { build, measureLambda } from './start-ups.ts'

const PAGE = 'docs/performance.md'
/** Between these two lines of the page stand the figures; the rest is written by hand. */
const [BEGIN, END] = ['<!-- figures -->', '<!-- end of figures -->']

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    /** For the shop's process: --node=--cpu-prof. */
    node: { type: 'string', multiple: true, default: [] },
  },
})

/**
 * `npm run bench` measures everything and writes the page; `npm run bench -- list cart` measures those and writes nothing, and
 * `crowds` among them means what comes all at a time.
 */
async function main(): Promise<void> {
  const isWhole = positionals.length === 0
  const plan = {
    scenarios: isWhole ? ALL : positionals.filter(isScenario),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    crowds: isWhole || positionals.includes('crowds'),
  }
  await build()
  const site = await openSite(values.node)
  try {
    await assertSameList(site)
    const results = await run(site, plan)
    const lambda = await measureLambda(site.environment)
    const figures = tablesOf({
      results,
      lambda,
      machine: describeMachine(),
      date: new Date().toISOString().slice(0, 10),
      load: describe(plan),
    })
    stdout.write(`\n${figures}\n`)
    if (isWhole) await write(figures)
  } finally {
    await site.close()
  }
}

/** The comparison with the bare handler means something only if both give the same. */
async function assertSameList({ shop, bare }: Site): Promise<void> {
  const [ours, theirs] = await Promise.all(
    [shop, bare].map(
      async ({ port }) => await (await fetch(`http://127.0.0.1:${port}${LIST}`)).text(),
    ),
  )
  if (ours !== theirs) throw new Error(`The lists differ.\n${ours}\n${theirs}`)
}

const describe = ({ rounds, seconds }: Plan): string =>
  `Medians of ${rounds} rounds of ${seconds} seconds each.`

async function write(figures: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8')
  const [before, after] = [page.split(BEGIN)[0], page.split(END)[1]]
  if (before === page || after === undefined) throw new Error(`${PAGE} has lost its ${BEGIN}.`)
  await writeFile(PAGE, `${before}${BEGIN}\n\n${figures}\n\n${END}${after}`)
}

await main()
