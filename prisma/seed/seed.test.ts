import { createAccounts } from '#features/accounts/index.ts'
import { createBooks } from '#features/operations/index.ts'
import { type Database, openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { createMetrics } from '#platform/metrics.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { createTestMedia } from '#tests/support/world.ts'

import { PRODUCTS } from './catalogue/index.ts'
import { DEMO_LOGINS, demoPayments, isSeeded, seedDemo, seedEmpty } from './index.ts'

const NOW = new Date('2026-11-24T10:00:00Z')
const clock = { now: () => NOW }
const media = createTestMedia()

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ url: database.url, poolSize: 4 })
  await seedDemo({ db, clock, media })
}, 60_000)

afterAll(async () => {
  await db.close()
  await database.drop()
})

async function rows<Row extends object>(sql: string): Promise<readonly Row[]> {
  return (await db.connections.query<Row>(sql)).rows
}

/** Rows that break a rule; there should be none. */
const breaking = async (sql: string) => expect(await rows(sql)).toEqual([])

test('the shop is full: goods, pictures, people and a quarter of orders', async () => {
  expect(await isSeeded(db.pool)).toBe(true)
  expect(await db.pool.product.count({ where: { status: 'active' } })).toBe(PRODUCTS.length)
  expect(await db.pool.media.count({ where: { key: null } })).toBe(0)
  const orders = await db.pool.order.count()
  expect(orders).toBeGreaterThan(200)
  expect(orders).toBeLessThan(320)
  const [first] = await rows<{ number: number }>('select min(number) as number from "order"')
  expect(first).toEqual({ number: 1001 })
  const pictures = await db.pool.media.findMany({ select: { key: true, widths: true } })
  const keys = new Set(media.keys())
  for (const { key, widths } of pictures) {
    for (const width of widths) expect(keys).toContain(`${key}/${width}.webp`)
  }
})

test('offers: gifts that are there, money off, and codes', async () => {
  const offers = await db.pool.promotion.findMany({ orderBy: { id: 'asc' } })

  expect(
    offers.map(({ kind, minimumSpendMinor }) => [kind, minimumSpendMinor]).slice(0, 4),
  ).toEqual([
    ['gift', 1000],
    ['gift', 2000],
    ['percentage', 4000],
    ['percentage', 8000],
  ])
  expect(offers.flatMap(({ code }) => code ?? [])).toEqual(['WELCOME10', 'FREEPOST', 'HARBOUR5'])
  const gifts = offers.flatMap(({ giftVariantId }) => giftVariantId ?? [])
  const levels = await db.pool.stockLevel.findMany({ where: { variantId: { in: gifts } } })
  expect(levels.map(({ onHand }) => onHand > 50)).toEqual([true, true])
})

test('filling it again changes nothing', async () => {
  const before = await db.pool.stockMovement.count()

  await seedDemo({ db, clock, media })
  await seedEmpty({ db, clock })

  expect(await db.pool.stockMovement.count()).toBe(before)
})

test('the books balance', async () => {
  const log = createLog('silent')
  const metrics = createMetrics({ db, clock })

  expect(await createBooks({ db, clock, log, metrics }).look()).toEqual([])
})

test('stock: what is on hand is what the catalogue says, and nothing is held', async () => {
  await breaking(`select id from reservation where status = 'live'`)
  const levels = await rows<{ sku: string; onHand: number }>(
    'select sku, on_hand as "onHand" from stock_level join variant on id = variant_id order by sku',
  )
  const wanted = PRODUCTS.flatMap(({ variants }) => variants)
    .map(({ sku, onHand }) => ({ sku, onHand }))
    .toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
  expect(levels.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))).toEqual(wanted)
})

test('stock: nothing was ever sold before it came, nor more than was there', async () => {
  await breaking(`
    select sku from (
      select variant_id, sum(delta) over (partition by variant_id order by created_at, id) as level
        from stock_movement) as run
      join variant on variant.id = variant_id
     where level < 0`)
})

test('orders: each line has its tax, rounded to the penny', async () => {
  await breaking(`
    select id from order_line where tax_minor <> floor((total_minor * 2000 * 2 + 12000) / 24000.0)`)
})

