import { readdir } from 'node:fs/promises'

import type { Clock } from '#platform/clock.ts'
import type { Operation } from '#platform/contract.ts'
import type { Database } from '#platform/db.ts'
import { sameSecret } from '#platform/http/client-ip.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Queue } from '#platform/queue.ts'

import * as contract from './contract.ts'
import { writeDocsPage } from './docs-page.ts'
import { standingGauges } from './gauges.ts'
import { operationsIn, writeOpenApi } from './openapi.ts'
import { appliedMigrations } from './repository.ts'
import { metricsRefused, missingMigrations, notReady } from './rules.ts'

interface World {
  readonly db: Database
  readonly clock: Clock
  readonly metrics: Metrics
  readonly queue: Queue
  readonly metricsToken: string
  /** Where this version's migrations lie. */
  readonly migrationsFolder: string
  /** Every operation of the other features. */
  readonly operations: readonly Operation[]
}

export interface Operations {
  /** Throws `not-ready` unless requests can be served. */
  assertReady(): Promise<void>
  /** Prometheus' text for whoever brings the token. */
  readMetrics(token: string | undefined): Promise<string>
  openApi(): Promise<string>
  docsPage(): Promise<string>
}

const DATABASE_PATIENCE_MS = 2_000

export function createOperations(world: World): Operations {
  const { db, metrics, metricsToken, migrationsFolder } = world
  for (const gauge of standingGauges(world)) metrics.addGauge(gauge)

  const all = [...world.operations, ...operationsIn(contract)]
  const openApi = once(async () => await writeOpenApi(all))
  const known = once(async () => await foldersIn(migrationsFolder))

  return {
    openApi,
    docsPage: once(async () => writeDocsPage(await openApi())),

    async assertReady() {
      const applied = await withPatience(appliedMigrations(db.pool))
      const missing = missingMigrations(await known(), applied)
      if (missing.length > 0) {
        throw notReady(`The database lacks ${missing.length} migrations.`, { missing })
      }
    },

    async readMetrics(token) {
      if (!sameSecret(token, metricsToken)) throw metricsRefused('Send the token as bearer.')
      return await metrics.render()
    },
  }
}

/** Waits two seconds for the database; one that is slow to refuse counts as away too. */
async function withPatience<T>(answer: Promise<T>): Promise<T> {
  const away = notReady('The database does not answer.')
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(away), DATABASE_PATIENCE_MS)
  })
  try {
    return await Promise.race([answer, patience])
  } catch (error) {
    away.cause = error === away ? undefined : error
    throw away
  } finally {
    clearTimeout(timer)
  }
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** Makes it at the first call and keeps it; a failure is not kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return async () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return await made
  }
}
