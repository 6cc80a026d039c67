import { resolve } from 'node:path'

import { readConfig } from '#platform/config.ts'
import { openShop } from '#shop'

import { maintenance } from './operations.ts'
import { openWorld } from './world.ts'

/** `node operate.mjs migrate`, and with arguments as JSON: `node operate.mjs create-owner '{"email": …}'`. */
async function operate(operation = '', input = '{}'): Promise<unknown> {
  // oxlint-disable-next-line node/no-process-env -- the one place where this process meets its environment
  const config = readConfig(process.env)
  const world = openWorld(config)
  const { accounts, background, outbox } = openShop(world)
  const operations = new Map(
    Object.entries(
      maintenance({
        databaseUrl: config.database.url,
        migrationsFolder: resolve('prisma/migrations'),
        accounts,
        background,
      }),
    ),
  )
  const run = operations.get(operation)
  if (!run) throw new Error(`There are: ${[...operations.keys()].join(', ')}.`)
  try {
    const result = await run({ operation, ...JSON.parse(input) })
    await outbox.flushAdded()
    return result
  } finally {
    await world.db.close()
  }
}

process.stdout.write(`${JSON.stringify(await operate(...process.argv.slice(2)))}\n`)
