import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'

import type { Listed, Window } from './gateway.ts'
import * as repository from './reconcile-repository.ts'
import type { Run } from './run.ts'

/** How one of Stripe's lists is gone through. */
export interface Walk<Item> {
  readonly list: string
  /** How far back the very first walk begins. */
  readonly firstMs: number
  /** How much of the time that is done with is looked at again: things change for so long after they are made. */
  readonly overlapMs: number
  page(window: Window): Promise<Listed<Item>>
  heal(items: readonly Item[], run: Run): Promise<void>
}

/** Pages of one list in one run; the next run takes the rest. */
const MOST_PAGES = 10
/** A walk that could not go on for so long begins anew: what it holds on to may be gone. */
const STALE_MS = 24 * 3_600_000
/** What fails again and again is not waited for longer than Stripe sends an event again. */
const PATIENCE_MS = 3 * 24 * 3_600_000

interface Underway extends repository.Cursor {
  readonly untilAt: Date
}

/** Walks from the newest to the oldest, and keeps its place after every page, so that a run that dies loses nothing. */
export function createWalker({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  async function pickUp<Item>({ list, firstMs }: Walk<Item>): Promise<Underway> {
    const now = clock.now()
    const known = await repository.findCursor(db.pool, list)
    const cursor = known ?? { ...NOWHERE, fromAt: before(now, firstMs) }
    const { untilAt } = cursor
    const isFresh = untilAt !== null && untilAt > before(now, STALE_MS)
    return isFresh ? { ...cursor, untilAt } : { ...cursor, untilAt: now, after: null }
  }

  return async function walk<Item>(run: Run, plan: Walk<Item>): Promise<void> {
    let cursor = await pickUp(plan)
    for (let pages = 0; pages < MOST_PAGES && (pages === 0 || !run.isLate()); pages += 1) {
      const { fromAt: from, untilAt: until, after } = cursor
      const { items, senseless, next } = await plan.page({ from, until, after })
      run.lookedAt(items.length + senseless.length)
      for (const id of senseless) run.failed(`${id} makes no sense`)

      const failures = run.failures()
      await plan.heal(items, run)
      const hasFailed = cursor.hasFailed || run.failures() > failures
      // First the run, which notices when another has taken over; then the place.
      await run.save()
      const place = placeAfter(plan, cursor, { next, hasFailed })
      await repository.saveCursor(db.pool, plan.list, { ...place, now: clock.now() })
      if (next === null) return
      cursor = { ...place, untilAt: until }
    }
  }
}

function placeAfter<Item>(
  { overlapMs }: Walk<Item>,
  { fromAt, untilAt }: Underway,
  { next, hasFailed }: { readonly next: string | null; readonly hasFailed: boolean },
): repository.Cursor {
  if (next !== null) return { fromAt, untilAt, after: next, hasFailed }
  // What is done with begins later each time; where something failed, no later than is patient.
  const done = before(untilAt, hasFailed ? Math.max(PATIENCE_MS, overlapMs) : overlapMs)
  return { ...NOWHERE, fromAt: done > fromAt ? done : fromAt }
}

const NOWHERE = { untilAt: null, after: null, hasFailed: false } as const

const before = (time: Date, ms: number): Date => new Date(time.getTime() - ms)
