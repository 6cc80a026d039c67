import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, stdout } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { z } from 'zod'

import { isFree } from '#dev/ports.ts'
import { startPostgres } from '#dev/postgres.ts'
import { migrateDatabase } from '#dev/shop-database.ts'
import { createClosing } from '#dev/start/closing.ts'
import { shopEnvironment } from '#dev/start/environment.ts'
import { type LogFile, openLogFile } from '#dev/start/log-file.ts'
import { readOrMakeSecrets } from '#dev/start/secrets.ts'
import { seed } from '#dev/start/seed.ts'
import { readSettings } from '#dev/start/settings.ts'

import { type Helper, startHelper, stopProcess } from './processes.ts'
import { fillShelves } from './shelves.ts'

/** A whole shop on this machine, each part in its own process as on a server, with somebody to visit it. */
export interface Site {
  readonly databaseUrl: string
  readonly environment: Readonly<Record<string, string>>
  readonly shop: { readonly port: number; readonly pid: number }
  readonly bare: { readonly port: number; readonly pid: number }
  readonly stripePort: number
  /** The processes beside the shop whose share of the machine is told. */
  readonly pids: { readonly database: number; readonly standIns: number }
  readonly driver: Helper
  close(): Promise<void>
}

const StandIns = z.object({
  urls: z.object({ stripe: z.string(), inbox: z.string(), s3: z.string(), sqs: z.string() }),
  queueUrl: z.string(),
})

/** The shop's own default; the bare handler has as many. */
const POOL_SIZE = 10
/** Where free ports are looked for: the shop's and the four after it. */
const FIRST_PORT = 4100
const START_PATIENCE_MS = 30_000
/** It warns of nothing when all is well; of what it says otherwise the end is told. */
const MOST_LINES = 5

/** Starts everything, with an empty cluster, fsync on, and the shelves filled. `nodeFlags` are for the shop's process. */
export async function openSite(nodeFlags: readonly string[]): Promise<Site> {
  const closing = createClosing()
  try {
    return await open(closing, nodeFlags)
  } catch (error) {
    await closing.closeAll()
    throw error
  }
}

async function open(
  closing: ReturnType<typeof createClosing>,
  nodeFlags: readonly string[],
): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-bench-'))
  closing.later(async () => await rm(folder, { recursive: true, force: true }))
  // Run as root, the database has a user of its own, who must be able to enter.
  await chmod(folder, 0o755)
  const wishes = {
    DATA_DIR: folder,
    PORT: String(await findPorts()),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
  }
  const settings = readSettings(wishes, { watch: false, isTerminal: false })
  const start = async (program: string, args: readonly string[] = []) =>
    await closing.opened(
      startHelper(fileURLToPath(import.meta.resolve(program)), args, { ...env, ...wishes }),
      async (helper) => await helper.stop(),
    )

  const postgres = await closing.opened(
    startPostgres({ dataDir: join(folder, 'postgres') }),
    async (it) => await it.stop(),
  )
  await migrateDatabase(postgres.url)
  const standIns = await start('./stand-ins-process.ts')
  const { urls, queueUrl } = StandIns.parse(standIns.greeting)
  const environment = shopEnvironment({
    databaseUrl: postgres.url,
    inherited: { ...env, DATABASE_POOL_SIZE: String(POOL_SIZE) },
    offsetMs: 0,
    queueUrl,
    secrets: await readOrMakeSecrets(join(folder, 'secrets.json')),
    settings,
    urls,
  })
  const log = openLogFile(join(folder, 'seed.log'))
  await seed({ ...environment, SEED: 'empty' }, log)
  await log.close()
  await fillShelves(postgres.url)

  const bare = await start('./bare-process.ts', [postgres.url, String(POOL_SIZE)])
  const stripePort = Number(new URL(urls.stripe).port)
  const driver = await start('./driver-process.ts', [postgres.url, String(stripePort)])
  const shopLog = openLogFile(join(folder, 'shop.log'))
  const shop = await closing.opened(startShop(environment, nodeFlags, shopLog), async (child) => {
    await stopProcess(child)
    for (const line of shopLog.last(MOST_LINES)) stdout.write(`the shop says: ${line}\n`)
    await shopLog.close()
  })
  return {
    databaseUrl: postgres.url,
    environment,
    shop: { port: settings.ports.shop, pid: shop.pid ?? 0 },
    bare: { port: Number(bare.greeting), pid: bare.pid },
    stripePort,
    pids: { database: await readPid(join(folder, 'postgres')), standIns: standIns.pid },
    driver,
    close: closing.closeAll,
  }
}

/** How a container starts the shop, but for the folder: `npm run build:server` makes what is in it. */
async function readCommand(): Promise<readonly string[]> {
  const [, json = '[]'] = /^CMD (\[.*\])$/m.exec(await readFile('Dockerfile', 'utf8')) ?? []
  const [, ...args] = z.tuple([z.literal('node')], z.string()).parse(JSON.parse(json))
  return args.map((arg) => arg.replace(/^server\//, 'dist/server/'))
}

/** The shop as a container runs it: its own entry, no stand-in in the process, no clock but the machine's. */
async function startShop(
  environment: Readonly<Record<string, string>>,
  nodeFlags: readonly string[],
  log: LogFile,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...nodeFlags, ...(await readCommand())], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  log.copy(child.stdout)
  log.copy(child.stderr)
  const deadline = performance.now() + START_PATIENCE_MS
  while (!(await answers(`http://127.0.0.1:${environment['PORT']}/readyz`))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stopProcess(child)
      throw new Error(`The shop does not start. It says:\n${log.last(MOST_LINES).join('\n')}`)
    }
    await pause(50)
  }
  return child
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

async function findPorts(): Promise<number> {
  for (let first = Number(env['PORT'] ?? FIRST_PORT); first < 65_000; first += 10) {
    const free = await Promise.all([0, 1, 2, 3, 4].map(async (i) => await isFree(first + i)))
    if (free.every(Boolean)) return first
  }
  throw new Error('No five free ports in a row on this machine.')
}

/** PostgreSQL keeps its first process's number in its folder. */
async function readPid(folder: string): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10)
}
