import { Client } from 'pg'
import { z } from 'zod'

import { DEMO_LOGINS } from '#seed/accounts.ts'

import { ask } from './asking.ts'
import type { Site } from './site.ts'

/** What the database, the queue, Stripe, the mails and the shop's own check say, each asked past the proxies. */
export interface Evidence {
  readonly orders: readonly z.output<typeof OrderRow>[]
  /** How many paid sessions Stripe has for each order. */
  readonly paid: ReadonlyMap<string, number>
  /** How many confirmations came to each address. */
  readonly mails: ReadonlyMap<string, number>
  /** What breaks a law of money or stock, each in a sentence. */
  readonly breaches: readonly string[]
}

export async function gather(site: Site): Promise<Evidence> {
  const [orders, stock, letters, paid, mails, books] = await Promise.all([
    query(site, ORDERS, OrderRow),
    query(site, STOCK, z.object({ sku: z.string() })),
    query(site, DEAD_LETTERS, z.object({ says: z.string() })),
    paidSessions(site),
    confirmations(site),
    breachesOf(site),
  ])
  const sold = stock.map(
    ({ sku }) => `${sku}: what is there is not what was there less what was sold`,
  )
  return { orders, paid, mails, breaches: [...books, ...sold, ...letters.map(({ says }) => says)] }
}

/** Events, webhooks, jobs and mails that are not done. */
export async function leftUndone(site: Site): Promise<number> {
  const [row] = await query(site, UNDONE, z.object({ count: z.int() }))
  return (row?.count ?? 0) + (await queued(site))
}

async function queued({ urls }: Site): Promise<number> {
  const { body } = await ask(new URL(urls.sqsQueue).origin, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.GetQueueAttributes' },
    body: { QueueUrl: urls.sqsQueue, AttributeNames: ['All'] },
  })
  const { Attributes: counts } = Depth.parse(body)
  return counts.ApproximateNumberOfMessages + counts.ApproximateNumberOfMessagesNotVisible
}

const Depth = z.object({
  Attributes: z.object({
    ApproximateNumberOfMessages: z.coerce.number(),
    ApproximateNumberOfMessagesNotVisible: z.coerce.number(),
  }),
})

async function query<T>(site: Site, text: string, row: z.ZodType<T>): Promise<readonly T[]> {
  const client = new Client({ connectionString: site.urls.database })
  await client.connect()
  try {
    return row.array().parse((await client.query(text)).rows)
  } finally {
    await client.end()
  }
}

/** How many paid sessions Stripe has for each order. */
async function paidSessions(site: Site): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  let after = ''
  for (;;) {
    const { body } = await ask(`${site.urls.stripe}/v1/checkout/sessions?limit=100${after}`, {
      headers: { authorization: `Bearer ${site.stripeKey}` },
    })
    const { data, has_more: isMore } = Sessions.parse(body)
    for (const { client_reference_id: id, payment_status: status } of data) {
      if (status === 'paid') counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    if (!isMore) return counts
    after = `&starting_after=${data.at(-1)?.id}`
  }
}

const Sessions = z.object({
  data: z.array(
    z.object({ id: z.string(), client_reference_id: z.string(), payment_status: z.string() }),
  ),
  has_more: z.boolean(),
})

/** Mails about an order that was placed, by address. */
async function confirmations({ urls }: Site): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${urls.inbox}/api/messages?limit=100000`)
  const counts = new Map<string, number>()
  for (const { to, subject } of Mails.parse(await response.json())) {
    if (!/is (paid and )?confirmed$/.test(subject)) continue
    for (const address of to) counts.set(address, (counts.get(address) ?? 0) + 1)
  }
  return counts
}

const Mails = z.array(
  z.object({
    to: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
    subject: z.string(),
  }),
)

/** The shop's own check of its laws, as the owner asks for it. */
async function breachesOf({ server: { url } }: Site): Promise<readonly string[]> {
  const { body: session } = await ask(`${url}/api/auth/login`, {
    method: 'POST',
    body: DEMO_LOGINS.owner,
  })
  const { status, body } = await ask(`${url}/api/admin/books/checks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${String(session['accessToken'])}` },
  })
  if (status !== 201) return [`the books cannot be checked: ${status}`]
  return Books.parse(body).laws.flatMap(({ law, breaches: count, examples }) =>
    count === 0 ? [] : [`${law}: ${count} breaches, ${examples[0]?.detail ?? ''}`],
  )
}

const Books = z.object({
  laws: z.array(
    z.object({
      law: z.string(),
      breaches: z.int(),
      examples: z.array(z.object({ detail: z.string() })),
    }),
  ),
})

const UNDONE = `
  select ((select count(*) from outbox where sent_at is null)
        + (select count(*) from webhook_event where processed_at is null)
        + (select count(*) from "order" o where o.status = 'placed' and not exists (
             select from mail m where m.order_id = o.id and m.sent_at is not null)))::int as count`

const DEAD_LETTERS = `
  select 'given up: ' || coalesce(job, '') || ', ' || coalesce(error, 'its worker ended') as says
    from dead_letter where status = 'waiting'`

const ORDERS = `
  select o.id, o.email, o.status,
         (select count(*) from order_event e where e.order_id = o.id and e.kind = 'placed')::int as events,
         (select coalesce(-sum(m.delta), 0) from stock_movement m where m.order_id = o.id)::int as sold
    from "order" o`

const OrderRow = z.object({
  id: z.string(),
  email: z.string(),
  status: z.string(),
  events: z.int(),
  sold: z.int(),
})

const STOCK = `
  select v.sku from stock_level l join variant v on v.id = l.variant_id
   where l.on_hand <> (select sum(m.delta) from stock_movement m where m.variant_id = v.id and m.reason = 'initial')
                    - (select coalesce(sum(i.quantity), 0) from order_line i join "order" o on o.id = i.order_id
                        where i.variant_id = v.id and o.status = 'placed')`
