import { Client } from 'pg'

import { migrate } from '#platform/migrate.ts'

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
