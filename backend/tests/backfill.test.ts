import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Client } from 'pg'

import { migrate } from '#platform/migrate.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { connect } from '#tests/support/template-database.ts'

const MIGRATIONS = 'prisma/migrations'
const INVOICES = '20261121110000_invoices_and_refund_lines'

let database: TestDatabase
let client: Client
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  database = await createTestDatabase()
  client = await connect(database.url)
  // The template has everything; this one begins again.
  await client.query('drop schema public cascade; create schema public')
  const before = (await readdir(MIGRATIONS)).filter((name) => /^\d/.test(name) && name < INVOICES)
  for (const name of before)
    await cp(join(MIGRATIONS, name), join(folder, name), { recursive: true })
  await migrate(client, folder)
})
afterAll(async () => {
  await client.end()
  await database.drop()
  await rm(folder, { recursive: true })
})

/** An order of three at £10 and a delivery of £3.50, as the shop wrote it before there were invoices. */
const HISTORY = (n: number, day: number, refunds: readonly number[], status = 'placed') => `
  insert into product (id, slug, title, created_at, updated_at) values (uuid(${n}), 'p${n}', 'Mug', now(), now());
  insert into variant (id, product_id, sku, price_minor, position, created_at, updated_at)
  values (uuid(${n}), uuid(${n}), 'M${n}', 1000, 0, now(), now());
  insert into "order" (id, number, status, payment_status, access_token, email, name, currency, subtotal_minor, delivery_minor, tax_minor,
    total_minor, refunded_minor, delivery_method, delivery_kind, delivery_label, delivery_tax_minor, arrives_from, arrives_to, address, created_at, placed_at)
  values (uuid(${n}), ${n}, '${status}', '${wordFor(refunds)}', 't', 'ada@example.com', 'Ada', 'gbp', 3000, 350, 558, 3350,
    ${refunds.reduce((sum, one) => sum + one, 0)}, 'standard', 'delivery', 'Standard', 58, now(), now(), '{}', now(), '2026-03-${day}');
  insert into order_line (id, order_id, position, variant_id, sku, slug, title, quantity, unit_price_minor, total_minor, tax_rate_bp, tax_minor)
  values (uuid(${n}), uuid(${n}), 0, uuid(${n}), 'M${n}', 'p${n}', 'Mug', 3, 1000, 3000, 2000, 500);
  insert into payment (id, order_id, attempt, status, amount_minor, currency, captured_minor, refunded_minor, expires_at, created_at, updated_at)
  values (uuid(${n}), uuid(${n}), 1, 'paid', 3350, 'gbp', 3350, ${refunds.reduce((sum, one) => sum + one, 0)}, now(), now(), now());
  ${refunds
    .map(
      (minor, at) => `
  insert into refund (id, order_id, payment_id, amount_minor, currency, status, created_at, updated_at)
  values (uuid(${n * 10 + at}), uuid(${n}), uuid(${n}), ${minor}, 'gbp', 'succeeded', now(), '2026-04-0${at + 1}');`,
    )
    .join('')}`

function wordFor(refunds: readonly number[]): string {
  const sum = refunds.reduce((all, one) => all + one, 0)
  if (sum === 0) return 'paid'
  return sum === 3350 ? 'refunded' : 'partially_refunded'
}

test('orders from before there were invoices: numbered by when they were placed, credited to the penny, and the laws of papers hold', async () => {
  await client.query(
    `create function uuid(n int) returns uuid language sql as $$ select lpad(n::text, 32, '0')::uuid $$`,
  )
  await client.query(HISTORY(3, 20, []))
  await client.query(HISTORY(4, 10, [1000, 1117, 1233]))
  await client.query(HISTORY(5, 15, [3350], 'cancelled'))

  await migrate(client, MIGRATIONS)

  const { rows: invoices } = await client.query(
    'select o.number as "order", i.number, i.taxes from invoice i join "order" o on o.id = i.order_id order by i.number',
  )
  const taxes = [{ rateBp: 2000, totalMinor: 3350, taxMinor: 558 }]
  expect(invoices).toEqual([
    { order: 4, number: 1, taxes },
    { order: 5, number: 2, taxes },
    { order: 3, number: 3, taxes },
  ])
  const { rows: notes } = await client.query(
    'select n.amount_minor as amount, n.tax_minor as tax from credit_note n join "order" o on o.id = n.order_id where o.number = 4 order by n.number',
  )
  expect(notes).toEqual([
    { amount: 1000, tax: 167 },
    { amount: 1117, tax: 186 },
    { amount: 1233, tax: 205 },
  ])
  const { rows: broken } = await client.query(
    `select law, figures from books_breach where law in ('invoices', 'credit_notes', 'document_numbers', 'refunded_units')`,
  )
  expect(broken).toEqual([])
  const { rows: tallies } = await client.query('select bought, restocked from order_line_tally')
  expect(tallies).toEqual([{ bought: 3, restocked: 3 }])
})
