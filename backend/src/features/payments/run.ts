import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'

import * as repository from './reconcile-repository.ts'

/** One comparison of the books while it is under way. */
export interface Run {
  /** Whether it has gone on for as long as one run may. */
  isLate(): boolean
  lookedAt(count: number): void
  failures(): number
  failed(words: string, error?: unknown): void
  /** Does it for each; `work` tells what it healed, if it did. One that fails does not keep the others. */
  each<Item extends { readonly id: string }>(
    items: readonly Item[],
    work: (item: Item) => Promise<Healed | undefined>,
  ): Promise<void>
  /** Writes down what came of it so far. @throws TakenOver when another run has taken over. */
  save(): Promise<void>
}

/** This run was given up for dead, and another does its work. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver'
}

export interface Healed {
  readonly kind: 'payment' | 'refund' | 'dispute' | 'fraud_warning' | 'stray'
  /** What was done, for the list of runs. */
  readonly words: string
}

/** What an invocation of the Lambda has time for, with some left to write down what came of it. */
const LATE_MS = 8_000
/** Beyond these, findings are only counted. */
const MOST_FINDINGS = 50

interface RunDeps {
  readonly pool: Db
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
}

export function openRun(id: string, { pool, clock, log, metrics }: RunDeps): Run {
  const lateAt = clock.now().getTime() + LATE_MS
  const healing = metrics.counter(
    'reconciliation_healed_total',
    'What differed between Stripe and the books, and was healed',
  )
  const failing = metrics.counter(
    'reconciliation_failures_total',
    'What a comparison with Stripe could not look at or heal',
  )
  const all = { failures: 0, findings: 0 }
  let unsaved = NOTHING

  function note(change: Partial<repository.Tally>, words: readonly string[] = []): void {
    const findings = words.slice(0, Math.max(0, MOST_FINDINGS - all.findings))
    all.findings += findings.length
    unsaved = {
      lookedAt: unsaved.lookedAt + (change.lookedAt ?? 0),
      healed: unsaved.healed + (change.healed ?? 0),
      failures: unsaved.failures + (change.failures ?? 0),
      findings: [...unsaved.findings, ...findings],
    }
  }

  function failed(words: string, error?: unknown): void {
    all.failures += 1
    failing.inc({ kind: 'item' })
    log.error({ err: error, reconciliationId: id }, words)
    note({ failures: 1 }, [`Failed: ${words}`])
  }

  return {
    isLate: () => clock.now().getTime() > lateAt,
    lookedAt: (count) => note({ lookedAt: count }),
    failures: () => all.failures,
    failed,
    async each(items, work) {
      for (const item of items) {
        try {
          const healed = await work(item)
          if (!healed) continue
          healing.inc({ kind: healed.kind })
          log.warn({ reconciliationId: id, ...healed }, 'healed')
          note({ healed: 1 }, [healed.words])
        } catch (error) {
          failed(`${item.id} could not be healed`, error)
        }
      }
    },
    async save() {
      const tally = unsaved
      unsaved = NOTHING
      if (!(await repository.add(pool, id, tally)))
        throw new TakenOver('Another comparison has taken over from this one.')
    },
  }
}

const NOTHING: repository.Tally = { lookedAt: 0, healed: 0, failures: 0, findings: [] }
