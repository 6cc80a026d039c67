import type { Database, Prisma } from './db.ts'

/** Plans cost the server memory on every connection; past this many statements the rest are planned each time they run. */
const MOST_STATEMENTS = 60
const names = new Map<string, string>()

/**
 * Runs a query that is asked very often, as a prepared statement on a connection of the pool: planned once a connection, and
 * without Prisma's own work on every call. Rows come as `pg` reads them. Never inside a transaction.
 */
export async function runPrepared<Row extends object>(
  { connections }: Database,
  { text, values }: Prisma.Sql,
): Promise<readonly Row[]> {
  const name = nameOf(text)
  const { rows } = await connections.query<Row>({ text, values, ...(name && { name }) })
  return rows
}

/** The same text has the same name on every connection, as `pg` demands. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_STATEMENTS) return known
  const name = `shop-${names.size + 1}`
  names.set(text, name)
  return name
}
