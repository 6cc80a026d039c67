import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

import { startInbox } from '#dev/inbox.ts'
import { findFreePort } from '#dev/ports.ts'
import { type Postgres, startPostgres } from '#dev/postgres.ts'
import { startS3 } from '#dev/s3.ts'
import { migrateDatabase } from '#dev/shop-database.ts'
import { startSqs } from '#dev/sqs.ts'
import { createClosing } from '#dev/start/closing.ts'
import { BUCKET, shopEnvironment } from '#dev/start/environment.ts'
import { openLogFile } from '#dev/start/log-file.ts'
import { openMovableClock } from '#dev/start/movable-clock.ts'
import { readOrMakeSecrets, type Secrets } from '#dev/start/secrets.ts'
import { seed } from '#dev/start/seed.ts'
import { readSettings } from '#dev/start/settings.ts'
import { startStripe } from '#dev/stripe/index.ts'
import { systemClock } from '#platform/clock.ts'

import { openProxy, type Trap } from './proxy.ts'

export type Site = Awaited<ReturnType<typeof openSite>>

/** Long enough that a worker which died in a mail is given up before the queue gives the job up, and far below production's. */
const VISIBILITY_SECONDS = 20
const START_PATIENCE_MS = 30_000

/** A shop in a process of its own, as a container runs it, with a proxy on every way out of it. */
export async function openSite() {
  const closing = createClosing()
  try {
    return await open(closing)
  } catch (error) {
    await closing.closeAll()
    throw error
  }
}

async function open(closing: ReturnType<typeof createClosing>) {
  const folder = await mkdtemp(join(tmpdir(), 'shop-faults-'))
  closing.later(async () => await rm(folder, { recursive: true, force: true }))
  // Run as root, the database has a user of its own, who must be able to enter.
  await chmod(folder, 0o755)
  const port = await findFreePort()
  const wishes = { DATA_DIR: folder, PORT: String(port), RATE_LIMITS: 'off', LOG_LEVEL: 'warn' }
  const settings = readSettings(wishes, { watch: false, isTerminal: false })
  const secrets = await readOrMakeSecrets(join(folder, 'secrets.json'))
  const standIns = await openStandIns(closing, { folder, port, secrets })
  const database = await openCluster(closing, folder)
  await migrateDatabase(database.url())

  const trap: Trap = { count: 0, armed: undefined }
  const way = async (name: string, upstream: number) =>
    await closing.opened(
      openProxy({ name, port: await findFreePort(), upstream: () => upstream, trap }),
      async (proxy) => await proxy.close(),
    )
  const proxies = {
    postgres: await way('PostgreSQL', database.port()),
    stripe: await way('Stripe', portOf(standIns.stripe.url)),
    sqs: await way('SQS', portOf(standIns.sqs.url)),
    ses: await way('SES', portOf(standIns.inbox.url)),
    s3: await way('S3', portOf(standIns.s3.url)),
  }
  const environment = shopEnvironment({
    databaseUrl: throughPort(database.url(), proxies.postgres.port),
    inherited: env,
    offsetMs: 0,
    queueUrl: throughPort(standIns.sqs.queueUrl, proxies.sqs.port),
    secrets,
    settings,
    urls: {
      stripe: `http://localhost:${proxies.stripe.port}`,
      inbox: `http://localhost:${proxies.ses.port}`,
      s3: `http://localhost:${proxies.s3.port}`,
      sqs: `http://127.0.0.1:${proxies.sqs.port}`,
    },
  })
  const log = openLogFile(join(folder, 'seed.log'))
  closing.later(log.close)
  await seed({ ...environment, DATABASE_URL: database.url(), SEED: 'empty' }, log)
  const shop = createShop(environment, join(folder, 'shop.log'))
  await closing.opened(shop.start(), shop.kill)

  return {
    url: `http://127.0.0.1:${port}`,
    stripe: standIns.stripe,
    stripeKey: secrets.stripeSecretKey,
    inbox: standIns.inbox.url,
    database,
    proxies,
    trap,
    shop,
    close: closing.closeAll,
  }
}

async function openStandIns(
  closing: ReturnType<typeof createClosing>,
  at: { readonly folder: string; readonly port: number; readonly secrets: Secrets },
) {
  const { folder, port, secrets } = at
  const { stripeSecretKey: secretKey, stripeWebhookSecret: secret } = secrets
  const stop = async (one: { close(): Promise<void> }) => await one.close()
  const stripe = await closing.opened(
    startStripe({
      port: await findFreePort(),
      secretKey,
      webhook: { url: `http://127.0.0.1:${port}/api/webhooks/stripe`, secret },
      clock: await openMovableClock(join(folder, 'clock.json')),
    }),
    stop,
  )
  const inbox = await closing.opened(
    startInbox({ port: await findFreePort(), dataDir: join(folder, 'inbox'), clock: systemClock }),
    stop,
  )
  const s3 = await closing.opened(
    startS3({
      port: await findFreePort(),
      dataDir: join(folder, 's3'),
      bucket: BUCKET,
      credentials: {
        accessKeyId: secrets.s3AccessKeyId,
        secretAccessKey: secrets.s3SecretAccessKey,
      },
      clock: systemClock,
      allowedOrigins: [],
    }),
    stop,
  )
  const sqs = await closing.opened(
    startSqs({ port: await findFreePort(), visibilitySeconds: VISIBILITY_SECONDS }),
    stop,
  )
  return { stripe, inbox, s3, sqs }
}

/** A cluster of its own, so that the server may go down and come up again. */
async function openCluster(closing: ReturnType<typeof createClosing>, folder: string) {
  const dataDir = join(folder, 'postgres')
  let running: Postgres = await startPostgres({ dataDir })
  closing.later(async () => await running.stop())
  const pid = async () =>
    Number.parseInt(await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8'), 10)
  return {
    port: () => running.port,
    url: () => running.url,
    /** An immediate shutdown: nobody is waited for, nothing is written any more. */
    async crash(): Promise<void> {
      process.kill(await pid(), 'SIGQUIT')
      await running.exited
      await running.stop()
    },
    async start(): Promise<void> {
      running = await startPostgres({ dataDir, port: running.port })
    },
  }
}

function createShop(environment: Readonly<Record<string, string>>, logPath: string) {
  const log = openLogFile(logPath)
  let child: ChildProcess | undefined
  process.once('exit', () => child?.kill('SIGKILL'))
  return {
    pid: () => child?.pid ?? 0,
    last: log.last,
    async start(): Promise<void> {
      const server = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', 'backend/src/entry/server.ts'],
        { env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
      )
      child = server
      log.copy(server.stdout)
      log.copy(server.stderr)
      const deadline = performance.now() + START_PATIENCE_MS
      while (!(await answers(`http://127.0.0.1:${environment['PORT']}/healthz`))) {
        if (server.exitCode !== null || performance.now() > deadline) {
          throw new Error(`The shop does not start. It says:\n${log.last(5).join('\n')}`)
        }
        await pause(50)
      }
    },
    /** As `kill -9`: nothing is finished, nothing is told. */
    strike: () => void child?.kill('SIGKILL'),
    async kill(): Promise<void> {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

const portOf = (url: string): number => Number(new URL(url).port)

function throughPort(address: string, port: number): string {
  const url = new URL(address)
  url.port = String(port)
  return url.href
}
