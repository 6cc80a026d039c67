import type { Orders } from '#features/orders/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import type { SignedIn } from '#platform/http/caller.ts'
import { newId } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Outbox } from '#platform/outbox.ts'

import type { ReconciliationView } from './contract.ts'
import type { Disputes } from './disputes.ts'
import type {
  DisputeState,
  FraudWarning,
  Movement,
  PaymentGateway,
  RefundState,
} from './gateway.ts'
import { createSessionHealing } from './heal-sessions.ts'
import * as books from './reconcile-repository.ts'
import type { Refunds } from './refunds.ts'
import { reconciliationRunning } from './rules.ts'
import { openRun, type Run, TakenOver } from './run.ts'
import type { Settle } from './settle.ts'
import * as statements from './statement-repository.ts'
import { createWalker, type Walk } from './walk.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly outbox: Outbox
  readonly orders: Orders
  readonly gateway: PaymentGateway
  readonly refunds: Refunds
  readonly disputes: Disputes
  readonly settle: Settle['settle']
  readonly shopOrigin: string
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A run is over in seconds; one that says nothing for so long has died. */
const ABANDONED_MS = 10 * 60_000
/** What was asked for a moment ago is on its way by itself. */
const STUCK_MS = 10 * 60_000
const MOST_ASKED = 50
const MOST_SHOWN = 50

/**
 * Compares the shop's books with Stripe's lists and heals what differs through the very functions that webhooks call (L10). A run
 * is bounded in pages and time and keeps its place, so that it may die anywhere, and be repeated as often as one likes.
 */
export function createReconcile(deps: Deps) {
  const { db, clock, log, metrics, gateway, refunds, disputes } = deps
  const walk = createWalker(deps)
  const sessions = createSessionHealing(deps)

  const healRefunds = async (found: readonly RefundState[], run: Run): Promise<void> =>
    await run.each(found, async (state) => {
      const taken = await db.transaction(async (tx) => await refunds.take(tx, state))
      return taken === 'applied'
        ? { kind: 'refund', words: `${state.id} was ${state.status} at Stripe` }
        : undefined
    })

  const healDisputes = async (found: readonly DisputeState[], run: Run): Promise<void> =>
    await run.each(found, async (state) => {
      const taken = await db.transaction(async (tx) => await disputes.take(tx, state))
      return taken === 'applied'
        ? { kind: 'dispute', words: `${state.id} is ${state.status} at Stripe` }
        : undefined
    })

  const healWarnings = async (found: readonly FraudWarning[], run: Run): Promise<void> =>
    await run.each(found, async (warning) => {
      const taken = await db.transaction(async (tx) => await disputes.warn(tx, warning))
      return taken === 'applied'
        ? { kind: 'fraud_warning', words: `${warning.id}: the card's network suspects fraud` }
        : undefined
    })

  const LISTS = {
    // A page lives for half an hour; the bank's work on it is followed one by one.
    sessions: {
      list: 'sessions',
      firstMs: 30 * DAY_MS,
      overlapMs: 2 * HOUR_MS,
      page: async (window) => await gateway.listSessions(window),
      heal: sessions.heal,
    } satisfies Walk<Parameters<typeof sessions.heal>[0][number]>,
    // A bank may send a refund back days later.
    refunds: {
      list: 'refunds',
      firstMs: 30 * DAY_MS,
      overlapMs: 7 * DAY_MS,
      page: async (window) => await gateway.listRefunds(window),
      heal: healRefunds,
    } satisfies Walk<RefundState>,
    // Disputes take a few months.
    disputes: {
      list: 'disputes',
      firstMs: 120 * DAY_MS,
      overlapMs: 120 * DAY_MS,
      page: async (window) => await gateway.listDisputes(window),
      heal: healDisputes,
    } satisfies Walk<DisputeState>,
    // They come within days of their payment, and never change.
    warnings: {
      list: 'warnings',
      firstMs: 30 * DAY_MS,
      overlapMs: 2 * DAY_MS,
      page: async (window) => await gateway.listFraudWarnings(window),
      heal: healWarnings,
    } satisfies Walk<FraudWarning>,
    // What moved the balance never changes afterwards.
    movements: {
      list: 'movements',
      firstMs: DAY_MS,
      overlapMs: HOUR_MS,
      page: async (window) => await gateway.listMovements(window),
      heal: async (found) => await statements.keepMovements(db.pool, found),
    } satisfies Walk<Movement>,
  }

  async function askProcessing(run: Run): Promise<void> {
    const found = await books.findProcessing(db.pool, MOST_ASKED)
    await sessions.ask(
      found.flatMap(({ stripeSessionId: id }) => id ?? []),
      run,
    )
  }

  async function resumeRefunds(run: Run): Promise<void> {
    const before = new Date(clock.now().getTime() - STUCK_MS)
    const stuck = await books.findPendingRefunds(db.pool, before, MOST_ASKED)
    run.lookedAt(stuck.length)
    await run.each(stuck, async ({ id }) =>
      (await refunds.resume(id)) ? { kind: 'refund', words: `Refund ${id} was stuck` } : undefined,
    )
  }

  /** One part that fails does not keep the others; the next run does it again. */
  async function compare(run: Run): Promise<boolean> {
    const parts: Readonly<Record<string, () => Promise<void>>> = {
      sessions: async () => await walk(run, LISTS.sessions),
      'payments at the bank': async () => await askProcessing(run),
      'stray payments': async () => await sessions.askStrays(run),
      refunds: async () => await walk(run, LISTS.refunds),
      'refunds on their way': async () => await resumeRefunds(run),
      disputes: async () => await walk(run, LISTS.disputes),
      'fraud warnings': async () => await walk(run, LISTS.warnings),
      movements: async () => await walk(run, LISTS.movements),
      statements: async () => await statements.write(db.pool, clock.now()),
    }
    let isWhole = true
    for (const [name, part] of Object.entries(parts)) {
      try {
        await part()
      } catch (error) {
        if (error instanceof TakenOver) throw error
        isWhole = false
        run.failed(`the ${name} could not be gone through`, error)
      }
    }
    await run.save()
    return isWhole
  }

  /** A run that was given up for dead and wakes leaves the rest to the one that took over. */
  async function compareAlone(run: Run): Promise<boolean> {
    try {
      return await compare(run)
    } catch (error) {
      if (error instanceof TakenOver) return false
      throw error
    }
  }

  /** Compares the books once. @throws reconciliationRunning while another comparison is at it. */
  async function reconcile(by: SignedIn | null): Promise<ReconciliationView> {
    const now = clock.now()
    const id = newId(now)
    const abandonedBefore = new Date(now.getTime() - ABANDONED_MS)
    const actorId = by?.accountId ?? null
    if (!(await books.begin(db.pool, { id, actorId, now, abandonedBefore })))
      throw reconciliationRunning(
        'The books are being compared at this moment. Look again shortly.',
      )

    const isWhole = await compareAlone(openRun(id, { pool: db.pool, clock, log, metrics }))
    const end = { status: isWhole ? ('done' as const) : ('failed' as const), now: clock.now() }
    return present(await books.finish(db.pool, id, end))
  }

  return {
    reconcile,
    list: async (): Promise<{ items: readonly ReconciliationView[] }> => ({
      items: (await books.list(db.pool, MOST_SHOWN)).map(present),
    }),
  }
}

function present(run: books.ReconciliationRecord): ReconciliationView {
  const { id, status, startedAt, finishedAt, lookedAt, healed, failures, findings } = run
  return {
    id,
    status,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    lookedAt,
    healed,
    failures,
    findings: Array.isArray(findings) ? findings.map(String) : [],
  }
}
