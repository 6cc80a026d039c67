import { type Actor, recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'

import * as repository from './books-repository.ts'
import type { BooksView } from './contract.ts'
import { booksGauges } from './gauges.ts'
import { breachInWords, LAW_NAMES, LAWS, WAITING_SECONDS } from './rules.ts'

interface BooksWorld {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
}

/** How long checks are kept. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000
const THE_SHOP: Actor = { accountId: null, name: 'The shop' }

export type Books = ReturnType<typeof createBooks>

/** Whether money and stock keep their laws: the laws are views whose rows are what breaks them. */
export function createBooks({ db, clock, log, metrics }: BooksWorld) {
  const latest = async () => await repository.findLatestCheck(db.pool)
  for (const gauge of booksGauges(latest, clock)) metrics.addGauge(gauge)

  /** What breaks the laws now, with the figures of the first few; keeps nothing. */
  async function look(): Promise<readonly repository.Finding[]> {
    const waitingBefore = new Date(clock.now().getTime() - WAITING_SECONDS * 1000)
    return await repository.findBreaches(db.pool, waitingBefore)
  }

  async function keep(check: repository.Check, by: Actor | null): Promise<void> {
    const { checkedAt, breaches } = check
    await db.transaction(async (tx) => {
      const before = await repository.findLatestCheck(tx)
      const id = newId(checkedAt)
      await repository.insertCheck(tx, id, check)
      await repository.forgetChecks(tx, new Date(checkedAt.getTime() - KEEP_MS))
      const isNews = countsOf(before) !== countsOf(check)
      if (!isNews && by === null) return
      await recordAudit(tx, clock, {
        actor: by ?? THE_SHOP,
        action: breaches === 0 ? 'books.balanced' : 'books.off',
        subjectType: 'books',
        subjectId: id,
        detail: byLaw(check),
      })
    })
  }

  return {
    look,

    /** Checks all laws at one moment and keeps what was found; what is off is an error in the log, and news of it an audit entry. */
    async checkBooks(by: Actor | null = null): Promise<BooksView> {
      const findings = await look()
      const breaches = findings.reduce((sum, { count }) => sum + count, 0)
      const check = { checkedAt: clock.now(), breaches, findings }
      await keep(check, by)
      if (breaches > 0) log.error({ breaches: byLaw(check) }, 'the books do not balance')
      return present(check)
    },

    /** What the last check found. */
    async view(): Promise<BooksView> {
      return present(await latest())
    },
  }
}

const byLaw = ({ findings }: repository.Check): Record<string, number> =>
  Object.fromEntries(findings.map(({ law, count }) => [law, count]))

const countsOf = (check: repository.Check | undefined): string =>
  JSON.stringify(check ? byLaw(check) : {})

function present(check: repository.Check | undefined): BooksView {
  if (!check) return { checkedAt: null, balanced: null, laws: [] }
  return {
    checkedAt: check.checkedAt.toISOString(),
    balanced: check.breaches === 0,
    laws: LAW_NAMES.map((law) => {
      const found = check.findings.find((finding) => finding.law === law)
      return {
        law,
        says: LAWS[law].says,
        breaches: found?.count ?? 0,
        examples: (found?.examples ?? []).map((figures) => ({
          detail: breachInWords(law, figures),
          order: orderIn(figures),
        })),
      }
    }),
  }
}

function orderIn({ order_id: id, number }: Readonly<Record<string, unknown>>) {
  return typeof id === 'string' && typeof number === 'number' ? { id, number } : null
}
