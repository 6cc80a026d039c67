import type { Census } from './census.ts'
import type { Kill, Kills, Phase } from './kills.ts'
import { isFine, PROBES, type Sample } from './probes.ts'
import type { Trial } from './trial.ts'

export interface Report {
  readonly trials: readonly Trial[]
  readonly kills: Kills
  readonly killCensus: Census
  /** From the last kill until every purchase was finished and nothing was left to do; null when that did not come. */
  readonly killSettledMs: number | null
  readonly machine: string
  readonly date: string
  readonly minutes: number
  readonly seed: number
}

/** What was measured, as Markdown. */
export function tablesOf(report: Report): string {
  const { date, machine, minutes, seed, trials } = report
  return [
    `Measured on ${date}, on ${machine}, in ${minutes} minutes, with SEED=${seed}.`,
    table(
      [
        'dependency',
        'fault',
        'browse',
        'cart',
        'pay',
        'see order',
        'admin',
        'works again',
        'all settled',
        'lost, doubled, half-written',
      ],
      trials.map(rowOf),
    ),
    ...notesOf(trials),
    killsOf(report),
  ].join('\n\n')
}

function rowOf({ fault, met, placedMs, recoveredMs, settledMs, census }: Trial): readonly string[] {
  const placed = placedMs.length === 0 ? '' : `; placed after paying: ${spread(placedMs)}`
  return [
    fault.dependency,
    fault.name,
    ...PROBES.map((name) => `${cellOf(met[name])}${name === 'pay' ? placed : ''}`),
    seconds(recoveredMs),
    seconds(settledMs),
    `${countsOf(census)} of ${census.purchases}`,
  ]
}

/** What was answered while the fault lasted: how often, and in what time. */
function cellOf(samples: readonly Sample[]): string {
  const times = new Map<string, number[]>()
  for (const { reply } of samples) {
    const { status, problem, milliseconds } = reply
    const kind = isFine(reply)
      ? 'served'
      : status === null
        ? 'no answer'
        : `${status} ${problem ?? '(bare)'}`
    times.set(kind, [...(times.get(kind) ?? []), milliseconds])
  }
  if (times.size === 0) return 'not asked'
  return [...times].map(([kind, all]) => `${all.length} × ${kind}, ${spread(all)}`).join('; ')
}

function spread(times: readonly number[]): string {
  const ascending = times.toSorted((a, b) => a - b)
  const p95 = ascending[Math.ceil(ascending.length * 0.95) - 1] ?? null
  return ascending.length < 3
    ? `at most ${seconds(ascending.at(-1) ?? null)}`
    : `p95 ${seconds(p95)}`
}

function notesOf(trials: readonly Trial[]): readonly string[] {
  const notes = trials.flatMap(({ fault, note, census }) => [
    ...(note === null ? [] : [`- ${fault.dependency}, ${fault.name}: ${note}.`]),
    ...(census.mailedTwice === 0
      ? []
      : [`- ${fault.dependency}, ${fault.name}: ${census.mailedTwice} confirmations came twice.`]),
  ])
  return notes.length === 0 ? [] : [notes.join('\n')]
}

function killsOf({ kills: { kills, steps }, killCensus, killSettledMs }: Report): string {
  const rows = (['checkout', 'settlement'] as const).map((phase) =>
    killRow(phase, steps[phase], kills),
  )
  const { purchases, mailedTwice } = killCensus
  return [
    table(
      ['kill -9 of the server in', 'steps', 'killed at', 'before a message to', 'works again'],
      rows,
    ),
    `Of ${purchases} purchases ${countsOf(killCensus)} were lost, doubled, half-written; ` +
      `${mailedTwice} confirmations came twice. All was settled ${seconds(killSettledMs)} after the last kill.`,
  ].join('\n\n')
}

function killRow(phase: Phase, steps: number, all: readonly Kill[]): readonly string[] {
  const kills = all.filter((kill) => kill.phase === phase)
  const channels = Map.groupBy(kills, ({ channel }) => channel ?? 'nobody: the work was over')
  const restarts = kills.map(({ restartMs }) => restartMs).toSorted((a, b) => a - b)
  const middle = restarts[Math.floor(restarts.length / 2)] ?? null
  return [
    phase,
    String(steps),
    `${new Set(kills.map(({ step }) => step)).size} of them`,
    [...channels].map(([channel, some]) => `${channel} ${some.length}`).join(', '),
    `median ${seconds(middle)}, at most ${seconds(restarts.at(-1) ?? null)}`,
  ]
}

export const countsOf = ({ lost, doubled, halfWritten }: Census): string =>
  [lost, doubled, halfWritten].map(({ length }) => length).join(', ')

function seconds(milliseconds: number | null): string {
  if (milliseconds === null) return 'never'
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
