import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type Stripe from 'stripe'

import { type EventRow, eventFromText } from './events.ts'
import {
  fileJournal,
  forgetfulJournal,
  type Journal,
  readJournal,
  rewriteJournal,
} from './journal.ts'
import type { DeliveryRow, SessionRow, StoredReply } from './rows.ts'
import { createTable, type Table, type TableShape } from './table.ts'

/** Everything the stand-in remembers. */
export interface Store {
  readonly sessions: Table<SessionRow>
  readonly intents: Table<Stripe.PaymentIntent>
  readonly charges: Table<Stripe.Charge>
  readonly methods: Table<Stripe.PaymentMethod>
  readonly refunds: Table<Stripe.Refund>
  readonly disputes: Table<Stripe.Dispute>
  readonly warnings: Table<Stripe.Radar.EarlyFraudWarning>
  readonly coupons: Table<Stripe.Coupon>
  readonly products: Table<Stripe.Product>
  readonly shippingRates: Table<Stripe.ShippingRate>
  readonly balanceTransactions: Table<Stripe.BalanceTransaction>
  readonly endpoints: Table<Stripe.WebhookEndpoint>
  readonly events: Table<EventRow>
  readonly deliveries: Table<DeliveryRow>
  readonly replies: Table<StoredReply>
  /** Hands what changed to the operating system; what is committed outlives the process. */
  commit(): void
  clear(): void
  close(): void
}

/** Opens the store; with a folder it goes on from what the last process committed. */
export async function openStore(dataDir: string | undefined): Promise<Store> {
  let journal: Journal = forgetfulJournal()
  const tables = createTables((table, id, text) => journal.note(table, id, text))
  const all: readonly Pick<Table<never>, 'name' | 'restore' | 'clear'>[] = Object.values(tables)

  if (dataDir) {
    mkdirSync(dataDir, { recursive: true })
    const path = join(dataDir, 'stripe.journal')
    const byName = new Map(all.map((table) => [table.name, table]))
    await readJournal(path, ({ table, id, text }) => byName.get(table)?.restore(id, text))
    rewriteJournal(path, linesOf(tables))
    journal = fileJournal(path)
  }

  return {
    ...tables,
    commit: () => journal.commit(),
    clear: () => all.forEach((table) => table.clear()),
    close: () => journal.close(),
  }
}

type Changed = TableShape<never>['changed']

function createTables(changed: Changed) {
  return {
    sessions: createTable<SessionRow>({ name: 'sessions', changed }),
    intents: createTable<Stripe.PaymentIntent>({ name: 'intents', changed }),
    charges: createTable<Stripe.Charge>({ name: 'charges', changed }),
    methods: createTable<Stripe.PaymentMethod>({ name: 'methods', changed }),
    refunds: createTable<Stripe.Refund>({ name: 'refunds', changed }),
    disputes: createTable<Stripe.Dispute>({ name: 'disputes', changed }),
    warnings: createTable<Stripe.Radar.EarlyFraudWarning>({ name: 'warnings', changed }),
    coupons: createTable<Stripe.Coupon>({ name: 'coupons', changed }),
    products: createTable<Stripe.Product>({ name: 'products', changed }),
    shippingRates: createTable<Stripe.ShippingRate>({ name: 'shipping_rates', changed }),
    balanceTransactions: createTable<Stripe.BalanceTransaction>({ name: 'balance', changed }),
    endpoints: createTable<Stripe.WebhookEndpoint>({ name: 'endpoints', changed }),
    events: createTable<EventRow>({
      name: 'events',
      changed,
      write: (event) => event.text,
      read: eventFromText,
    }),
    deliveries: createTable<DeliveryRow>({ name: 'deliveries', changed }),
    replies: createTable<StoredReply>({ name: 'replies', changed }),
  }
}

function* linesOf(tables: ReturnType<typeof createTables>) {
  yield* linesOfTable(tables.sessions)
  yield* linesOfTable(tables.intents)
  yield* linesOfTable(tables.charges)
  yield* linesOfTable(tables.methods)
  yield* linesOfTable(tables.refunds)
  yield* linesOfTable(tables.disputes)
  yield* linesOfTable(tables.warnings)
  yield* linesOfTable(tables.coupons)
  yield* linesOfTable(tables.products)
  yield* linesOfTable(tables.shippingRates)
  yield* linesOfTable(tables.balanceTransactions)
  yield* linesOfTable(tables.endpoints)
  yield* linesOfTable(tables.events)
  yield* linesOfTable(tables.deliveries)
  yield* linesOfTable(tables.replies)
}

function* linesOfTable<T extends { readonly id: string }>(table: Table<T>) {
  for (const row of table.rows()) {
    if (row) yield { table: table.name, id: row.id, text: table.write(row) }
  }
}
