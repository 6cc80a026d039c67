import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

import { afterCommit, type Database, isDatabaseAway, openDatabase } from './db.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ url: database.url, poolSize: 2, connectTimeoutMs: 500 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

test('what is to be done after a commit is done then, and not after a roll-back', async () => {
  const done: string[] = []
  await db.transaction(async (tx) => {
    afterCommit(tx, () => void done.push('committed'))
    await tx.$queryRaw`select 1`
    expect(done).toEqual([])
  })
  await expect(
    db.transaction(async (tx) => {
      afterCommit(tx, () => void done.push('rolled back'))
      await tx.$queryRaw`select 1 / 0`
    }),
  ).rejects.toThrow()
  afterCommit(db.pool, () => void done.push('at once'))

  expect(done).toEqual(['committed', 'at once'])
})

test('a connection that the server cuts, and one that is not to be had: the database is away', async () => {
  const cut = await db
    .transaction(async (tx) => {
      await tx.$queryRaw`select pg_terminate_backend(pg_backend_pid())`
    })
    .catch((error: unknown) => error)
  const nowhere = openDatabase({
    url: 'postgresql://nobody@127.0.0.1:1/nothing',
    poolSize: 1,
    connectTimeoutMs: 500,
  })
  const refused = await nowhere.pool.$queryRaw`select 1`.catch((error: unknown) => error)
  await nowhere.close()

  expect([cut, refused].map(isDatabaseAway)).toEqual([true, true])
})

test('nonsense asked of it: it is there', async () => {
  const error = await db.pool.$queryRaw`select nonsense`.catch((reason: unknown) => reason)

  expect(isDatabaseAway(error)).toBe(false)
})
