import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { z } from 'zod'

import { isFree } from './ports.ts'

const Endpoints = z.strictObject({
  shop: z.url(),
  admin: z.url(),
  apiDocs: z.url(),
  inbox: z.url(),
  stripe: z.url(),
  s3: z.url(),
  sqs: z.url(),
  metrics: z.url(),
  metricsToken: z.string(),
  databaseUrl: z.string(),
  logins: z.record(z.string(), z.strictObject({ email: z.email(), password: z.string() })),
})

/** Room for building the pages on a slow machine. */
const PATIENCE_MS = 120_000

let dataDir: string
let port: number
const running = new Set<ChildProcess>()

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sellthrough-test-'))
  await chmod(dataDir, 0o755)
  port = await findRoom()
})
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(dataDir, { recursive: true })
})

test(
  'a first start, a second beside it, an end, and a start that goes on',
  async () => {
    const first = start()
    const endpoints = await endpointsOf(first)

    expect(endpoints).toMatchObject({
      shop: `http://localhost:${port}`,
      admin: `http://localhost:${port}/admin`,
      inbox: `http://localhost:${port + 2}`,
    })
    expect(Object.keys(endpoints.logins)).toEqual(['owner'])
    expect(await statusOf(`${endpoints.shop}/readyz`)).toBe(200)
    expect(await statusOf(endpoints.inbox)).toBe(200)
    expect((await signIn(endpoints)).role).toBe('owner')
    expect(first.output()).toContain(`Admin      http://localhost:${port}/admin`)

    const second = start(port + 10)
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain('is in use by another process')

    const before = Date.now()
    const clock = await post(`${endpoints.stripe}/_control/clock`, { advanceSeconds: 1900 })
    expect(clock.ok).toBe(true)

    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    await expect(readFile(join(dataDir, 'endpoints.json'))).rejects.toThrow('ENOENT')

    const third = start()
    const again = await endpointsOf(third)
    const signedIn = await signIn(again)
    third.child.kill('SIGINT')

    expect(again).toEqual(endpoints)
    expect(signedIn.expiresAt.getTime() - before).toBeGreaterThan(1900 * 1000)
    expect(await third.ended).toBe(0)
  },
  PATIENCE_MS,
)

test(
  'a taken port: it is named, and nothing is left running',
  async () => {
    const holder = start()
    await endpointsOf(holder)
    const other = await mkdtemp(join(tmpdir(), 'sellthrough-test-'))

    const refused = start(port, other)

    expect(await refused.ended).toBe(1)
    expect(refused.output()).toContain(`Port ${port} (shop) is taken`)
    holder.child.kill('SIGTERM')
    await holder.ended
    await rm(other, { recursive: true })
  },
  PATIENCE_MS,
)

test(
  'the shop dies: so does the rest, with the end of its log',
  async () => {
    const shop = start()
    await endpointsOf(shop)

    process.kill(shopProcessOf(shop.child), 'SIGKILL')

    expect(await shop.ended).toBe(1)
    expect(shop.output()).toContain('The shop stopped by itself.')
    expect(await isFree(port)).toBe(true)
  },
  PATIENCE_MS,
)

type Started = ReturnType<typeof start>

function start(at = port, folder = dataDir) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'backend/dev/start.ts'],
    { env: { ...process.env, PORT: String(at), DATA_DIR: folder, SEED: 'empty', NO_COLOR: '1' } },
  )
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  return { child, ended, output: () => output }
}

async function endpointsOf({ child, output }: Started) {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(50)) {
    const text = await readFile(join(dataDir, 'endpoints.json'), 'utf8').catch(() => undefined)
    if (text !== undefined) return Endpoints.parse(JSON.parse(text))
    if (child.exitCode !== null) throw new Error(`It ended: ${output()}`)
  }
  throw new Error(`It does not get ready: ${output()}`)
}

async function statusOf(url: string) {
  return (await fetch(url)).status
}

async function post(url: string, body: object) {
  const headers = { 'content-type': 'application/json' }
  return await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

const SignedIn = z.object({ accessToken: z.string(), account: z.object({ role: z.string() }) })

/** As the owner; a token tells by its expiry what time it is in the shop. */
async function signIn({ shop, logins }: z.infer<typeof Endpoints>) {
  const response = await post(`${shop}/api/auth/login`, logins['owner'] ?? {})
  const { accessToken, account } = SignedIn.parse(await response.json())
  const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()
  const { exp } = z.object({ exp: z.number() }).parse(JSON.parse(payload))
  return { role: account.role, expiresAt: new Date(exp * 1000) }
}

function shopProcessOf({ pid }: ChildProcess): number {
  const all = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const line = all.split('\n').find((each) => {
    const [, parent] = each.trim().split(/\s+/)
    return parent === String(pid) && each.includes('shop-process.ts')
  })
  return Number.parseInt(line ?? '', 10)
}

/** Six ports in a row. */
async function findRoom(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 30_000)
    const free = await Promise.all([0, 1, 2, 3, 4, 5].map(async (i) => await isFree(first + i)))
    if (free.every(Boolean)) return first
  }
}
