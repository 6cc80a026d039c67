import { setTimeout as pause } from 'node:timers/promises'

import { Client } from 'pg'

const LOOK_EVERY_MS = 20
const PATIENCE_MS = 60_000

/** What the database itself says of the shop, asked beside it. */
export interface Books {
  /** Waits until every job is done and every confirmation is with its customer. @returns how long that took, in milliseconds. */
  settled(): Promise<number>
  /** Variants whose counts are not what their movements and live reservations add up to. */
  drift(): Promise<number>
  unitsLeft(sku: string): Promise<number>
  close(): Promise<void>
}

export async function openBooks(databaseUrl: string): Promise<Books> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()

  async function count(text: string, values: readonly string[] = []): Promise<number> {
    const { rows } = await client.query<{ count: number }>(text, [...values])
    return rows[0]?.count ?? 0
  }

  return {
    async settled() {
      const started = performance.now()
      while ((await count(UNFINISHED)) > 0) {
        if (performance.now() - started > PATIENCE_MS) throw new Error('Jobs are left undone.')
        await pause(LOOK_EVERY_MS)
      }
      return performance.now() - started
    },
    drift: async () => await count(DRIFT),
    unitsLeft: async (sku) => await count(UNITS_LEFT, [sku]),
    close: async () => await client.end(),
  }
}

const UNFINISHED = `
  select ((select count(*) from outbox where sent_at is null)
        + (select count(*) from webhook_event where processed_at is null)
        + (select count(*) from "order" o where o.status = 'placed' and not exists (
             select from mail m where m.order_id = o.id and m.sent_at is not null)))::int as count`

const DRIFT = `
  select count(*)::int as count from stock_level l
   where l.on_hand <> (select coalesce(sum(m.delta), 0) from stock_movement m where m.variant_id = l.variant_id)
      or l.reserved <> (select coalesce(sum(r.quantity), 0) from reservation r
                         where r.variant_id = l.variant_id and r.status = 'live')`

const UNITS_LEFT = `
  select l.on_hand as count from stock_level l join variant v on v.id = l.variant_id where v.sku = $1`
