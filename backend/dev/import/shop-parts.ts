import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from 'node:process'

import { z } from 'zod'

import { StartFailure } from '#dev/failure.ts'
import { FolderInUse } from '#dev/folder-lock.ts'
import { startPostgres } from '#dev/postgres.ts'
import { startS3 } from '#dev/s3.ts'
import { migrateDatabase } from '#dev/shop-database.ts'
import type { Closing } from '#dev/start/closing.ts'
import { openDataFolder } from '#dev/start/data-folder.ts'
import { BUCKET } from '#dev/start/environment.ts'
import { openMovableClock } from '#dev/start/movable-clock.ts'
import { readOrMakeSecrets, type Secrets } from '#dev/start/secrets.ts'
import { s3MediaStore } from '#platform/aws/s3.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import type { MediaStore } from '#platform/media-store.ts'

/** What of a shop is needed to work on its goods. */
export interface ShopParts {
  readonly databaseUrl: string
  readonly media: MediaStore
  /** The shop's own clock, which may have been moved. */
  readonly clock: Clock
}

/**
 * The parts of the shop in `dataDir`: those of the running shop, or its database and S3 started for the occasion.
 * @throws StartFailure when neither can be had.
 */
export async function openShopParts(dataDir: string, closing: Closing): Promise<ShopParts> {
  const urls = await openUrls(dataDir, closing)
  const secrets = await readOrMakeSecrets(join(dataDir, 'secrets.json'))
  return {
    databaseUrl: urls.databaseUrl,
    media: openMedia(urls.s3, secrets),
    clock: await openMovableClock(join(dataDir, 'clock.json')),
  }
}

interface Urls {
  readonly databaseUrl: string
  readonly s3: string
}

async function openUrls(dataDir: string, closing: Closing): Promise<Urls> {
  try {
    return await startParts(dataDir, closing)
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    return await findRunning(dataDir, error)
  }
}

/** Holds the folder meanwhile, so that no shop starts on it before the import is done. */
async function startParts(dataDir: string, closing: Closing): Promise<Urls> {
  const folder = await closing.opened(openDataFolder(dataDir), (it) => it.release())
  const secrets = await readOrMakeSecrets(folder.at('secrets.json'))
  const database = startPostgres({ dataDir: folder.at('postgres') })
  const postgres = await closing.opened(database, async (it) => await it.stop())
  await migrateDatabase(postgres.url)
  const starting = startS3({
    port: 0,
    dataDir: folder.at('s3'),
    bucket: BUCKET,
    credentials: credentialsOf(secrets),
    clock: systemClock,
  })
  const s3 = await closing.opened(starting, async (it) => await it.close())
  return { databaseUrl: postgres.url, s3: s3.url }
}

const Endpoints = z.object({ shop: z.url(), databaseUrl: z.string(), s3: z.url() })

const PATIENCE_MS = 2_000

/** The shop that has the folder, once it answers. */
async function findRunning(dataDir: string, reason: FolderInUse): Promise<Urls> {
  const file = join(dataDir, 'endpoints.json')
  if (!existsSync(file)) {
    throw new StartFailure(`${reason.message}\nIf that is a shop just starting, try again soon.`)
  }
  const { shop, ...urls } = Endpoints.parse(JSON.parse(await readFile(file, 'utf8')))
  try {
    await fetch(`${shop}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) })
  } catch {
    throw new StartFailure(
      `The shop at ${shop} runs on ${dataDir} but does not answer. Restart it.`,
    )
  }
  return urls
}

function openMedia(endpoint: string, secrets: Secrets): MediaStore {
  const { accessKeyId, secretAccessKey } = credentialsOf(secrets)
  // The AWS SDK takes its keys from here, and must not find anybody's real ones.
  env['AWS_ACCESS_KEY_ID'] = accessKeyId
  env['AWS_SECRET_ACCESS_KEY'] = secretAccessKey
  delete env['AWS_SESSION_TOKEN']
  delete env['AWS_PROFILE']
  return s3MediaStore({ region: 'eu-west-2', bucket: BUCKET, endpoint })
}

const credentialsOf = ({ s3AccessKeyId, s3SecretAccessKey }: Secrets) => ({
  accessKeyId: s3AccessKeyId,
  secretAccessKey: s3SecretAccessKey,
})
