import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createClosing } from './closing.ts'
import { openDataFolder } from './data-folder.ts'
import { table } from './endpoints.ts'
import { assertFree } from './free-ports.ts'
import { openMovableClock } from './movable-clock.ts'
import { readOrMakeSecrets } from './secrets.ts'
import { readSettings } from './settings.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sellthrough-test-'))
})
afterEach(async () => await rm(folder, { recursive: true }))

describe('settings', () => {
  const read = (environment: Record<string, string>) =>
    readSettings(environment, { watch: false, isTerminal: true })

  test('none given: the defaults', () => {
    expect(read({ SEED: '' })).toMatchObject({
      ports: { shop: 3000, stripe: 3001, inbox: 3002, s3: 3003, sqs: 3004, postgres: 3005 },
      dataDir: join(process.cwd(), '.data'),
      seed: 'demo',
      rateLimits: 'on',
      color: true,
    })
  })

  test.each([
    [{ PORT: 'abc' }, 'PORT=abc'],
    [{ PORT: '65535' }, 'PORT=65535'],
    [{ SEED: 'some' }, 'it is demo or empty'],
    [{ RATE_LIMITS: 'no' }, 'RATE_LIMITS=no'],
  ])('%o is refused by name', (environment, complaint) => {
    expect(() => read(environment)).toThrow(complaint)
  })

  test('NO_COLOR is respected', () => {
    expect(read({ NO_COLOR: '1' }).color).toBe(false)
  })
})

test('a taken port: it is named, with its part and a way out', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  await expect(assertFree({ stripe: port }, { patient: false })).rejects.toThrow(
    new RegExp(`Port ${port} \\(stripe\\) is taken.*PORT=`, 's'),
  )
  setTimeout(() => server.close(), 100)
  await assertFree({ stripe: port }, { patient: true })
})

test('the clock: it moves, its followers are told, and a restart finds it where it was', async () => {
  const file = join(folder, 'clock.json')
  const clock = await openMovableClock(file)
  const told: number[] = []
  clock.follow(async (offsetMs) => void told.push(offsetMs))
  await clock.advance(60)
  await clock.advance(1.5)

  const reopened = await openMovableClock(file)

  expect(told).toEqual([60_000, 61_500])
  expect(reopened.offsetMs()).toBe(61_500)
  expect(Math.abs(reopened.now().getTime() - Date.now() - 61_500)).toBeLessThan(1000)
})

test('secrets: made once, for the owner alone; a damaged file is named', async () => {
  const file = join(folder, 'secrets.json')
  const secrets = await readOrMakeSecrets(file)

  expect(await readOrMakeSecrets(file)).toEqual(secrets)
  expect((await stat(file)).mode & 0o077).toBe(0)
  await writeFile(file, '{')
  await expect(readOrMakeSecrets(file)).rejects.toThrow(`${file} is damaged`)
})

test('the data folder: one process at a time, and a run that ended badly is noticed', async () => {
  const path = join(folder, 'data')
  const first = await openDataFolder(path)
  await expect(openDataFolder(path)).rejects.toThrow('is in use by another process')
  await writeFile(first.at('endpoints.json'), '{}')
  first.release()

  const second = await openDataFolder(path)
  second.release()

  expect(first.endedBadly).toBe(false)
  expect(second.endedBadly).toBe(true)
  await expect(readFile(first.at('endpoints.json'))).rejects.toThrow('ENOENT')
})

test('closing: in the reverse order, also what was still opening, but not what failed to', async () => {
  const closed: string[] = []
  const closing = createClosing()
  const close = (name: string) => void closed.push(name)
  await closing.opened(Promise.resolve('database'), close)
  void closing.opened(new Promise<string>((resolve) => setTimeout(resolve, 10, 'slow')), close)
  await expect(closing.opened(Promise.reject(new Error('taken')), close)).rejects.toThrow('taken')
  closing.later(() => close('note'))

  await closing.closeAll()

  expect(closed).toEqual(['note', 'slow', 'database'])
})

test('the table: aligned, with the owner to sign in as, and without colours on request', () => {
  const shop = 'http://localhost:3000'
  const text = table(
    {
      shop,
      admin: `${shop}/admin`,
      apiDocs: `${shop}/api/docs`,
      inbox: 'http://localhost:3002',
      stripe: 'http://localhost:3001',
      s3: 'http://localhost:3003',
      sqs: 'http://localhost:3004',
      metrics: `${shop}/metrics`,
      metricsToken: 'token',
      databaseUrl: 'postgresql://localhost:3005/shop',
      logins: { owner: { email: 'owner@example.com', password: 'secret' } },
    },
    { color: false },
  )

  expect(text).toContain(
    '  Admin      http://localhost:3000/admin     sign in as owner@example.com, password secret',
  )
  expect(text).not.toContain('\u001B')
})
