import { randomUUID } from 'node:crypto'

import { Client } from 'pg'

import { schemaDiff } from '#dev/schema-diff.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

let database: TestDatabase
let client: Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client(database.url)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

type Row = Readonly<Record<string, unknown>>

const NOW = new Date('2026-03-01T09:00:00Z')

/** Runs a statement by itself; what it breaks is PostgreSQL's own complaint. */
const run = async (sql: string, values: readonly unknown[] = []) =>
  await client.query<Row>(sql, [...values])

/** Puts a row in, with an id unless it brings one, and gives it back. */
async function insert(table: string, row: Row): Promise<Row> {
  const whole: Row = { id: randomUUID(), ...row }
  const names = Object.keys(whole).filter((name) => whole[name] !== undefined)
  const places = names.map((_name, i) => `$${i + 1}`)
  const { rows } = await run(
    `insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${places.join(', ')}) returning *`,
    names.map((name) => whole[name]),
  )
  return rows[0] ?? {}
}

const times = { created_at: NOW, updated_at: NOW }

async function aVariant(row: Row = {}) {
  const name = randomUUID()
  const product = await insert('product', { slug: name, title: 'Kettle', ...times })
  const basics = { product_id: product['id'], sku: name, price_minor: 2500, position: 0 }
  return await insert('variant', { ...basics, ...times, ...row })
}

let nextNumber = 1
async function anOrder(row: Row = {}) {
  return await insert('order', {
    number: (nextNumber += 1),
    access_token: 'secret',
    email: 'ada@example.com',
    name: 'Ada',
    currency: 'gbp',
    subtotal_minor: 2500,
    delivery_minor: 350,
    tax_minor: 475,
    total_minor: 2850,
    delivery_method: 'standard',
    delivery_kind: 'delivery',
    delivery_label: 'Delivery',
    delivery_tax_minor: 58,
    arrives_from: NOW,
    arrives_to: NOW,
    address: '{}',
    created_at: NOW,
    ...row,
  })
}

async function aLine(row: Row = {}) {
  const [order, variant] = [await anOrder(), await aVariant()]
  return await insert('order_line', {
    order_id: order['id'],
    position: 0,
    variant_id: variant['id'],
    sku: 'K',
    slug: 'kettle',
    title: 'Kettle',
    quantity: 2,
    unit_price_minor: 1250,
    total_minor: 2500,
    tax_rate_bp: 2000,
    tax_minor: 417,
    ...row,
  })
}

async function aPayment(row: Row = {}) {
  const order = row['order_id'] === undefined ? await anOrder() : { id: row['order_id'] }
  const basics = { order_id: order['id'], attempt: 1, amount_minor: 2850, currency: 'gbp' }
  return await insert('payment', { ...basics, expires_at: NOW, ...times, ...row })
}

async function aRefund(row: Row = {}) {
  const payment = await aPayment()
  return await insert('refund', {
    order_id: payment['order_id'],
    payment_id: payment['id'],
    amount_minor: 100,
    currency: 'gbp',
    ...times,
    ...row,
  })
}

async function anInvoice(row: Row = {}) {
  const order = await anOrder()
  return await insert('invoice', {
    number: (nextNumber += 1),
    order_id: order['id'],
    currency: 'gbp',
    total_minor: 2850,
    tax_minor: 475,
    seller: '{}',
    buyer: '{}',
    taxes: '[]',
    issued_at: NOW,
    ...row,
  })
}

async function aCreditNote(row: Row = {}) {
  const { order_id } = await anInvoice()
  const payment = await aPayment({ order_id })
  const money = { currency: 'gbp', amount_minor: 100 }
  const refund = await insert('refund', {
    order_id,
    payment_id: payment['id'],
    ...money,
    ...times,
  })
  return await insert('credit_note', {
    number: (nextNumber += 1),
    kind: 'credit',
    order_id,
    refund_id: refund['id'],
    ...money,
    tax_minor: 17,
    seller: '{}',
    taxes: '[]',
    issued_at: NOW,
    ...row,
  })
}

async function aTally(row: Row = {}) {
  const line = await aLine()
  return await insert('order_line_tally', {
    id: undefined,
    order_line_id: line['id'],
    bought: 2,
    ...row,
  })
}

async function aReservation(row: Row = {}) {
  const [order, variant] = [await anOrder(), await aVariant()]
  return await insert('reservation', {
    order_id: order['id'],
    variant_id: variant['id'],
    quantity: 1,
    created_at: NOW,
    ...row,
  })
}

async function aLevel(row: Row) {
  const variant = await aVariant()
  return await insert('stock_level', {
    id: undefined,
    variant_id: variant['id'],
    updated_at: NOW,
    ...row,
  })
}

async function aMovement(row: Row = {}) {
  const variant = await aVariant()
  return await insert('stock_movement', {
    variant_id: variant['id'],
    delta: 5,
    reason: 'received',
    created_at: NOW,
    ...row,
  })
}

