import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'

import { createApp } from '#app'
import type { Clock } from '#platform/clock.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { openShop } from '#shop'

import { drain } from './drain.ts'
import { pageRoutes } from './pages.ts'
import { startSchedule, startWorker } from './worker.ts'
import { openWorld } from './world.ts'

export interface RunningServer {
  readonly port: number
  /** Runs every scheduled job now, as after the clock was moved. */
  readonly runSchedule: () => Promise<void>
  /** Takes no more requests, answers those it has, finishes its jobs, and lets go of everything. */
  readonly close: () => Promise<void>
}

export interface ServeOptions {
  readonly config: Config
  readonly clock?: Clock
  readonly migrationsFolder?: string
}

/** Longer than a load balancer keeps a connection it believes alive. */
const KEEP_ALIVE_MS = 65_000
const METRICS_EVERY_SECONDS = 10

/** Opens the shop on a port, with its worker and its schedule: for `make start`, and for any container host. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { config, clock, migrationsFolder = resolve('prisma/migrations') } = options
  const world = openWorld(config, clock)
  const { log, metrics } = world
  const shop = openShop(world)
  const app = createApp(world, shop, {
    ...config,
    migrationsFolder,
    ...(config.webRoot !== undefined && {
      pages: pageRoutes(resolve(config.webRoot), world.media),
    }),
  })

  const relay = async () => {
    await shop.outbox.flushAdded().catch((error: unknown) => {
      log.warn({ err: error }, 'the queue cannot be reached; events wait in the outbox')
    })
  }
  const server = createServer((req, res) => {
    res.on('finish', () => void relay())
    app(req, res)
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS

  const flushMetrics = {
    name: 'flush-metrics',
    everySeconds: METRICS_EVERY_SECONDS,
    run: metrics.flush,
  }
  const port = await listen(server, config)
  const worker = startWorker({
    ...world,
    jobs: shop.jobs,
    deadLetters: shop.background,
    afterBatch: relay,
  })
  const schedule = startSchedule([...shop.scheduled, flushMetrics], log)
  log.info({ port }, 'open')

  return {
    port,
    runSchedule: schedule.runAll,
    async close() {
      await Promise.all([drain(server), worker.stop(), schedule.stop()])
      await relay()
      await metrics.flush()
      await world.db.close()
      log.info({}, 'closed')
    },
  }
}

async function listen(
  server: Server,
  { port, host }: Pick<Config, 'port' | 'host'>,
): Promise<number> {
  server.listen({ port, host })
  await once(server, 'listening')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has such an address
  return (server.address() as AddressInfo).port
}

/** As the environment says. @throws when it does not say enough, or the port is taken. */
async function open(): Promise<RunningServer> {
  // oxlint-disable-next-line node/no-process-env -- the one place where this process meets its environment
  return await serve({ config: readConfig(process.env) })
}

if (import.meta.main) {
  const running = await open().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  })
  const stop = () => void running.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
