import { type Db, sqlState } from '#platform/db.ts'

/** PostgreSQL's word for a table that is not there. */
const UNDEFINED_TABLE = '42P01'

/** The names of the migrations that were applied; none in a database that never saw one. */
export async function appliedMigrations(db: Db): Promise<readonly string[]> {
  try {
    const rows = await db.$queryRaw<{ name: string }[]>`
      select migration_name as name from _prisma_migrations
       where finished_at is not null and rolled_back_at is null`
    return rows.map(({ name }) => name)
  } catch (error) {
    if (sqlState(error) === UNDEFINED_TABLE) return []
    throw error
  }
}

export interface Standing {
  readonly unsentEvents: number
  readonly oldestUnsentSeconds: number
  readonly reservedUnits: number
  readonly stockValueMinor: number
  readonly unprocessedWebhooks: number
}

/** How the shop stands at this moment, in one look. */
export async function readStanding(db: Db, now: Date): Promise<Standing> {
  const [standing] = await db.$queryRaw<Standing[]>`
    select waiting.events::float8 as "unsentEvents",
           greatest(coalesce(extract(epoch from ${now}::timestamptz - waiting.oldest), 0), 0)::float8 as "oldestUnsentSeconds",
           stock.reserved::float8 as "reservedUnits",
           stock.value_minor::float8 as "stockValueMinor",
           (select count(*) from webhook_event where processed_at is null)::float8 as "unprocessedWebhooks"
      from (select count(*) as events, min(created_at) as oldest from outbox where sent_at is null) waiting,
           (select coalesce(sum(level.reserved), 0) as reserved,
                   coalesce(sum(level.on_hand::bigint * variant.cost_minor), 0) as value_minor
              from stock_level level join variant on variant.id = level.variant_id) stock`
  if (!standing) throw new Error('An aggregate without a row.')
  return standing
}
