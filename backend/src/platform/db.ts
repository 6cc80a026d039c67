import { setTimeout as pause } from 'node:timers/promises'

import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, type PoolClient } from 'pg'

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

const afterCommits = new WeakMap<Db, (() => void)[]>()

/** Has something done once the transaction has committed; at once where there is none. */
export function afterCommit(db: Db, act: () => void): void {
  const acts = afterCommits.get(db)
  if (acts) acts.push(act)
  else act()
}

export interface DatabaseOptions {
  readonly url: string
  /** The most connections this process opens. */
  readonly poolSize: number
  /** How long to wait for a free connection, and so for a database that is away. */
  readonly connectTimeoutMs?: number
  /** Told how long each query took, in seconds. */
  readonly onQuery?: (seconds: number) => void
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

/**
 * One plan for all arguments: made anew for each LIMIT, a plan for a product list costs more than the list. And an index is as
 * cheap as the rows themselves, for what is read often is in memory: with the disks of old in mind small tables are read whole.
 */
const PLANNING = '-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1'

export function openDatabase({
  url,
  poolSize,
  connectTimeoutMs = 5_000,
  onQuery,
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
    options: PLANNING,
    keepAlive: true,
  })
  // An idle connection that the server closed is replaced by the pool; without a listener it would end the process.
  connections.on('error', () => undefined)
  if (onQuery) connections.on('connect', (client) => timeQueries(client, onQuery))

  const prisma = new PrismaClient({
    adapter: new PrismaPg(connections, {
      // What has no arguments begins or ends a transaction; there is nothing in it to plan.
      statementNameGenerator: ({ sql, args }) => (args.length > 0 ? statementName(sql) : ''),
    }),
    errorFormat: 'minimal',
    transactionOptions: { maxWait: connectTimeoutMs, timeout: TRANSACTION_TIMEOUT_MS },
  })

  async function runOnce<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    const acts: (() => void)[] = []
    const result = await prisma.$transaction(async (tx) => {
      afterCommits.set(tx, acts)
      return await work(tx)
    })
    for (const act of acts) act()
    return result
  }

  return {
    pool: prisma,
    connections,
    async transaction(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await runOnce(work)
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
  return causesOf(error)
    .map(({ originalCode, code }) => originalCode ?? code)
    .find(isSqlState)
}

/** Times whatever goes through a connection, whichever library sends it. */
function timeQueries(client: PoolClient, onQuery: (seconds: number) => void): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its many overloads come to the same here
  const query = client.query.bind(client) as (...args: readonly unknown[]) => unknown
  Object.assign(client, {
    query(...args: readonly unknown[]) {
      const started = performance.now()
      const note = () => onQuery((performance.now() - started) / 1000)
      const callback = args.at(-1)
      if (typeof callback !== 'function') {
        const running = query(...args)
        if (running instanceof Promise) running.then(note, note)
        return running
      }
      return query(...args.slice(0, -1), (...outcome: readonly unknown[]) => {
        note()
        callback(...outcome)
      })
    },
  })
}

/** Shutting down, starting up, no connection left, and a lock that was waited for in vain: the same again may work. */
const AWAY = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '55P03', 'P2024', 'P2028'])
/** The same in the words of Prisma's adapter. */
const AWAY_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
])
/** And in pg's own, which gives them no code. */
const AWAY_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout/

/** Whether the error says that the database is away or overwhelmed, rather than that the shop asked it for nonsense. */
export function isDatabaseAway(error: unknown): boolean {
  return causesOf(error).some(
    ({ code, originalCode, kind, message }) =>
      [code, originalCode].some((one) => typeof one === 'string' && AWAY.has(one)) ||
      (typeof kind === 'string' && AWAY_KINDS.has(kind)) ||
      (typeof message === 'string' && AWAY_WORDS.test(message)),
  )
}

/** The error, and what it was caused by, from the outside in. */
function causesOf(error: unknown): readonly Record<string, unknown>[] {
  const causes: Record<string, unknown>[] = []
  for (let at: unknown = error; isObject(at) && !causes.includes(at); at = nextCause(at))
    causes.push(at)
  return causes
}

/** Whether the error says that such a row is there already. */
export const isDuplicate = (error: unknown): boolean =>
  prismaCode(error) === 'P2002' || sqlState(error) === '23505'

function nextCause(error: Record<string, unknown>): unknown {
  const meta = error['meta']
  return (isObject(meta) ? meta['driverAdapterError'] : undefined) ?? error['cause']
}

const isSqlState = (code: unknown): code is string =>
  typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('P2')

const prismaCode = (error: unknown): unknown => (isObject(error) ? error['code'] : undefined)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
