import { join } from 'node:path'

import type { Context } from 'aws-lambda'

import { createApp } from '#app'
import { readConfig } from '#platform/config.ts'
import { openShop } from '#shop'

import { createHandler, type ShopEvent } from './handler.ts'
import { httpDoor } from './lambda-http.ts'
import { maintenance } from './operations.ts'
import { createJobRunner } from './worker.ts'
import { openWorld } from './world.ts'

/** An instance answers one request at a time; the second connection is for what runs beside a transaction. */
const POOL_SIZE = 2

let open: ReturnType<typeof openHandler> | undefined

/** What Lambda calls. The shop is built at an instance's first event and kept for those that follow. */
export async function handler(event: ShopEvent, context: Context): Promise<unknown> {
  open ??= openHandler()
  return await open(event, context)
}

function openHandler() {
  // oxlint-disable-next-line node/no-process-env -- the one place where this process meets its environment
  const config = readConfig({ ...process.env, DATABASE_POOL_SIZE: String(POOL_SIZE) })
  const migrationsFolder = join(import.meta.dirname, 'migrations')
  const world = openWorld(config)
  const { log, metrics } = world
  const shop = openShop(world)
  const app = createApp(world, shop, { ...config, migrationsFolder })

  return createHandler({
    http: httpDoor(app),
    runJob: createJobRunner({ jobs: shop.jobs, metrics, deadLetters: shop.background }),
    scheduled: shop.scheduled,
    operations: maintenance({
      databaseUrl: config.database.url,
      migrationsFolder,
      accounts: shop.accounts,
      background: shop.background,
    }),
    async afterInvocation() {
      await shop.outbox.flushAdded()
      await metrics.flushIfDue()
    },
    onFailure: (error, where) => log.error({ err: error, where }, 'a failure that goes no further'),
  })
}
