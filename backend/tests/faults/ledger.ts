import { setTimeout as pause } from 'node:timers/promises'

import { z } from 'zod'

import { connect } from '#tests/support/template-database.ts'

import type { Site } from './site.ts'

/** What went wrong with money, goods and mails, seen from outside: the books, Stripe's own list, and the inbox. */
export interface Tally {
  /** Orders that were placed. */
  readonly placed: number
  /** Paid at Stripe, and neither placed nor refunded here; or placed and the mail never came. */
  readonly lost: number
  /** Two orders or two payments for one purchase. */
  readonly doubled: number
  /** Rows in the views of the books, and orders that wait with nobody at work on them. */
  readonly halfWritten: number
  /** Confirmations that came twice: only a process that dies between the carrier and its own note may do that. */
  readonly mailsTwice: number
}

const Sessions = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      payment_status: z.string(),
      client_reference_id: z.string().nullable(),
    }),
  ),
  has_more: z.boolean(),
})
const Mails = z.array(
  z.object({ to: z.union([z.string(), z.array(z.string())]), subject: z.string() }),
)

const LOOK_EVERY_MS = 500

/** Waits until nothing is under way any more, then counts. Returns the seconds it took as well. */
export async function settleAndCount(site: Site, patienceSeconds: number) {
  const began = performance.now()
  let tally = await count(site)
  while (!isClean(tally) && performance.now() - began < patienceSeconds * 1000) {
    await pause(LOOK_EVERY_MS)
    tally = await count(site)
  }
  return { ...tally, seconds: (performance.now() - began) / 1000 }
}

export const isClean = ({ lost, doubled, halfWritten }: Tally): boolean =>
  lost + doubled + halfWritten === 0

async function count(site: Site): Promise<Tally> {
  const [paid, confirmations] = await Promise.all([paidOrders(site), confirmationsByAddress(site)])
  await using client = await connect(site.database.url())
  const { rows: orders } = await client.query<{
    id: string
    email: string
    status: string
    payment_status: string
  }>('select id, email, status, payment_status from "order"')
  const { rows: breaches } = await client.query('select law from books_breach where since is null')
  const { rows: waiting } = await client.query('select id from outbox where sent_at is null')

  const byId = new Map(orders.map((order) => [order.id, order]))
  const placed = orders.filter(({ status }) => status === 'placed')
  const unplaced = paid.filter((id) => {
    const order = byId.get(id)
    return order?.status !== 'placed' && order?.payment_status !== 'refunded'
  })
  const unmailed = placed.filter(({ email }) => !confirmations.has(email))
  const emails = orders.map(({ email }) => email)
  return {
    placed: placed.length,
    lost: unplaced.length + unmailed.length,
    doubled: paid.length - new Set(paid).size + emails.length - new Set(emails).size,
    halfWritten: breaches.length + waiting.length,
    mailsTwice: [...confirmations.values()].filter((times) => times > 1).length,
  }
}

/** The orders that Stripe's own list says were paid, once for each payment. */
async function paidOrders(site: Site): Promise<readonly string[]> {
  const paid: string[] = []
  for (let after = ''; ; ) {
    const response = await fetch(`${site.stripe.url}/v1/checkout/sessions?limit=100${after}`, {
      headers: { authorization: `Bearer ${site.stripeKey}` },
    })
    const { data, has_more: hasMore } = Sessions.parse(await response.json())
    for (const { client_reference_id: id, payment_status: status } of data) {
      if (status === 'paid' && id !== null) paid.push(id)
    }
    if (!hasMore) return paid
    after = `&starting_after=${data.at(-1)?.id}`
  }
}

async function confirmationsByAddress(site: Site): Promise<ReadonlyMap<string, number>> {
  const mails = Mails.parse(await (await fetch(`${site.inbox}/api/messages?limit=10000`)).json())
  const counts = new Map<string, number>()
  for (const { to } of mails) {
    const address = [to].flat()[0] ?? ''
    counts.set(address, (counts.get(address) ?? 0) + 1)
  }
  return counts
}
