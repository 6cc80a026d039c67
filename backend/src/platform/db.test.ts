import { findFreePort } from '#dev/ports.ts'
import { openProxy } from '#tests/faults/proxy.ts'
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

test('a connection that takes a query and never answers: the database is away', async () => {
  const proxy = await openProxy({
    name: 'PostgreSQL',
    port: await findFreePort(),
    upstream: () => Number(new URL(database.url).port),
    trap: { count: 0, armed: undefined },
  })
  const url = new URL(database.url)
  url.port = String(proxy.port)
  const far = openDatabase({ url: url.href, poolSize: 1 })
  await far.pool.$queryRaw`select 1`
  proxy.manner = 'silence'

  const silent = await far.pool.$queryRaw`select 1`.catch((error: unknown) => error)
  await proxy.close()
  await far.close()

  expect(isDatabaseAway(silent)).toBe(true)
})

test('nonsense asked of it: it is there', async () => {
  const error = await db.pool.$queryRaw`select nonsense`.catch((reason: unknown) => reason)

  expect(isDatabaseAway(error)).toBe(false)
})
