import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { promisify } from 'node:util'

import { fillShelves } from '#bench/shelves.ts'
import { startInbox } from '#dev/inbox.ts'
import { isFree } from '#dev/ports.ts'
import { type Postgres, startPostgres } from '#dev/postgres.ts'
import { startS3 } from '#dev/s3.ts'
import { migrateDatabase } from '#dev/shop-database.ts'
import { startSqs } from '#dev/sqs.ts'
import { createClosing } from '#dev/start/closing.ts'
import { BUCKET, shopEnvironment } from '#dev/start/environment.ts'
import { openLogFile } from '#dev/start/log-file.ts'
import { readOrMakeSecrets } from '#dev/start/secrets.ts'
import { seed } from '#dev/start/seed.ts'
import { readSettings } from '#dev/start/settings.ts'
import { startStripe } from '#dev/stripe/index.ts'
import { systemClock } from '#platform/clock.ts'

import { openProxy, type Proxy } from './proxy.ts'
import { createShopServer, type ShopServer } from './shop-server.ts'

export const CHANNELS = ['postgres', 'stripe', 'sqs', 'ses', 's3'] as const
export type Channel = (typeof CHANNELS)[number]

/** A shop on this machine, with something between it and each of its neighbours that lets the connection go wrong. */
export interface Site {
  readonly server: ShopServer
  readonly proxies: Readonly<Record<Channel, Proxy>>
  /** Past the proxies, for whoever looks on. */
  readonly urls: Readonly<Record<'database' | 'stripe' | 'inbox' | 'sqsQueue', string>>
  readonly stripeKey: string
  /** Stops PostgreSQL as a power cut does, and starts it again on its data. */
  restartDatabase(): Promise<void>
  close(): Promise<void>
}

/**
 * How long a message in hand is hidden. 90 s on AWS; shorter here, so that the wait for it is too, but not by much: five times this
 * is the end of a job, and must be longer than a dead worker keeps a mail.
 */
export const VISIBILITY_SECONDS = 30
/** Below the range from which the machine takes ports for its own connections: the shop comes back to the same. */
const FIRST_PORT = 4210
const PORTS = 11
const run = promisify(execFile)

/** Builds the server, starts everything with an empty shop, and the server last. */
export async function openSite(visibilitySeconds = VISIBILITY_SECONDS): Promise<Site> {
  const closing = createClosing()
  try {
    return await open(closing, visibilitySeconds)
  } catch (error) {
    await closing.closeAll()
    throw error
  }
}

async function open(
  closing: ReturnType<typeof createClosing>,
  visibilitySeconds: number,
): Promise<Site> {
  await run(process.execPath, ['backend/build/server.ts'])
  const folder = await mkdtemp(join(tmpdir(), 'shop-faults-'))
  closing.later(async () => await rm(folder, { recursive: true, force: true }))
  // Run as root, the database has a user of its own, who must be able to enter.
  await chmod(folder, 0o755)
  const ports = await findPorts()
  const proxyPorts = ports.proxies
  const wishes = {
    DATA_DIR: folder,
    PORT: String(ports.shop),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
  }
  const settings = readSettings(wishes, { watch: false, isTerminal: false })
  const secrets = await readOrMakeSecrets(join(folder, 'secrets.json'))
  const dataDir = join(folder, 'postgres')

  const startDatabase = async () => await startPostgres({ dataDir, port: ports.database })
  let postgres: Postgres = await startDatabase()
  closing.later(async () => await postgres.stop())
  await migrateDatabase(postgres.url)

  const clock = { now: () => new Date(), advance: async () => undefined }
  const closed = async (it: { close(): Promise<void> }) => await it.close()
  const stripe = await closing.opened(
    startStripe({
      port: ports.stripe,
      secretKey: secrets.stripeSecretKey,
      webhook: {
        url: `http://127.0.0.1:${ports.shop}/api/webhooks/stripe`,
        secret: secrets.stripeWebhookSecret,
      },
      clock,
    }),
    closed,
  )
  const inbox = await closing.opened(
    startInbox({ port: ports.inbox, dataDir: join(folder, 'inbox'), clock }),
    closed,
  )
  const s3 = await closing.opened(
    startS3({
      port: ports.s3,
      dataDir: join(folder, 's3'),
      bucket: BUCKET,
      credentials: {
        accessKeyId: secrets.s3AccessKeyId,
        secretAccessKey: secrets.s3SecretAccessKey,
      },
      clock: systemClock,
      allowedOrigins: [],
    }),
    closed,
  )
  const sqs = await closing.opened(
    startSqs({
      port: ports.sqs,
      dataDir: join(folder, 'sqs'),
      visibilitySeconds,
    }),
    closed,
  )

  const targets = {
    postgres: postgres.url,
    stripe: stripe.url,
    sqs: sqs.url,
    ses: inbox.url,
    s3: s3.url,
  }
  const proxies = await openProxies(targets, proxyPorts)
  closing.later(async () => {
    await Promise.all(Object.values(proxies).map(async (proxy) => await proxy.close()))
  })
  const past = (channel: Channel, url: string) => withPort(url, proxies[channel].port)
  const environment = shopEnvironment({
    databaseUrl: past('postgres', postgres.url),
    inherited: env,
    offsetMs: 0,
    queueUrl: past('sqs', sqs.queueUrl),
    secrets,
    settings,
    urls: {
      stripe: past('stripe', stripe.url),
      inbox: past('ses', inbox.url),
      s3: past('s3', s3.url),
      sqs: past('sqs', sqs.url),
    },
  })
  const log = openLogFile(join(env['FAULTS_LOG'] ?? folder, 'shop.log'))
  closing.later(async () => await log.close())
  await seed({ ...environment, SEED: 'empty' }, log)
  await fillShelves(postgres.url)
  const server = createShopServer(environment, log)
  closing.later(async () => await server.stop())
  await server.start()

  return {
    server,
    proxies,
    urls: { database: postgres.url, stripe: stripe.url, inbox: inbox.url, sqsQueue: sqs.queueUrl },
    stripeKey: secrets.stripeSecretKey,
    async restartDatabase() {
      const pidFile = await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')
      process.kill(Number.parseInt(pidFile, 10), 'SIGQUIT')
      await postgres.exited
      await postgres.stop()
      postgres = await startDatabase()
    },
    close: closing.closeAll,
  }
}

async function openProxies(
  targets: Readonly<Record<Channel, string>>,
  ports: readonly number[],
): Promise<Readonly<Record<Channel, Proxy>>> {
  const opened = await Promise.all(
    CHANNELS.map(
      async (channel, i) =>
        [channel, await openProxy(ports[i] ?? 0, Number(new URL(targets[channel]).port))] as const,
    ),
  )
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one for each channel, as was just made
  return Object.fromEntries(opened) as Record<Channel, Proxy>
}

function withPort(url: string, port: number): string {
  const changed = new URL(url)
  changed.hostname = '127.0.0.1'
  changed.port = String(port)
  return changed.href.replace(/\/$/, '')
}

async function findPorts() {
  for (let first = Number(env['PORT'] ?? FIRST_PORT); first < 32_000; first += PORTS) {
    const all = Array.from({ length: PORTS }, (_, i) => first + i)
    const free = await Promise.all(all.map(isFree))
    if (!free.every(Boolean)) continue
    const named = { shop: first, database: first + 1, stripe: first + 2, inbox: first + 3 }
    return { ...named, s3: first + 4, sqs: first + 5, proxies: all.slice(6) }
  }
  throw new Error(`No ${PORTS} free ports in a row on this machine.`)
}
