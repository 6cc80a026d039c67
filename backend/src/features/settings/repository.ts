import { type Database, type Db, Prisma } from '#platform/db.ts'
import { runPrepared } from '#platform/prepared.ts'

import type { DeliveryMethod } from './rules.ts'

export async function findSettings(db: Db): Promise<Readonly<Record<string, unknown>>> {
  const rows = await db.setting.findMany({ select: { key: true, value: true } })
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

/** The same beside any transaction: every visitor's first question, which need not wait until Prisma's engine is awake. */
export async function findSettingsNow(db: Database): Promise<Readonly<Record<string, unknown>>> {
  const query = Prisma.sql`select key, value from setting`
  const rows = await runPrepared<{ key: string; value: unknown }>(db, query)
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

export async function saveSettings(
  db: Db,
  values: readonly (readonly [key: string, value: Prisma.InputJsonValue | null])[],
  now: Date,
): Promise<void> {
  for (const [key, value] of values) {
    await db.$executeRaw`
      insert into setting (key, value, updated_at) values (${key}, ${JSON.stringify(value)}::jsonb, ${now})
      on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`
  }
}

/** Every way an order can reach its customer, offered or not, in their order. */
export async function findDeliveryMethods(db: Database): Promise<readonly DeliveryMethod[]> {
  return await runPrepared<DeliveryMethod>(
    db,
    Prisma.sql`
    select id, kind, label, price_minor as "priceMinor", countries, days_from as "daysFrom", days_to as "daysTo", active
      from delivery_method order by position, id`,
  )
}