async function anEvent() {
  const order = await anOrder()
  return await insert('order_event', { order_id: order['id'], kind: 'created', created_at: NOW })
}

const anAudit = async () =>
  await insert('audit', {
    actor: 'Ada',
    action: 'order.cancelled',
    subject_type: 'order',
    subject_id: '1',
    created_at: NOW,
  })

const aWebhook = async () =>
  await insert('webhook_event', {
    type: 'charge.refunded',
    livemode: false,
    payload: '{}',
    occurred_at: NOW,
    received_at: NOW,
  })

test('schema.prisma and the migrations tell of the same database', async () => {
  await expect(schemaDiff(database.url, 'prisma/schema.prisma')).resolves.toBe('')
})

async function aDispute(row: Row = {}) {
  const payment = await aPayment()
  return await insert('dispute', {
    stripe_dispute_id: randomUUID(),
    order_id: payment['order_id'],
    payment_id: payment['id'],
    amount_minor: 100,
    currency: 'gbp',
    reason: 'fraudulent',
    status: 'needs_response',
    is_inquiry: false,
    ...times,
    ...row,
  })
}

const aBalanceEntry = async () =>
  await insert('balance_entry', {
    kind: 'capture',
    amount_minor: 100,
    fee_minor: 20,
    currency: 'gbp',
    created_at: NOW,
  })

const aRun = async (row: Row = {}) => await insert('reconciliation', { started_at: NOW, ...row })

describe('books are added to and never rewritten', () => {
  test.each([
    ['stock_movement', aMovement, 'delta = 6'],
    ['order_line', aLine, 'quantity = 3'],
    ['order_event', anEvent, `kind = 'paid'`],
    ['audit', anAudit, `actor = 'Eve'`],
    ['balance_entry', aBalanceEntry, 'amount_minor = 101'],
    ['invoice', anInvoice, 'number = 7'],
    ['credit_note', aCreditNote, 'number = 7'],
  ])('%s: neither changed, nor deleted, nor emptied', async (table, make, change) => {
    const { id } = await make()

    for (const sql of [
      `update ${table} set ${change} where id = '${String(id)}'`,
      `delete from ${table} where id = '${String(id)}'`,
      `truncate ${table} cascade`,
    ]) {
      await expect(run(sql)).rejects.toMatchObject({
        code: '23001',
        message: `${table} is append-only`,
      })
    }
  })

  test.each([
    ['order', anOrder],
    ['payment', aPayment],
    ['refund', aRefund],
    ['webhook_event', aWebhook],
    ['dispute', aDispute],
  ])('%s: never deleted', async (table, make) => {
    const { id } = await make()

    await expect(run(`delete from "${table}" where id = $1`, [id])).rejects.toMatchObject({
      code: '23001',
    })
  })
})

describe('what was agreed stays agreed: statuses move, amounts do not', () => {
  test.each([
    ['order', anOrder, 'tax_minor = 1', `status = 'expired'`],
    ['order', anOrder, `currency = 'eur'`, 'needs_review = true'],
    ['payment', aPayment, 'amount_minor = 1', 'captured_minor = 2850'],
    ['refund', aRefund, 'amount_minor = 1', `status = 'succeeded'`],
    ['dispute', aDispute, `currency = 'eur'`, `status = 'won'`],
  ])('%s', async (table, make, forbidden, allowed) => {
    const { id } = await make()

    await expect(
      run(`update "${table}" set ${forbidden} where id = $1`, [id]),
    ).rejects.toMatchObject({ code: '23001' })
    await expect(
      run(`update "${table}" set ${allowed} where id = $1`, [id]),
    ).resolves.toMatchObject({ rowCount: 1 })
  })
})

