import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

interface Login {
  readonly email: string
  readonly password: string
}

interface Endpoints {
  readonly shop: string
  readonly admin: string
  readonly apiDocs: string
  readonly inbox: string
  readonly stripe: string
  readonly metrics: string
  readonly metricsToken: string
  readonly databaseUrl: string
  readonly logins: Readonly<Record<'owner' | 'manager' | 'editor' | 'packer' | 'customer', Login>>
}

export interface InboxMessage {
  readonly to: readonly string[] | string
  readonly subject: string
  readonly text: string
  readonly links: readonly string[]
}

const START_SECONDS = 120
/** The shop and the five ports after it. */
const PORTS = 6

/** The whole shop as `make start` runs it, on ports and in a folder of its own. */
export async function startShop() {
  const dataDir = await mkdtemp(join(tmpdir(), 'shop-journey-'))
  await chmod(dataDir, 0o755)
  const port = await findPorts()
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'backend/dev/start.ts'],
    {
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: dataDir,
        SEED: 'demo',
        NODE_OPTIONS: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const output: string[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))

  const endpoints = await endpointsOf(child, dataDir).catch((error: unknown) => {
    throw new Error(`The shop did not open.\n${output.join('')}`, { cause: error })
  })
  return {
    ...endpoints,
    dataDir,
    /** Mails to that address, newest first. */
    async mailsTo(address: string): Promise<readonly InboxMessage[]> {
      const response = await fetch(
        `${endpoints.inbox}/api/messages?to=${encodeURIComponent(address)}`,
      )
      return (await response.json()) as InboxMessage[]
    },
    /** One of Stripe's controls. */
    async stripeControl(path: string, body: object): Promise<void> {
      const response = await fetch(`${endpoints.stripe}/_control/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!response.ok) throw new Error(await response.text())
    },
    async stop(): Promise<void> {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type RunningShop = Awaited<ReturnType<typeof startShop>>

async function endpointsOf(child: ChildProcess, dataDir: string): Promise<Endpoints> {
  for (
    const deadline = Date.now() + START_SECONDS * 1000;
    Date.now() < deadline;
    await pause(100)
  ) {
    if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}.`)
    const text = await readFile(join(dataDir, 'endpoints.json'), 'utf8').catch(() => '')
    if (text) return JSON.parse(text) as Endpoints
  }
  child.kill('SIGKILL')
  throw new Error(`It was not open after ${START_SECONDS} s.`)
}

/** The first of so many ports in a row that are free. */
async function findPorts(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000)
    const free = await Promise.all(
      Array.from({ length: PORTS }, async (_, i) => await isFree(first + i)),
    )
    if (free.every(Boolean)) return first
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  const outcome = new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
  return await outcome
}
