import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from 'pg'

import { type Postgres, startPostgres } from '#dev/postgres.ts'
import { migrate } from '#platform/migrate.ts'

export const TEMPLATE = 'shop_template'

declare global {
  var testPostgres: { readonly server: Postgres; readonly folder: string } | undefined
}

/** Starts one real PostgreSQL for the run and migrates one template in it; each test file then clones that in milliseconds. */
export default async function prepareTemplate(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-tests-'))
  // Run as root, the server has a user of its own, who must be able to enter.
  await chmod(folder, 0o755)
  const server = await startPostgres({ dataDir: folder, fsync: false })
  globalThis.testPostgres = { server, folder }
  process.env['TEST_DATABASE_URL'] = server.adminUrl

  await using admin = await connect(server.adminUrl)
  await admin.query(`create database ${TEMPLATE}`)
  await using template = await connect(urlOf(server.adminUrl, TEMPLATE))
  await migrate(template, 'prisma/migrations')
}

/** The address of another database on the same server. */
export function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}

/** A connection that closes itself at the end of its scope. */
export async function connect(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: async () => await client.end() })
}

/** Until a session of that database waits for what another has locked. */
export async function untilSomebodyWaits(connectionString: string): Promise<void> {
  await using somebody = await connect(connectionString)
  for (let tries = 0; tries < 100; tries += 1) {
    const { rowCount } = await somebody.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rowCount) return
    await somebody.query('select pg_sleep(0.01)')
  }
  throw new Error('Nobody waits.')
}
