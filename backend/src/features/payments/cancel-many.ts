import { orderNotFound } from '#features/orders/index.ts'
import type { Settings } from '#features/settings/index.ts'
import { recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import { type Database, type Db, isDatabaseAway, isDuplicate } from '#platform/db.ts'
import type { SignedIn } from '#platform/http/caller.ts'
import { newId } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'
import { money } from '#platform/money.ts'
import type { Outbox } from '#platform/outbox.ts'
import { Problem } from '#platform/problem.ts'

import { type createCancel, whyNotTogether } from './cancel.ts'
import * as repository from './cancellation-repository.ts'
import type { CancellationPreview, CancellationRow, CancellationView } from './contract.ts'
import { cancellationNotFound, cancellationRunning, nothingToRetry } from './rules.ts'

interface CancelManyDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly outbox: Outbox
  readonly settings: Settings
  readonly cancel: ReturnType<typeof createCancel>['cancel']
}

interface Run {
  readonly id: string
  readonly reason: string
  readonly actorId: string | null
  readonly actor: string
}

/** As many as one run may hold. */
const MOST_TOGETHER = 1000
/** So many orders are cancelled by one job; the next job takes the rest. */
const BATCH = 25
/** Below the 15 s that a Lambda invocation may take. */
const BATCH_MS = 8_000
/** A run that nobody has had in hand for so long is taken up again. */
const STALLED_MS = 2 * 60_000
const RUNS_LISTED = 20

const ALREADY_RUNNING =
  'Other orders are being cancelled at this moment. Wait until that is done; nothing was begun.'

/**
 * Cancels many orders together, in jobs of a batch each. An order and the note that it is done are one transaction, so a run
 * that dies at any point goes on from there and does nothing twice.
 */
export function createCancelMany(deps: CancelManyDeps) {
  const { db, clock, log, outbox, settings, cancel } = deps

  const goOn = async (tx: Db, runId: string) =>
    await outbox.add(tx, { name: 'cancellation.requested', payload: { runId } })

  async function view(id: string): Promise<CancellationView> {
    const run = await repository.find(db.pool, id)
    if (!run) throw cancellationNotFound('No orders were cancelled together under that id.')
    return presentWhole(run)
  }

  async function cancelOne(run: Run, orderId: string): Promise<void> {
    const { id: runId, reason, actorId: accountId, actor: name } = run
    const about = { runId, orderId, now: clock.now() }
    try {
      await cancel({
        orderId,
        by: { accountId, name },
        reason,
        note: async (tx) =>
          await repository.note(tx, { ...about, status: 'cancelled', detail: '' }),
      })
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      await repository.note(db.pool, { ...about, ...outcomeOf(error) })
      if (!(error instanceof Problem))
        log.error({ err: error, orderId }, 'an order of a run failed')
    }
  }

  return {
    view,

    /** What would happen, without doing it. */
    async preview(chosen: repository.Chosen): Promise<CancellationPreview> {
      const [orders, { currency }] = await Promise.all([
        repository.findChosen(db.pool, chosen, MOST_TOGETHER + 1),
        settings.view(),
      ])
      const items = orders.slice(0, MOST_TOGETHER).map(presentChosen)
      const cancellable = items.filter(({ whyNot }) => whyNot === null)
      const goesBackMinor = cancellable.reduce((sum, { goesBack }) => sum + goesBack.minor, 0)
      return {
        items,
        cancellable: cancellable.length,
        goesBack: money(goesBackMinor, currency),
        hasMore: orders.length > MOST_TOGETHER,
      }
    },

    /** Begins a run; its jobs do the rest. @throws cancellationRunning, orderNotFound */
    async start(
      { orderIds, reason }: { readonly orderIds: readonly string[]; readonly reason: string },
      by: SignedIn,
    ): Promise<CancellationView> {
      const now = clock.now()
      const ids = [...new Set(orderIds)]
      const run = { id: newId(now), reason, actorId: by.accountId, actor: by.name, now }
      await db.transaction(async (tx) => {
        if ((await repository.countOrders(tx, ids)) < ids.length) {
          throw orderNotFound('Some of these orders are not there. Nothing was begun.')
        }
        if (!(await repository.begin(tx, run, ids))) throw cancellationRunning(ALREADY_RUNNING)
        await goOn(tx, run.id)
        await recordAudit(tx, clock, {
          actor: by,
          action: 'orders.cancelled_together',
          subjectType: 'cancellation',
          subjectId: run.id,
          detail: { reason, orders: ids.length },
        })
      })
      return await view(run.id)
    },

    /** Takes those up again that failed. @throws cancellationNotFound, nothingToRetry, cancellationRunning */
    async retry(id: string): Promise<CancellationView> {
      await view(id)
      try {
        await db.transaction(async (tx) => {
          const reopened = await repository.reopen(tx, id, clock.now())
          if (reopened === undefined) throw cancellationRunning(ALREADY_RUNNING)
          if (reopened === 0) throw nothingToRetry('None of these orders failed. All is as it was.')
          await goOn(tx, id)
        })
      } catch (error) {
        // Another run began at this very moment.
        throw isDuplicate(error) ? cancellationRunning(ALREADY_RUNNING) : error
      }
      return await view(id)
    },

    async list(): Promise<readonly CancellationRow[]> {
      const runs = await repository.list(db.pool, RUNS_LISTED)
      const counted = await repository.countItems(
        db.pool,
        runs.map(({ id }) => id),
      )
      return runs.map((run) => {
        const countOf = (status: string) =>
          counted.find((count) => count.runId === run.id && count.status === status)?._count ?? 0
        return presentHead(run, countOf)
      })
    },

    /** The next batch of a run. Safe to repeat, and side by side with itself. */
    async continueRun(runId: string): Promise<void> {
      const run = await repository.findRunning(db.pool, runId)
      if (!run) return
      const enough = performance.now() + BATCH_MS
      for (const orderId of await repository.findWaiting(db.pool, runId, BATCH)) {
        if (performance.now() > enough) break
        await cancelOne(run, orderId)
      }
      await db.transaction(async (tx) => {
        if (await repository.endOrGoOn(tx, runId, clock.now())) await goOn(tx, runId)
      })
    },

    /** Takes up runs whose job was lost, in the dead letters for instance. */
    async resumeStalled(): Promise<void> {
      const now = clock.now()
      await db.transaction(async (tx) => {
        const before = new Date(now.getTime() - STALLED_MS)
        for (const id of await repository.takeStalled(tx, before, now)) await goOn(tx, id)
      })
    },
  }
}

