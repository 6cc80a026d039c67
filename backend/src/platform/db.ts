import { setTimeout as pause } from 'node:timers/promises'

import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'

import { Prisma, PrismaClient } from './prisma/client.ts'
import { statementName } from './statement-name.ts'

export { Prisma }

/** What a repository function runs its queries on: the pool, or one open transaction. */
export type Db = Prisma.TransactionClient

export interface Database {
  readonly pool: Db
  /** The connections themselves, for libraries that bring their own SQL. */
  readonly connections: Pool
  /**
   * Runs `work` in one transaction; a throw rolls everything back. A deadlock or a serialisation failure is tried again
   * from the start, so `work` must have no effect outside the database.
   */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** The most connections this process opens. */
  readonly poolSize: number
  /** How long to wait for a free connection, and so for a database that is away. */
  readonly connectTimeoutMs?: number
}

// The timeouts nest, so that the innermost one tells what went wrong: lock, statement, query, transaction, then Stripe and Lambda.
const LOCK_TIMEOUT_MS = 2_000
const STATEMENT_TIMEOUT_MS = 5_000
const QUERY_TIMEOUT_MS = 6_000
const TRANSACTION_TIMEOUT_MS = 8_000
const IDLE_TIMEOUT_MS = 60_000

const DEADLOCK = '40P01'
const SERIALISATION_FAILURE = '40001'
const MOST_TRIES = 5

export function openDatabase({
  url,
  poolSize,
  connectTimeoutMs = 5_000,
}: DatabaseOptions): Database {
  const connections = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
  })
  // An idle connection that the server closed is replaced by the pool; without a listener it would end the process.
  connections.on('error', () => undefined)

  const prisma = new PrismaClient({
    adapter: new PrismaPg(connections, {
      // What has no arguments begins or ends a transaction; there is nothing in it to plan.
      statementNameGenerator: ({ sql, args }) => (args.length > 0 ? statementName(sql) : ''),
    }),
    errorFormat: 'minimal',
    transactionOptions: { maxWait: connectTimeoutMs, timeout: TRANSACTION_TIMEOUT_MS },
  })

  return {
    pool: prisma,
    connections,
    async transaction(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await prisma.$transaction(work)
        } catch (error) {
          if (tries === MOST_TRIES || !isWorthAnotherTry(error)) throw error
          await pause(Math.random() * 20 * tries)
        }
      }
    },
    async close() {
      await prisma.$disconnect()
      await connections.end()
    },
  }
}

function isWorthAnotherTry(error: unknown): boolean {
  const state = sqlState(error)
  return state === DEADLOCK || state === SERIALISATION_FAILURE || prismaCode(error) === 'P2034'
}

/** PostgreSQL's own code for what went wrong (https://www.postgresql.org/docs/15/errcodes-appendix.html), if the error carries one. */
export function sqlState(error: unknown): string | undefined {
  const seen = new Set<unknown>()
  for (let at: unknown = error; isObject(at) && !seen.has(at); at = nextCause(at)) {
    seen.add(at)
    const code = at['originalCode'] ?? at['code']
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('P2'))
      return code
  }
  return undefined
}

/** Whether the error says that such a row is there already. */
export const isDuplicate = (error: unknown): boolean =>
  prismaCode(error) === 'P2002' || sqlState(error) === '23505'

function nextCause(error: Record<string, unknown>): unknown {
  const meta = error['meta']
  return (isObject(meta) ? meta['driverAdapterError'] : undefined) ?? error['cause']
}

const prismaCode = (error: unknown): unknown => (isObject(error) ? error['code'] : undefined)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
