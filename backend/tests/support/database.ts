import { randomUUID } from 'node:crypto'

import { connect, TEMPLATE, urlOf } from './template-database.ts'

export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** A database of the caller's own, migrated and empty. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env['TEST_DATABASE_URL'] ?? ''
  const name = `shop_test_${randomUUID().replaceAll('-', '')}`
  await run(adminUrl, `create database ${name} template ${TEMPLATE}`)
  return {
    url: urlOf(adminUrl, name),
    drop: async () => await run(adminUrl, `drop database ${name} with (force)`),
  }
}

async function run(url: string, statement: string): Promise<void> {
  await using admin = await connect(url)
  await admin.query(statement)
}
