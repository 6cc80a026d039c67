import type { Postgres } from '#dev/postgres.ts'
import { migrateDatabase } from '#dev/shop-database.ts'

import { type Closing, createClosing } from './closing.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { type Endpoints, removeEndpoints, table, writeEndpoints } from './endpoints.ts'
import { type Foundations, layFoundations } from './foundations.ts'
import { assertFree } from './free-ports.ts'
import { awaitInterruption, type Interruption } from './interruption.ts'
import { openLogFile } from './log-file.ts'
import type { Logins } from './messages.ts'
import { type Screen, shownPath } from './screen.ts'
import { loginsFor } from './seed.ts'
import type { Settings } from './settings.ts'
import { keepShop, type ShopKeeper } from './shop-keeper.ts'
import { watchFolders } from './watch.ts'
import { arePagesFresh, buildPages, watchPages } from './web-pages.ts'

interface Running {
  readonly postgres: Postgres
  readonly shop: ShopKeeper
}

interface Stage {
  readonly closing: Closing
  readonly interruption: Interruption
  readonly screen: Screen
  readonly settings: Settings
}

/**
 * Runs the whole shop on this machine until it is asked to stop, and returns whether that was so:
 * false when a part of it ended by itself.
 * @throws StartFailure when it cannot start, with everything closed again.
 */
export async function run(settings: Settings, screen: Screen): Promise<boolean> {
  const interruption = awaitInterruption(screen)
  const closing = createClosing()
  const stage = { closing, interruption, screen, settings }
  try {
    const running = await open(stage)
    return running ? await untilTheEnd(running, stage) : true
  } finally {
    await closing.closeAll()
    if (interruption.isAsked()) screen.say('Stopped. The next start goes on with the same data.')
  }
}

/** Nothing when it was asked to stop meanwhile. */
async function open(stage: Stage): Promise<Running | undefined> {
  const { closing, interruption, screen, settings } = stage
  const startedAt = performance.now()
  const folder = await closing.opened(openDataFolder(settings.dataDir), (it) => it.release())
  // The database finds out by itself: a server that the last run left behind may have its port.
  const { postgres: _left, ...ports } = settings.ports
  await assertFree(ports, { patient: folder.endedBadly })

  const [foundations] = await Promise.all([
    layFoundations({ closing, folder, screen, settings }),
    preparePages(stage, folder),
  ])
  if (interruption.isAsked()) return undefined

  const shop = await openShop(foundations, stage, folder)
  const endpoints = endpointsOf(settings, foundations, shop.logins)
  const file = folder.at('endpoints.json')
  closing.later(async () => await removeEndpoints(file))
  await writeEndpoints(file, endpoints)
  screen.say(greeting(endpoints, settings, performance.now() - startedAt))
  return { postgres: foundations.postgres, shop }
}

async function preparePages({ closing, screen, settings }: Stage, folder: DataFolder) {
  const log = openLogFile(folder.at('logs/pages.log'))
  closing.later(log.close)
  if (!(await arePagesFresh())) {
    screen.say('Building the pages, which takes some seconds whenever they changed …')
    await buildPages(log)
  }
  if (settings.watch) closing.later(watchPages(log).stop)
}

async function openShop(
  { clock, environment, postgres }: Foundations,
  { closing, screen, settings }: Stage,
  folder: DataFolder,
): Promise<ShopKeeper> {
  const log = openLogFile(folder.at('logs/shop.log'))
  closing.later(log.close)
  const keeper = keepShop({ clock, environment, log, screen })
  const shop = await closing.opened(keeper, async (it) => await it.stop())
  if (settings.watch) {
    const watcher = restartOnChange(shop, postgres, screen)
    closing.later(watcher.close)
  }
  return shop
}

function restartOnChange(
  shop: ShopKeeper,
  postgres: Postgres,
  screen: Screen,
): { readonly close: () => Promise<void> } {
  async function restart(): Promise<void> {
    screen.say('A source changed: the shop starts anew …')
    await migrateDatabase(postgres.url)
    await shop.restart()
    screen.say('Ready.')
  }
  let busy: Promise<void> = Promise.resolve()
  const watcher = watchFolders(['backend/src', 'prisma/migrations'], () => {
    busy = busy.then(restart).catch((error: unknown) => screen.complain(String(error)))
  })
  const close = async () => {
    watcher.close()
    await busy
  }
  return { close }
}

async function untilTheEnd({ postgres, shop }: Running, stage: Stage): Promise<boolean> {
  const { interruption, screen, settings } = stage
  const never = new Promise<void>(() => undefined)
  const end = await Promise.race([
    interruption.asked.then(() => 'asked' as const),
    (settings.watch ? never : shop.died).then(() => 'shop' as const),
    postgres.exited.then(() => 'database' as const),
  ])
  if (end === 'database') {
    const log = shownPath(`${settings.dataDir}/logs/postgres.log`)
    screen.complain(`The database stopped by itself. The end of its log tells why: ${log}`)
  }
  return end === 'asked'
}

function endpointsOf(
  { ports }: Settings,
  { postgres, secrets, seeded, standIns }: Foundations,
  logins: Logins,
): Endpoints {
  const shop = `http://localhost:${ports.shop}`
  return {
    shop,
    admin: `${shop}/admin`,
    apiDocs: `${shop}/api/docs`,
    ...standIns.urls,
    metrics: `${shop}/metrics`,
    metricsToken: secrets.metricsToken,
    databaseUrl: postgres.url,
    logins: loginsFor(seeded, logins),
  }
}

function greeting(endpoints: Endpoints, settings: Settings, milliseconds: number): string {
  return [
    `\nThe shop is open (${(milliseconds / 1000).toFixed(1)} s).\n`,
    table(endpoints, settings),
    `\n  Data and logs are in ${shownPath(settings.dataDir)}. Ctrl-C stops everything.\n`,
  ].join('\n')
}
