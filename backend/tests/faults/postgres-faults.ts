import { setTimeout as pause } from 'node:timers/promises'

import { Client } from 'pg'

import { ask } from './asking.ts'
import type { Fault } from './fault.ts'
import { FORWARD } from './proxy.ts'
import type { Site } from './site.ts'

const dependency = 'PostgreSQL'
const BLACK_HOLE_MS = 20_000
const LOCKED_MS = 10_000
const CROWD = 50

export const POSTGRES_FAULTS: readonly Fault[] = [
  {
    dependency,
    name: 'restarted, immediate mode',
    strike: async (site) => await site.restartDatabase(),
  },
  {
    dependency,
    name: 'all connections terminated, five times',
    async strike(site) {
      for (let i = 0; i < 5; i += 1) {
        await withClient(site, async (client) => {
          await client.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()`,
          )
        })
        await pause(500)
      }
    },
  },
  {
    dependency,
    name: 'black-holed for 20 s',
    async strike({ proxies }) {
      proxies.postgres.setMode({ kind: 'hold' })
      await pause(BLACK_HOLE_MS)
      proxies.postgres.setMode(FORWARD)
    },
  },
  {
    dependency,
    name: 'stock and carts locked for 10 s, 50 buyers at once',
    strike: async (site) => await lock(site, 'stock_level, cart', '/api/cart/lines'),
  },
  {
    dependency,
    name: 'products locked for 10 s, 50 visitors at once: no connection is free',
    strike: async (site) => await lock(site, 'product', '/api/products?limit=19'),
  },
]

async function lock(site: Site, tables: string, path: string): Promise<string> {
  return await withClient(site, async (client) => {
    await client.query(`begin; lock table ${tables} in access exclusive mode`)
    const body = { sku: 'BENCH-7-1', quantity: 1 }
    const question = path.includes('cart') ? ({ method: 'POST', body } as const) : {}
    const crowd = Array.from(
      { length: CROWD },
      async () => await ask(`${site.server.url}${path}`, question),
    )
    await pause(LOCKED_MS)
    await client.query('rollback')
    const replies = await Promise.all(crowd)
    const refused = replies.filter(({ status }) => status === 503).length
    const bad = replies.filter(({ status }) => status === null || status === 500).length
    return `of the ${CROWD}: ${CROWD - refused - bad} served, ${refused} × 503, ${bad} otherwise`
  })
}

async function withClient<T>(site: Site, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: site.urls.database })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
