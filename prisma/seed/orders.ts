import type { PoolClient } from 'pg'

import { newId } from '#platform/id.ts'

import type { Known } from './accounts.ts'
import { createBaskets } from './baskets.ts'
import { insertAll, type Tables } from './bulk.ts'
import type { Good } from './goods.ts'
import { planOrders } from './order-plan.ts'
import { type OrderRows, writeOrder } from './order-rows.ts'
import { type PaperRows, writePapers } from './paper-rows.ts'
import { drawPerson } from './people.ts'
import { createRandom } from './random.ts'

/** Changing it changes the whole history. */
const SEED = 20_190_314
const GUESTS = 130

interface Trade {
  readonly now: Date
  readonly goods: readonly Good[]
  readonly customers: readonly Known[]
}

/** Ninety days of orders, and the stock that was there before them. */
export async function seedOrders(client: PoolClient, trade: Trade): Promise<void> {
  const plans = planTrade(trade)
  const numbers = await takeNumbers(client, plans.length)
  const rows = plans.map((plan, index) => writeOrder(plan, numbers[index] ?? 0))

  await insertStock(client, trade, rows)
  await insertAll(
    client,
    'order',
    rows.map(({ order }) => order),
  )
  await insertAll(
    client,
    'order_line',
    rows.flatMap(({ lines }) => lines),
  )
  await insertAll(
    client,
    'order_event',
    rows.flatMap(({ events }) => events),
  )
  await insertAll(
    client,
    'reservation',
    rows.flatMap(({ reservations }) => reservations),
  )
  await insertAll(
    client,
    'payment',
    rows.flatMap(({ payments }) => payments),
  )
  await insertAll(
    client,
    'refund',
    rows.flatMap(({ refunds }) => refunds),
  )
  await insertReturned(client, rows)
  await insertPapers(client, writePapers(rows))
  await insertAll(
    client,
    'fulfilment',
    rows.flatMap(({ fulfilments }) => fulfilments),
  )
  await insertAll(
    client,
    'fulfilment_line',
    rows.flatMap(({ fulfilmentLines }) => fulfilmentLines),
  )
  await insertAll(
    client,
    'stock_movement',
    rows.flatMap(({ movements }) => movements),
  )
}

async function insertReturned(client: PoolClient, rows: readonly OrderRows[]): Promise<void> {
  await insertAll(
    client,
    'refund_line',
    rows.flatMap(({ refundLines }) => refundLines),
  )
  await insertAll(
    client,
    'order_line_tally',
    rows.flatMap(({ tallies }) => tallies),
  )
}

async function insertPapers(
  client: PoolClient,
  { invoices, creditNotes, counters }: PaperRows,
): Promise<void> {
  await insertAll(client, 'invoice', invoices)
  await insertAll(client, 'credit_note', creditNotes)
  for (const { kind, last } of counters) {
    await client.query('update document_counter set last = $2 where kind = $1', [kind, last])
  }
}

function planTrade({ now, goods, customers }: Trade) {
  const random = createRandom(SEED)
  const guests = Array.from({ length: GUESTS }, () => ({ ...drawPerson(random), accountId: null }))
  const known = customers.map(({ id, name, email }) => ({
    ...drawPerson(random),
    accountId: id,
    name,
    email,
  }))
  const baskets = createBaskets(random, goods, now)
  return planOrders({ random, now, guests, customers: known, fill: baskets.fill })
}

async function takeNumbers(client: PoolClient, count: number): Promise<readonly number[]> {
  const { rows } = await client.query<{ number: number }>(
    `select nextval('order_number')::int as number from generate_series(1, $1)`,
    [count],
  )
  return rows.map(({ number }) => number)
}

/** What was put on the shelf at first is what is left today and what was sold since. */
async function insertStock(
  client: PoolClient,
  { goods, now }: Trade,
  rows: readonly OrderRows[],
): Promise<void> {
  const sold = new Map<string, number>()
  for (const { variantId, delta } of rows.flatMap(({ movements }) => movements)) {
    sold.set(variantId, (sold.get(variantId) ?? 0) - delta)
  }
  const levels = goods.map(({ variantId, onHand }) => ({ variantId, onHand, updatedAt: now }))
  const first = goods.flatMap(({ variantId, onHand, since }): Tables['stock_movement'][] => {
    const delta = onHand + (sold.get(variantId) ?? 0)
    if (delta === 0) return []
    return [{ id: newId(since), variantId, delta, reason: 'initial', createdAt: since }]
  })
  await insertAll(client, 'stock_level', levels)
  await insertAll(client, 'stock_movement', first)
}
