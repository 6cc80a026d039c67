import { setTimeout as pause } from 'node:timers/promises'

import type { Purchase } from './customer.ts'
import { type Evidence, gather, leftUndone } from './evidence.ts'
import type { Site } from './site.ts'

/** What is wrong once everything has been done, each in a sentence. */
export interface Census {
  readonly purchases: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly halfWritten: readonly string[]
  /** Confirmations that came more than once: SES took one, and the shop did not live to note that. */
  readonly mailedTwice: number
}

type Finding = Omit<Census, 'purchases' | 'mailedTwice'>

const LOOK_EVERY_MS = 200

/** Waits until no event, job, webhook or mail is left. @returns how long that took, or null when it was not over in time. */
export async function drained(site: Site, patienceMs: number): Promise<number | null> {
  const started = performance.now()
  while (performance.now() - started < patienceMs) {
    const left = await leftUndone(site).catch(() => Infinity)
    if (left === 0) return performance.now() - started
    await pause(LOOK_EVERY_MS)
  }
  return null
}

/** Counts what was bought against the database, against Stripe, against the mails and against the shop's own laws. */
export async function takeCensus(site: Site, purchases: readonly Purchase[]): Promise<Census> {
  const evidence = await gather(site)
  const findings = purchases.map((purchase) => judge(purchase, evidence))
  return {
    purchases: purchases.length,
    lost: findings.flatMap(({ lost }) => lost),
    doubled: findings.flatMap(({ doubled }) => doubled),
    halfWritten: [...evidence.breaches, ...findings.flatMap(({ halfWritten }) => halfWritten)],
    mailedTwice: purchases.filter(({ email }) => (evidence.mails.get(email) ?? 0) > 1).length,
  }
}

/** What is wrong with one purchase, going by the evidence. */
export function judge({ email, order, paidAt }: Purchase, evidence: Evidence): Finding {
  const { orders, paid, mails } = evidence
  const own = orders.filter((row) => row.email === email)
  const placed = own.filter(({ status }) => status === 'placed')
  const captured = own.reduce((sum, { id }) => sum + (paid.get(id) ?? 0), 0)
  const isKept = order === null || own.some(({ id }) => id === order.id)
  const isMailed = placed.length === 0 || mails.has(email)
  return {
    lost: [
      ...when(!isKept, `${email}: no such order`),
      ...when(paidAt !== null && placed.length === 0, `${email}: paid, not placed`),
      ...when(!isMailed, `${email}: no confirmation`),
    ],
    doubled: [
      ...when(own.length > 1, `${email}: ${own.length} orders`),
      ...when(captured > 1, `${email}: paid ${captured} times`),
      ...placed.flatMap(({ id, events }) =>
        when(events !== 1, `${email}: order ${id} was placed ${events} times`),
      ),
    ],
    halfWritten: placed.flatMap(({ id, sold }) => [
      ...when(sold !== 1, `${email}: order ${id} took ${sold} units from the stock`),
      ...when(!paid.has(id), `${email}: order ${id} is placed, and not paid at Stripe`),
    ]),
  }
}

const when = (isWrong: boolean, what: string): readonly string[] => (isWrong ? [what] : [])
