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

/** The row that counts the changes made on the settings page. */
const VERSION = 'version'

export const versionIn = (kept: Readonly<Record<string, unknown>>): number =>
  Number(kept[VERSION] ?? 0)

/** Counts a change, and reports whether nobody else had made one since that version. Locks the count until the transaction ends. */
export async function countChange(db: Db, version: number, now: Date): Promise<boolean> {
  const counted = await db.$executeRaw`
    insert into setting (key, value, updated_at)
    select ${VERSION}, to_jsonb(${version + 1}::int), ${now}
     where ${version}::int = 0 or exists (select from setting where key = ${VERSION})
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
     where setting.value = to_jsonb(${version}::int)`
  return counted === 1
}

/** Puts these in the place of all methods there are, in this order. */
export async function replaceDeliveryMethods(
  db: Db,
  methods: readonly DeliveryMethod[],
): Promise<void> {
  await db.deliveryMethod.deleteMany()
  await db.deliveryMethod.createMany({
    data: methods.map(({ countries, ...method }, position) => ({
      ...method,
      countries: [...countries],
      position,
    })),
  })
}

/** The same, locked until the transaction ends. */
export async function lockPause(db: Db, now: Date): Promise<unknown> {
  const [row] = await db.$queryRaw<{ value: unknown }[]>`
    insert into setting (key, value, updated_at) values ('salesPaused', 'null'::jsonb, ${now})
    on conflict (key) do update set updated_at = excluded.updated_at
    returning value`
  return row?.value ?? null
}

/** Whether sales are paused, as it is at this moment: asked within each checkout's own transaction. */
export async function findPause(db: Db): Promise<unknown> {
  const [row] = await db.$queryRaw<{ value: unknown }[]>`
    select value from setting where key = 'salesPaused'`
  return row?.value ?? null
}
