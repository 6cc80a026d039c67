import { setTimeout as pause } from 'node:timers/promises'

import { Client } from 'pg'
import { z } from 'zod'

import { signatureHeader } from '#dev/stripe/signature.ts'

import { type Connection, openConnection } from './connection.ts'
import { assertStatus, checkOut, pay, tellStripe } from './scenarios.ts'
import { skuAt } from './shelves.ts'

export const StormOrder = z.object({
  port: z.int(),
  stripePort: z.int(),
  databaseUrl: z.string(),
  webhookSecret: z.string(),
  /** Deliveries in all, and how many of them are of events that were delivered already. */
  deliveries: z.int(),
  duplicates: z.int(),
})
export type StormOrder = Readonly<z.output<typeof StormOrder>>

/** What came of many webhooks at once. */
export const Storm = z.object({
  deliveries: z.int(),
  /** Deliveries that were not answered 200. */
  refused: z.int(),
  /** Until the last was answered, and until the last was applied. */
  answeredSeconds: z.number(),
  appliedSeconds: z.number(),
  /** Orders that were paid and are not placed. */
  unplaced: z.int(),
})
export type Storm = Readonly<z.output<typeof Storm>>

const CONNECTIONS = 16
const ONE_HOUR_MS = 3_600_000
const LOOK_EVERY_MS = 100
const PAID = 'checkout.session.completed'
const Events = z.array(z.looseObject({ id: z.string() }))

/** Every order of a crowd is paid while Stripe keeps it to itself; then all is told at once, in any order, some of it twice. */
export async function storm(at: StormOrder): Promise<Storm> {
  const { port, deliveries, duplicates } = at
  const lines = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => await openConnection(port)),
  )
  const stripe = await openConnection(at.stripePort)
  const database = new Client({ connectionString: at.databaseUrl })
  await database.connect()

  const events = await payInSilence({ lines, stripe }, deliveries - duplicates)
  const all = shuffled([...events, ...events.slice(0, duplicates)])
  const started = performance.now()
  const statuses = await inParallel(lines, all, async (line, event) => {
    const signature = signatureHeader(
      JSON.stringify(event),
      at.webhookSecret,
      Math.floor(Date.now() / 1000),
    )
    const headers = { 'stripe-signature': signature }
    const path = '/api/webhooks/stripe'
    return (await line.ask({ method: 'POST', path, body: event, headers })).status
  })
  const answeredSeconds = (performance.now() - started) / 1000
  while ((await count(database, UNAPPLIED)) > 0) await pause(LOOK_EVERY_MS)
  const appliedSeconds = (performance.now() - started) / 1000

  const unplaced = await count(database, UNPLACED)
  for (const line of [...lines, stripe]) line.close()
  await database.end()
  const refused = statuses.filter((status) => status !== 200).length
  return { deliveries: all.length, refused, answeredSeconds, appliedSeconds, unplaced }
}

const UNAPPLIED = 'select count(*)::int as count from webhook_event where processed_at is null'
const UNPLACED = `
  select count(*)::int as count from webhook_event e join payment p
      on p.stripe_session_id = e.payload -> 'data' -> 'object' ->> 'id'
    join "order" o on o.id = p.order_id
   where o.status <> 'placed' or p.status <> 'paid'`

async function count(database: Client, text: string): Promise<number> {
  return (await database.query<{ count: number }>(text)).rows[0]?.count ?? 0
}

interface Lines {
  readonly lines: readonly Connection[]
  readonly stripe: Connection
}

/** @returns what Stripe will have to tell. */
async function payInSilence({ lines, stripe }: Lines, orders: number) {
  await tellStripe({ stripe }, 'delivery', { delayMs: ONE_HOUR_MS })
  const turns = Array.from({ length: orders }, (_, turn) => turn)
  const sessions = await inParallel(lines, turns, async (shop, turn) => {
    return (await checkOut({ shop }, skuAt(turn))).sessionId
  })
  for (const sessionId of sessions) await pay({ stripe }, sessionId)
  const path = `/_control/events?type=${PAID}&limit=${orders}`
  const answer = await stripe.ask({ method: 'GET', path })
  assertStatus(answer, 200)
  await tellStripe({ stripe }, 'delivery', { delayMs: 0 })
  const events = Events.parse(JSON.parse(answer.text()))
  // The stand-in's own note beside what Stripe sends.
  for (const event of events) Reflect.deleteProperty(event, 'deliveries')
  return events
}

/** Does the work for each, as many at once as there are connections. */
async function inParallel<Item, Result>(
  lines: readonly Connection[],
  items: readonly Item[],
  work: (line: Connection, item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const rest = items.values()
  await Promise.all(
    lines.map(async (line) => {
      for (const item of rest) results.push(await work(line, item))
    }),
  )
  return results
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
