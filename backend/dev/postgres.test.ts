import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from 'pg'

import { type PostgresOptions, startPostgres } from './postgres.ts'

let dataDir: string
const cluster = () => join(dataDir, 'cluster')
const start = async (options: Partial<PostgresOptions> = {}) =>
  await startPostgres({ dataDir, fsync: false, ...options })

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sellthrough-test-'))
  await chmod(dataDir, 0o755)
})
afterEach(async () => await rm(dataDir, { recursive: true }))

test('a first start: a real server with the database shop, UTF-8 and the same order everywhere', async () => {
  const postgres = await start()

  const { rows } = await query(postgres.url, {
    text: `select current_database() as name, datcollate, datlocale, pg_encoding_to_char(encoding) as encoding,
                  lower('ÉCLAIR') as lower, current_setting('fsync') as fsync
             from pg_database where datname = current_database()`,
  })
  await postgres.stop()

  expect(rows).toEqual([
    {
      name: 'shop',
      datcollate: 'C',
      datlocale: 'C.UTF-8',
      encoding: 'UTF8',
      lower: 'éclair',
      fsync: 'off',
    },
  ])
  expect(existsSync(join(dataDir, 'password'))).toBe(true)
})

test('the server is killed: the next start goes on with what was committed', async () => {
  const killed = await start({ fsync: true })
  await query(killed.url, { text: 'create table kept as select 42 as answer' })
  process.kill(
    Number(readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0]),
    'SIGKILL',
  )
  await killed.exited
  await killed.stop()

  const postgres = await start()
  const { rows } = await query(postgres.url, { text: 'select answer from kept' })
  await postgres.stop()

  expect(rows).toEqual([{ answer: 42 }])
})

test('the data is in use: a second start is refused, the first goes on', async () => {
  const postgres = await start()

  await expect(start()).rejects.toThrow(/is in use by another process/)
  const { rows } = await query(postgres.url, { text: 'select 1 as one' })
  await postgres.stop()

  expect(rows).toEqual([{ one: 1 }])
})

test('a folder of another version, a damaged one, one without its password: each is named', async () => {
  await start().then(async (postgres) => await postgres.stop())

  await writeFile(join(cluster(), 'PG_VERSION'), '15\n')
  await expect(start()).rejects.toThrow(/made by PostgreSQL 15.*make reset/s)

  await rm(join(cluster(), 'PG_VERSION'))
  await expect(start()).rejects.toThrow(/not a whole database.*make reset/s)

  await writeFile(join(cluster(), 'PG_VERSION'), '18\n')
  await rm(join(cluster(), 'global'), { recursive: true })
  await expect(start()).rejects.toThrow(/does not start.*make reset/s)

  await rm(join(dataDir, 'password'))
  await expect(start()).rejects.toThrow(/password is missing/)
})

test('a taken port is named', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0

  await expect(start({ port })).rejects.toThrow(`Port ${port} is taken`)
  await new Promise((resolve) => taken.close(resolve))
})

async function query(url: string, { text }: { text: string }) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}
