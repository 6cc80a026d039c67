import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Client } from 'pg'

import { startPostgres } from './postgres.ts'
import { migrateDatabase } from './shop-database.ts'
import { createClosing } from './start/closing.ts'
import { openDataFolder } from './start/data-folder.ts'

const PROGRAM = fileURLToPath(import.meta.resolve('./import.ts'))
const APPAREL = 'backend/tests/fixtures/shopify-apparel.csv'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sellthrough-import-'))
  await chmod(dataDir, 0o755)
})
afterEach(async () => {
  await rm(dataDir, { recursive: true })
})

async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
  })
  const said: string[] = []
  child.stdout.on('data', (text) => said.push(String(text)))
  child.stderr.on('data', (text) => said.push(String(text)))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, said: said.join('') }
}

test('the shop is not running: the file is imported all the same, and a second time nothing changes', async () => {
  const first = await run(APPAREL, '--no-images')
  const second = await run(APPAREL, '--no-images')

  expect(first).toMatchObject({ code: 0, said: expect.stringContaining('20 created') })
  expect(second).toMatchObject({ code: 0, said: expect.stringContaining('20 unchanged') })
}, 60_000)

test('the shop is running: its own database is used', async () => {
  const closing = createClosing()
  try {
    const folder = await closing.opened(openDataFolder(dataDir), (it) => it.release())
    const server = startPostgres({ dataDir: folder.at('postgres'), fsync: false })
    const postgres = await closing.opened(server, async (it) => await it.stop())
    await migrateDatabase(postgres.url)
    const http = createServer((_req, res) => void res.end('{}'))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    closing.later(() => void http.close())
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    const endpoints = { shop: url, s3: url, databaseUrl: postgres.url }
    await writeFile(folder.at('endpoints.json'), JSON.stringify(endpoints))

    expect(await run(APPAREL, '--no-images')).toMatchObject({ code: 0 })

    const client = new Client({ connectionString: postgres.url })
    await client.connect()
    const { rows } = await client.query('select count(*)::int as count from product')
    await client.end()
    expect(rows).toEqual([{ count: 20 }])
  } finally {
    await closing.closeAll()
  }
}, 60_000)

test('the shop holds its folder but is not open yet: it says so', async () => {
  const folder = await openDataFolder(dataDir)

  const { code, said } = await run(APPAREL)

  folder.release()
  expect(code).toBe(1)
  expect(said).toContain('try again soon')
})

test('a product left out: exit 1, with line and column', async () => {
  const file = join(dataDir, 'bad.csv')
  await writeFile(file, 'Handle,Title,Variant Price\nmug,Mug,5.00\ncup,Cup,five\n')

  const { code, said } = await run(file)

  expect(code).toBe(1)
  expect(said).toContain('1 created')
  expect(said).toContain('line 3, Variant Price: “five” is not a price.')
}, 60_000)

test.each([[[]], [['a.csv', 'b.csv']], [['--nonsense']], [['not-there.csv']]])(
  'called with %j: exit 2, and how to call it',
  async (args) => {
    const { code, said } = await run(...args)

    expect(code).toBe(2)
    expect(said).toContain('npm run import -- FILE.csv')
  },
)