test('orders: each tells its story, in order and in the past', async () => {
  const all = await db.pool.order.findMany({
    include: { events: { orderBy: { id: 'asc' } }, fulfilments: true, reservations: true },
  })
  for (const order of all) {
    const kinds = order.events.map(({ kind }) => kind)
    expect(kinds[0]).toBe('created')
    expect(kinds.includes('placed')).toBe(order.placedAt !== null)
    expect(kinds.includes('expired')).toBe(order.status === 'expired')
    expect(kinds.includes('cancelled')).toBe(order.status === 'cancelled')
    expect(kinds.includes('refunded')).toBe(order.refundedMinor > 0)
    expect(kinds.includes('sent')).toBe(order.fulfilmentStatus === 'fulfilled')
    const times = order.events.map(({ createdAt }) => createdAt.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(Math.max(...times)).toBeLessThanOrEqual(NOW.getTime())
    expect(order.status).not.toBe('awaiting_payment')
    expect(order.reservations.length).toBeGreaterThan(0)
  }
})

test('every kind of order is there, and some wait to be packed', async () => {
  const found = await rows<{ kind: string }>(
    `select distinct concat_ws(' ', status, payment_status, fulfilment_status) as kind from "order"`,
  )
  expect(found.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([
      'placed paid unfulfilled',
      'placed paid fulfilled',
      'placed paid collected',
      'placed paid ready_for_collection',
      'placed partially_refunded fulfilled',
      'placed refunded fulfilled',
      'cancelled refunded unfulfilled',
      'cancelled unpaid unfulfilled',
      'expired unpaid unfulfilled',
    ]),
  )
  const waiting = await db.pool.order.findMany({
    where: { status: 'placed', fulfilmentStatus: 'unfulfilled' },
  })
  expect(waiting.length).toBeGreaterThanOrEqual(6)
  expect(new Set(waiting.map(({ deliveryKind }) => deliveryKind)).size).toBe(2)
})

test('three customers have a history of their own', async () => {
  const histories = await rows<{ email: string; orders: number }>(
    `select a.email, count(o.id)::int as orders from account a left join "order" o on o.account_id = a.id
      where a.role = 'customer' group by 1`,
  )
  expect(histories).toHaveLength(3)
  for (const { orders } of histories) expect(orders).toBeGreaterThanOrEqual(4)
})

test('every demo login signs in, by its role', async () => {
  const signingKey = 'a signing key for tests, and for tests only'
  const accounts = createAccounts({ db, clock, signingKey, log: createLog('silent') })
  for (const [role, login] of Object.entries(DEMO_LOGINS)) {
    const { reply } = await accounts.signIn({ ...login, userAgent: '' })
    expect(reply.account).toMatchObject({ email: login.email, role })
  }
})

test('the payments a stand-in for Stripe has to know: those with something left to refund', async () => {
  const payments = await demoPayments(db)

  const paid = await db.pool.order.count({
    where: { paymentStatus: { in: ['paid', 'partially_refunded'] } },
  })
  expect(payments).toHaveLength(paid)
  expect(payments[0]).toEqual({
    orderId: expect.any(String),
    sessionId: expect.stringMatching(/^cs_test_demo/),
    paymentIntentId: expect.stringMatching(/^pi_demo/),
    amountMinor: expect.any(Number),
    refundedMinor: expect.any(Number),
    currency: 'gbp',
    createdAt: expect.any(Date),
  })
})

test('an empty shop: its owner, two ways to reach a customer, and nothing to sell', async () => {
  const other = await createTestDatabase()
  const empty = openDatabase({ url: other.url, poolSize: 2 })
  try {
    await seedEmpty({ db: empty, clock })
    await seedEmpty({ db: empty, clock })

    expect(await empty.pool.account.findMany({ select: { role: true } })).toEqual([
      { role: 'owner' },
    ])
    expect(await empty.pool.deliveryMethod.count()).toBe(2)
    expect(await empty.pool.product.count()).toBe(0)
  } finally {
    await empty.close()
    await other.drop()
  }
})
