import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { Client } from 'pg'

import { StartFailure } from './failure.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { findFreePort, LOOPBACK } from './ports.ts'
import { findBinaries } from './postgres/binaries.ts'
import { prepareCluster, SUPERUSER } from './postgres/cluster.ts'
import { chooseDatabaseUser } from './postgres/database-user.ts'
import { clearLeftover } from './postgres/leftover.ts'
import { type Server, startServer } from './postgres/server.ts'

export interface PostgresOptions {
  /** Holds the cluster, its password (0600) and its lock; made when missing. */
  readonly dataDir: string
  /** A free one when omitted. */
  readonly port?: number
  /** Receives each line the server writes. */
  readonly log?: (line: string) => void
  /** False trades safety on a power cut for speed: for tests. */
  readonly fsync?: boolean
}

export interface Postgres {
  /** The database `shop`. */
  readonly url: string
  /** The database `postgres`, from which others are made and dropped. Same user. */
  readonly adminUrl: string
  readonly port: number
  /** Settles when the server is gone, for whatever reason. */
  readonly exited: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a real PostgreSQL server on loopback, making its data folder and the database `shop` the
 * first time. Works as root too. A server or a lock left by a killed process is cleared.
 * @throws StartFailure saying what to do, when the folder, the port or the programs cannot be used.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = resolve(options.dataDir)
  await makeFolder(dataDir)
  const lock = lockFolder(dataDir)
  try {
    return await startLocked(dataDir, options, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await writeFile(join(dataDir, 'lock.pid'), '', { flag: 'a' })
  } catch (error) {
    const advice = `${dataDir} cannot be written to. Make it yours, or choose another folder: DATA_DIR=…`
    throw new StartFailure(advice, { cause: error })
  }
}

async function startLocked(
  dataDir: string,
  { fsync = true, log = () => undefined, port: wanted }: PostgresOptions,
  lock: FolderLock,
): Promise<Postgres> {
  const cluster = clusterIn(dataDir)
  const user = await chooseDatabaseUser(cluster)
  const binaries = await findBinaries(user)
  const password = await readOrMakePassword(dataDir)
  await clearLeftover(cluster)
  await prepareCluster(cluster, { binaries, user, password })

  const port = wanted ?? (await findFreePort())
  const server = await startServer({ binaries, cluster, fsync, log, port, user })
  const urls = urlsOf(port, password)
  await makeDatabase(urls.adminUrl, server)
  const stop = async () => {
    await server.stop()
    lock.release()
  }
  return { ...urls, port, exited: server.exited, stop }
}

async function makeDatabase(adminUrl: string, server: Server): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  try {
    await client.connect()
    const { rowCount } = await client.query(`select from pg_database where datname = 'shop'`)
    if (rowCount === 0) await client.query('create database shop')
    await client.end()
  } catch (error) {
    await server.stop()
    throw new StartFailure(`The database refuses us: ${String(error)}`, { cause: error })
  }
}

async function readOrMakePassword(dataDir: string): Promise<string> {
  const file = passwordIn(dataDir)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  if (existsSync(clusterIn(dataDir))) {
    throw new StartFailure(
      `${file} is missing, so nobody can sign in to the database beside it.\nPut it back, or start afresh without the data: make reset`,
    )
  }
  const password = randomBytes(24).toString('base64url')
  await writeFile(file, password, { mode: 0o600 })
  return password
}

function urlsOf(port: number, password: string): { url: string; adminUrl: string } {
  const server = `postgresql://${SUPERUSER}:${password}@${LOOPBACK}:${port}`
  return { url: `${server}/shop`, adminUrl: `${server}/postgres` }
}

const clusterIn = (dataDir: string) => join(dataDir, 'cluster')
const passwordIn = (dataDir: string) => join(dataDir, 'password')
