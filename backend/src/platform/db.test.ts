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

test('a connection on which nothing comes back any more: the database is away', async () => {
  const { port } = new URL(database.url)
  const proxy = await openProxy(0, Number(port))
  const behind = openDatabase({
    url: database.url.replace(`:${port}/`, `:${proxy.port}/`),
    poolSize: 1,
  })
  await behind.connections.query('select 1')
  proxy.setMode({ kind: 'hold' })

  const error = await behind.connections.query('select 1').catch((reason: unknown) => reason)
  proxy.setMode({ kind: 'forward' })
  await behind.close()
  await proxy.close()

  expect([String(error), isDatabaseAway(error)]).toEqual(['Error: Query read timeout', true])
})

test('nonsense asked of it: it is there', async () => {
  const error = await db.pool.$queryRaw`select nonsense`.catch((reason: unknown) => reason)

  expect(isDatabaseAway(error)).toBe(false)
})

describe('two transactions in each other’s way', () => {
  beforeAll(async () => {
    const now = new Date()
    await db.pool.setting.createMany({
      data: ['a', 'b'].map((key) => ({ key, value: 0, updatedAt: now })),
    })
  })

  const valuesNow = async () => {
    const rows = await db.pool.setting.findMany({ orderBy: { key: 'asc' } })
    return rows.map(({ value }) => value)
  }

  /** Resolves for everybody once two have come; whoever comes after that goes straight on. */
  function meeting(): () => Promise<void> {
    let come = 0
    let open: () => void = () => undefined
    const both = new Promise<void>((resolve) => {
      open = resolve
    })
    return async () => {
      come += 1
      if (come >= 2) open()
      await both
    }
  }

  test.each(['by raw statements', 'by model calls'])(
    'a deadlock, %s: one is tried again, and both are done once',
    async (way) => {
      const before = await valuesNow()
      const meet = meeting()
      let tries = 0
      const inOrder = async (first: string, second: string) =>
        await db.transaction(async (tx) => {
          tries += 1
          const add = async (key: string) => {
            if (way === 'by raw statements')
              await tx.$executeRaw`update setting set value = to_jsonb(value::int + 1) where key = ${key}`
            else {
              const { value } = await tx.setting.findUniqueOrThrow({ where: { key } })
              await tx.setting.update({ where: { key }, data: { value: Number(value) + 1 } })
            }
          }
          await add(first)
          await meet()
          await add(second)
        })
      await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')])

      expect(tries).toBe(3)
      if (way === 'by raw statements')
        expect(await valuesNow()).toEqual(before.map((value) => Number(value) + 2))
    },
  )

  test('a serialisation failure: it is tried again on what the other has written', async () => {
    const [before] = await valuesNow()
    const meet = meeting()
    let tries = 0
    const add = async () =>
      await db.transaction(async (tx) => {
        tries += 1
        await tx.$executeRaw`set transaction isolation level serializable`
        const { value } = await tx.setting.findUniqueOrThrow({ where: { key: 'a' } })
        await meet()
        await tx.setting.update({ where: { key: 'a' }, data: { value: Number(value) + 1 } })
      })
    await Promise.all([add(), add()])

    expect(tries).toBeGreaterThanOrEqual(3)
    expect((await valuesNow())[0]).toBe(Number(before) + 2)
  })

  test('something else went wrong: it is not tried again', async () => {
    let tries = 0
    const work = db.transaction(async (tx) => {
      tries += 1
      await tx.$queryRaw`select 1 / 0`
    })

    await expect(work).rejects.toThrow()
    expect(tries).toBe(1)
  })
})
