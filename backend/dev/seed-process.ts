import { env } from 'node:process'

import { s3MediaStore } from '#platform/aws/s3.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { seedDemo, seedEmpty } from '#seed/index.ts'

/** Fills a new shop, in the environment that the shop itself gets, and ends. */
const { aws, database } = readConfig(env)
const offsetMs = Number(env['CLOCK_OFFSET_MS'] ?? 0)
const world = {
  db: openDatabase(database),
  clock: { now: () => new Date(Date.now() + offsetMs) },
  media: s3MediaStore({ region: aws.region, bucket: aws.mediaBucket, endpoint: aws.s3Url }),
}
try {
  await (env['SEED'] === 'empty' ? seedEmpty(world) : seedDemo(world))
} finally {
  await world.db.close()
}