describe('the database refuses', () => {
  test.each([
    ['more units promised than there are', async () => await aLevel({ on_hand: 3, reserved: 4 })],
    ['a negative promise', async () => await aLevel({ on_hand: 3, reserved: -1 })],
    ['fewer than no units', async () => await aLevel({ on_hand: -1, reserved: -1 })],
    ['a movement of nothing', async () => await aMovement({ delta: 0 })],
    ['a reservation of nothing', async () => await aReservation({ quantity: 0 })],
    ['a live reservation that has ended', async () => await aReservation({ ended_at: NOW })],
    [
      'an ended reservation without its end',
      async () => await aReservation({ status: 'released' }),
    ],
    ['a negative price', async () => await aVariant({ price_minor: -1 })],
    ['a price above a million', async () => await aVariant({ price_minor: 100_000_000 })],
    ['a total that does not add up', async () => await anOrder({ total_minor: 2849 })],
    [
      'more discount than there is to pay',
      async () => await anOrder({ discount_minor: 2501, total_minor: 349 }),
    ],
    ['more refunded than the total', async () => await anOrder({ refunded_minor: 2851 })],
    ['a delivery without an address', async () => await anOrder({ address: null })],
    ['a placed order without its time', async () => await anOrder({ status: 'placed' })],
    ['a line that does not add up', async () => await aLine({ total_minor: 2499 })],
    ['a line of nothing', async () => await aLine({ quantity: 0, total_minor: 0, tax_minor: 0 })],
    ['more tax than the line', async () => await aLine({ tax_minor: 2501 })],
    ['a payment of nothing', async () => await aPayment({ amount_minor: 0 })],
    [
      'more refunded than captured',
      async () => await aPayment({ captured_minor: 100, refunded_minor: 101 }),
    ],
    ['a refund of nothing', async () => await aRefund({ amount_minor: 0 })],
    ['more for the delivery than was refunded', async () => await aRefund({ delivery_minor: 101 })],
    ['more units refunded than were bought', async () => await aTally({ refunded: 3 })],
    ['more units put back than were bought', async () => await aTally({ restocked: 3 })],
    ['an invoice with more tax than total', async () => await anInvoice({ tax_minor: 2851 })],
    ['a credit note of nothing', async () => await aCreditNote({ amount_minor: 0 })],
    ['a dispute about nothing', async () => await aDispute({ amount_minor: 0 })],
    ['a comparison that is over and has no end', async () => await aRun({ status: 'done' })],
    [
      'a cart of nobody',
      async () => await insert('cart', { ...times, token_hash: null, account_id: null }),
    ],
  ])('%s', async (_what, insertIt) => {
    await expect(insertIt()).rejects.toMatchObject({ code: '23514' })
  })

  test('two live payments of one order; a new one after the first has failed is welcome', async () => {
    const first = await aPayment()
    const second = async () => await aPayment({ order_id: first['order_id'], attempt: 2 })

    await expect(second()).rejects.toMatchObject({ code: '23505' })
    await run(`update payment set status = 'failed' where id = $1`, [first['id']])
    await expect(second()).resolves.toMatchObject({ status: 'open' })
  })

  test('two comparisons at once', async () => {
    await aRun()

    await expect(aRun()).rejects.toMatchObject({ code: '23505' })
  })

  test('two live reservations of one variant for one order', async () => {
    const { order_id, variant_id } = await aReservation()

    await expect(aReservation({ order_id, variant_id })).rejects.toMatchObject({ code: '23505' })
  })

  test('selling one variant of one order twice', async () => {
    const order = await anOrder()
    const sale = { order_id: order['id'], reason: 'sale', delta: -1 }
    const { variant_id } = await aMovement(sale)

    await expect(aMovement({ ...sale, variant_id })).rejects.toMatchObject({ code: '23505' })
  })

  test('two invoices of one number, and two for one order', async () => {
    const { number, order_id } = await anInvoice()

    await expect(anInvoice({ number })).rejects.toMatchObject({ code: '23505' })
    await expect(anInvoice({ order_id })).rejects.toMatchObject({ code: '23505' })
  })

  test('a credit note for an order without an invoice', async () => {
    const order = await anOrder()

    await expect(aCreditNote({ order_id: order['id'] })).rejects.toMatchObject({ code: '23503' })
  })

  test('giving the delivery back twice', async () => {
    const { order_id, payment_id } = await aRefund({ delivery_minor: 100 })
    const again = { order_id, payment_id, amount_minor: 100, currency: 'gbp', ...times }

    await expect(insert('refund', { ...again, delivery_minor: 100 })).rejects.toMatchObject({
      code: '23505',
    })
    await expect(insert('refund', again)).resolves.toMatchObject({ delivery_minor: 0 })
  })

  test('deleting a variant that was bought', async () => {
    const { variant_id } = await aLine()

    await expect(run('delete from variant where id = $1', [variant_id])).rejects.toMatchObject({
      code: expect.stringMatching(/^23(001|503)$/),
    })
  })
})

test('an account is deleted: its orders and their invoices stay, as nobody’s', async () => {
  const account = await insert('account', {
    email: `${randomUUID()}@example.com`,
    name: 'Ada',
    password_hash: 'x',
    ...times,
  })
  const { order_id } = await anInvoice()
  await run('update "order" set account_id = $1 where id = $2', [account['id'], order_id])

  await run('delete from account where id = $1', [account['id']])

  const { rows } = await run(
    'select o.account_id, i.total_minor from "order" o join invoice i on i.order_id = o.id where o.id = $1',
    [order_id],
  )
  expect(rows).toEqual([{ account_id: null, total_minor: 2850 }])
})

test('the first order number is 1001', async () => {
  const { rows } = await run(
    `select start_value as first from pg_sequences where sequencename = 'order_number'`,
  )

  expect(rows).toEqual([{ first: '1001' }])
})

test('a database that lacks a column: the difference is the SQL that adds it', async () => {
  await run('alter table category drop column blurb')

  await expect(schemaDiff(database.url, 'prisma/schema.prisma')).resolves.toContain(
    `ADD COLUMN     "blurb" TEXT NOT NULL DEFAULT ''`,
  )
})
