import { join } from 'node:path'

import { Client } from 'pg'

import { migrate } from '#platform/migrate.ts'

import { borrowPostgres, type Postgres } from './postgres.ts'

/**
 * The database of the shop in `dataDir`, up to date: the running shop's own, or started for the
 * occasion. Call `stop` when done: it ends only what this started.
 */
export async function openShopDatabase(dataDir: string): Promise<Postgres> {
  const postgres = await borrowPostgres({ dataDir: join(dataDir, 'postgres') })
  await migrateDatabase(postgres.url)
  return postgres
}

/** Applies the migrations the database lacks and returns their names. */
export async function migrateDatabase(url: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await migrate(client, 'prisma/migrations')
  } finally {
    await client.end()
  }
}
