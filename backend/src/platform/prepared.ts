import type { Database, Prisma } from './db.ts'
import { statementName } from './statement-name.ts'

/**
 * Runs a query that is asked very often without Prisma's own work on every call; as all statements it is planned once a
 * connection. Rows come as `pg` reads them. Never inside a transaction.
 */
export async function runPrepared<Row extends object>(
  { connections }: Database,
  { text, values }: Prisma.Sql,
): Promise<readonly Row[]> {
  const { rows } = await connections.query<Row>({ text, values, name: statementName(text) })
  return rows
}

/** The same for a statement that changes rows; reports how many. It is a transaction of its own. */
export async function executePrepared(
  { connections }: Database,
  { text, values }: Prisma.Sql,
): Promise<number> {
  const { rowCount } = await connections.query({ text, values, name: statementName(text) })
  return rowCount ?? 0
}
