import { readFile, writeFile } from 'node:fs/promises'

import type { Seen } from './customer.ts'
import type { Kills } from './kill.ts'
import { isClean, type Tally } from './ledger.ts'
import { COLUMNS, type Row } from './probe.ts'

export interface Report {
  readonly kills: Kills
  readonly killTally: Tally & { readonly seconds: number }
  readonly rows: readonly Row[]
  readonly date: string
  readonly machine: string
}

const PAGE = 'docs/reliability.md'
/** Between these two lines of the page stand the figures; the rest is written by hand. */
const [BEGIN, END] = ['<!-- figures -->', '<!-- end of figures -->']
const LONGEST_MS = 15_500

/** What breaks a promise: something lost, doubled or half-written, a hang, and a failure without words. */
export function violationsIn({ rows, killTally }: Report): readonly string[] {
  const faults = rows.flatMap(faultsIn)
  return isClean(killTally) ? faults : [...faults, `kill -9: ${JSON.stringify(killTally)}`]
}

function faultsIn({ fault, seen, tally }: Row): readonly string[] {
  const bad = COLUMNS.filter((column) => !isTold(fault, seen[column])).map(
    (column) => `${fault}: ${column} was answered ${inWords(seen[column])}`,
  )
  return isClean(tally) ? bad : [...bad, `${fault}: ${JSON.stringify(tally)}`]
}

/** A process that stands still answers nobody; there the words cannot come from the shop. */
function isTold(fault: string, { status, milliseconds, body }: Seen): boolean {
  if (fault.includes('SIGSTOP')) return true
  const hasWords = typeof body['detail'] === 'string'
  return status > 0 && milliseconds < LONGEST_MS && (status < 500 || hasWords)
}

function inWords({ status, milliseconds, body }: Seen): string {
  if (status === 0) return `no answer in ${milliseconds} ms`
  if (status < 400) return `works, ${milliseconds} ms`
  const { type } = body
  const code = typeof type === 'string' ? type.replace('/problems/', '') : 'no words'
  return `${status} ${code}, ${milliseconds} ms`
}

export function tablesOf({ kills, killTally, rows, date, machine }: Report): string {
  const { steps, killed, missed } = kills
  const head = [
    'fault',
    ...COLUMNS,
    'pays again after',
    'all settled',
    'lost',
    'doubled',
    'half-written',
  ]
  return [
    `Measured on ${date}, on ${machine}.`,
    line(head),
    line(head.map(() => '---')),
    ...rows.map(rowOf),
    '',
    `kill -9: ${killed} times (${missed} points were not reached), over the ${steps.checkout} messages of a checkout and the ` +
      `${steps.settlement} of a settlement, before it left and after it was answered. All settled after ${killTally.seconds.toFixed(0)} s: ` +
      `${killTally.placed} orders placed, ${killTally.lost} lost, ${killTally.doubled} doubled, ${killTally.halfWritten} half-written, ` +
      `${killTally.mailsTwice} confirmations sent twice.`,
  ].join('\n')
}

/** One line of the table. */
export function rowOf({ fault, seen, recoverySeconds, settledSeconds, tally }: Row): string {
  return line([
    fault,
    ...COLUMNS.map((column) => inWords(seen[column])),
    `${recoverySeconds.toFixed(1)} s`,
    `${settledSeconds.toFixed(1)} s`,
    ...[tally.lost, tally.doubled, tally.halfWritten].map(String),
  ])
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

export async function writePage(figures: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8')
  const [before, after] = [page.split(BEGIN)[0], page.split(END)[1]]
  if (before === page || after === undefined) throw new Error(`${PAGE} has lost its ${BEGIN}.`)
  await writeFile(PAGE, `${before}${BEGIN}\n\n${figures}\n\n${END}${after}`)
}
