import type { PoolClient } from 'pg'

import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import { createLog, type Log } from '#platform/log.ts'
import type { MediaStore } from '#platform/media-store.ts'

import { type Known, seedAccounts, seedOwner } from './accounts.ts'
import { insertAll } from './bulk.ts'
import { type Kept, stockShelves } from './goods.ts'
import { hangPictures } from './hang-pictures.ts'
import { seedOrders } from './orders.ts'
import { promotionRows } from './promotions.ts'
import { DEMO_METHODS, FIRST_METHODS, settingRows } from './shop.ts'

export { DEMO_LOGINS } from './accounts.ts'
export { demoPayments } from './demo-payments.ts'

export interface SeedWorld {
  readonly db: Database
  readonly clock: Clock
  readonly log?: Log
}

/** The row of `setting` that says that the shop was filled, with what and when. */
const MARKER = 'seed'

export async function isSeeded(db: Db): Promise<boolean> {
  return (await db.setting.count({ where: { key: MARKER } })) > 0
}

/**
 * Fills an empty shop with Harbour Lane Supply: its goods, its staff, its offers, three customers and ninety days of orders up
 * to now.
 * Books and goods come in one transaction, so that a start that was cut short begins again. A shop that is filled is left alone.
 */
export async function seedDemo({
  media,
  ...world
}: SeedWorld & { readonly media: MediaStore }): Promise<void> {
  const { db, clock } = world
  if (await isSeeded(db.pool)) return
  const [accounts, kept] = await Promise.all([
    seedAccounts({ log: createLog('silent'), ...world }),
    hangPictures(media),
  ])
  await inTransaction(db, async (client) => {
    const now = clock.now()
    await insertAll(client, 'setting', settingRows(now))
    await insertAll(client, 'delivery_method', DEMO_METHODS)
    await seedTrade(client, { now, kept, accounts })
    await mark(client, 'demo', now)
  })
}

/** A shop with nothing in it yet but its owner and two ways for an order to reach its customer. */
export async function seedEmpty(world: SeedWorld): Promise<void> {
  const { db, clock } = world
  if (await isSeeded(db.pool)) return
  await seedOwner({ log: createLog('silent'), ...world })
  await inTransaction(db, async (client) => {
    await insertAll(client, 'delivery_method', FIRST_METHODS)
    await mark(client, 'empty', clock.now())
  })
}

async function seedTrade(
  client: PoolClient,
  { now, kept, accounts }: { now: Date; kept: Kept; accounts: readonly Known[] },
): Promise<void> {
  const { categories, products, variants, media, goods } = stockShelves(now, kept)
  await insertAll(client, 'category', categories)
  await insertAll(client, 'product', products)
  await insertAll(client, 'variant', variants)
  await insertAll(client, 'media', media)
  await insertAll(client, 'promotion', promotionRows(now, goods))
  const customers = accounts.filter(({ role }) => role === 'customer')
  await seedOrders(client, { now, goods, customers })
}

async function mark(client: PoolClient, value: 'demo' | 'empty', now: Date): Promise<void> {
  await insertAll(client, 'setting', [{ key: MARKER, value, updatedAt: now }])
}

/** A transaction of our own: Prisma's has to end within seconds, which a slow machine may not manage. */
async function inTransaction(
  db: Database,
  work: (client: PoolClient) => Promise<void>,
): Promise<void> {
  const client = await db.connections.connect()
  try {
    await client.query('begin')
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
