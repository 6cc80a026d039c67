import { setTimeout as pause } from 'node:timers/promises'

import { Client } from 'pg'

/** Tells when an order is placed, by looking into the database: asking the shop would be a load of its own. */
export interface PlacedOrders {
  wait(orderId: string): Promise<void>
  close(): Promise<void>
}

const LOOK_EVERY_MS = 5
const PATIENCE_MS = 30_000

export async function watchPlacedOrders(databaseUrl: string): Promise<PlacedOrders> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const waiting = new Map<string, () => void>()
  const closing = new AbortController()

  async function look(): Promise<void> {
    const { rows } = await client.query<{ id: string }>({
      name: 'placed',
      text: `select id from "order" where id = any($1::uuid[]) and status = 'placed'`,
      values: [[...waiting.keys()]],
    })
    for (const { id } of rows) {
      waiting.get(id)?.()
      waiting.delete(id)
    }
  }

  async function watch(): Promise<void> {
    while (!closing.signal.aborted) {
      if (waiting.size > 0) await look()
      await pause(LOOK_EVERY_MS)
    }
  }
  const watching = watch()

  return {
    async wait(orderId) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const patience = setTimeout(() => {
        waiting.delete(orderId)
        reject(new Error(`Order ${orderId} was paid and is not placed after ${PATIENCE_MS} ms.`))
      }, PATIENCE_MS)
      waiting.set(orderId, resolve)
      await promise.finally(() => clearTimeout(patience))
    },
    async close() {
      closing.abort()
      await watching
      await client.end()
    },
  }
}