/** A refusal stays one; what is only away, or nobody meant, is worth another try. */
function outcomeOf(error: unknown): Pick<repository.Outcome, 'status' | 'detail'> {
  if (!(error instanceof Problem)) {
    return { status: 'failed', detail: 'Something went wrong on our side. It is as it was.' }
  }
  if (error.kind === 'unavailable') {
    return { status: 'failed', detail: 'Stripe did not answer, so its payment page is still open.' }
  }
  return { status: 'refused', detail: error.message }
}

function presentChosen(order: repository.ChosenOrder): CancellationPreview['items'][number] {
  const { id, number, name, status, totalMinor, goesBackMinor, currency, createdAt } = order
  return {
    id,
    number,
    name,
    status,
    total: money(totalMinor, currency),
    goesBack: money(goesBackMinor, currency),
    createdAt: createdAt.toISOString(),
    whyNot: whyNotTogether(order) ?? null,
  }
}

function presentHead(
  { id, status, reason, actor, startedAt, finishedAt }: repository.RunHead,
  countOf: (status: string) => number,
): CancellationRow {
  return {
    id,
    status,
    reason,
    startedBy: actor,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    counts: {
      waiting: countOf('waiting'),
      cancelled: countOf('cancelled'),
      refused: countOf('refused'),
      failed: countOf('failed'),
    },
  }
}

function presentWhole(run: repository.WholeRun): CancellationView {
  const countOf = (wanted: string) => run.items.filter(({ status }) => status === wanted).length
  return {
    ...presentHead(run, countOf),
    items: run.items.map(({ orderId, status, detail, order }) => ({
      orderId,
      number: order.number,
      name: order.name,
      total: money(order.totalMinor, order.currency),
      status,
      detail,
    })),
  }
}
