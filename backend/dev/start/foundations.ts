import { env } from 'node:process'

import { type Postgres, startPostgres } from '#dev/postgres.ts'
import { migrateDatabase } from '#dev/shop-database.ts'

import type { Closing } from './closing.ts'
import type { DataFolder } from './data-folder.ts'
import { shopEnvironment } from './environment.ts'
import { openLogFile } from './log-file.ts'
import { type MovableClock, openMovableClock } from './movable-clock.ts'
import type { Screen } from './screen.ts'
import { readOrMakeSecrets, type Secrets } from './secrets.ts'
import { readDemoPayments, readSeed, seed } from './seed.ts'
import type { Settings } from './settings.ts'
import { type StandIns, startStandIns } from './stand-ins.ts'

/** What the shop stands on: its database, filled, and what stands in for other companies. */
export interface Foundations {
  readonly clock: MovableClock
  readonly postgres: Postgres
  readonly secrets: Secrets
  /** What the database was filled with. */
  readonly seeded: string | undefined
  readonly standIns: StandIns
  /** For the shop's process; its clock is where the clock is at that moment. */
  readonly environment: () => Record<string, string>
}

interface Site {
  readonly closing: Closing
  readonly folder: DataFolder
  readonly screen: Screen
  readonly settings: Settings
}

/** Starts the database and the stand-ins, side by side, and fills the shop if it is new. */
export async function layFoundations(site: Site): Promise<Foundations> {
  const { closing, folder, settings } = site
  const secrets = await readOrMakeSecrets(folder.at('secrets.json'))
  const clock = await openMovableClock(folder.at('clock.json'))
  const [postgres, standIns] = await Promise.all([
    closing.opened(openDatabase(site), async (it) => await it.stop()),
    closing.opened(startStandIns({ clock, folder, secrets, settings }), async (it) => {
      await it.close()
    }),
  ])
  const environment = () =>
    shopEnvironment({
      ...standIns,
      databaseUrl: postgres.url,
      inherited: env,
      offsetMs: clock.offsetMs(),
      secrets,
      settings,
    })
  const seeded = await fillOnce(site, postgres, environment)
  if (seeded === 'demo') standIns.stripe.adopt(await readDemoPayments(postgres.url))
  return { clock, postgres, secrets, seeded, standIns, environment }
}

async function openDatabase({ folder, settings }: Site): Promise<Postgres> {
  const log = openLogFile(folder.at('logs/postgres.log'))
  const port = settings.ports.postgres
  const postgres = await startPostgres({ dataDir: folder.at('postgres'), port, log: log.write })
  void postgres.exited.then(log.close)
  try {
    await migrateDatabase(postgres.url)
    return postgres
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

async function fillOnce(
  { closing, folder, screen, settings }: Site,
  postgres: Postgres,
  environment: () => Record<string, string>,
): Promise<string | undefined> {
  const seeded = await readSeed(postgres.url)
  if (seeded !== undefined) return seeded

  if (settings.seed === 'demo') screen.say('Filling the shop with the demo …')
  const log = openLogFile(folder.at('logs/seed.log'))
  closing.later(log.close)
  await seed({ ...environment(), SEED: settings.seed }, log)
  return await readSeed(postgres.url)
}
