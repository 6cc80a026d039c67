import { exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'

import { describeMachine } from '#bench/machine.ts'
import { fillShelves } from '#bench/shelves.ts'

import { FAULTS } from './faults.ts'
import { killBetweenSteps } from './kill.ts'
import { settleAndCount } from './ledger.ts'
import { probe, type Row } from './probe.ts'
import { rowOf, tablesOf, violationsIn, writePage } from './report.ts'
import { openSite } from './site.ts'

const { values } = parseArgs({
  options: {
    /** Where in the catalogue the customers begin. */
    seed: { type: 'string', default: '1' },
    /** The most kill points of checkout and of settlement each; all when omitted. */
    kills: { type: 'string', default: 'Infinity' },
    /** Only the faults whose names have this in them; the page is not written then. */
    only: { type: 'string', default: '' },
  },
})
const KILL_SETTLE_SECONDS = 150

// Leaving by `exit` takes the database and the shop along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => exit(1))

const site = await openSite()
try {
  await fillShelves(site.database.url())
  const began = performance.now()
  const say = (text: string) =>
    stdout.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}\n`)
  const rows: Row[] = []
  for (const [i, fault] of FAULTS.filter(({ name }) => name.includes(values.only)).entries()) {
    const row = await probe(site, fault, Number(values.seed) + i)
    rows.push(row)
    say(rowOf(row))
  }
  const kills = await killBetweenSteps(site, Number(values.kills))
  say(`killed ${kills.killed} times`)
  const killTally = await settleAndCount(site, KILL_SETTLE_SECONDS)
  const date = new Date().toISOString().slice(0, 10)
  const machine = `${describeMachine()}, seed ${values.seed}`
  const report = { kills, killTally, rows, date, machine }
  const figures = tablesOf(report)
  stdout.write(`\n${figures}\n`)
  const violations = violationsIn(report)
  for (const violation of violations) stderr.write(`VIOLATION ${violation}\n`)
  if (values.only === '' && values.kills === 'Infinity') await writePage(figures)
  process.exitCode = violations.length > 0 ? 1 : 0
} catch (error) {
  stderr.write(`${String(error)}\nThe shop said:\n${site.shop.last(10).join('\n')}\n`)
  process.exitCode = 1
} finally {
  await site.close()
}
exit()
