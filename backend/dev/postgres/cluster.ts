import { existsSync, readFileSync } from 'node:fs'
import { chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { StartFailure } from '#dev/failure.ts'

import type { Binaries } from './binaries.ts'
import { type DatabaseUser, run } from './run.ts'

/** The server's only user: it owns everything in the local database. */
export const SUPERUSER = 'shop'

/**
 * Makes the data folder of the server unless it is there already.
 * It is made beside its place and moved in whole, so an interrupted first start leaves nothing
 * that looks like a database.
 * @throws StartFailure when what is there is not a database of this version.
 */
export async function prepareCluster(
  cluster: string,
  { binaries, user, password }: { binaries: Binaries; user: DatabaseUser; password: string },
): Promise<void> {
  if (existsSync(cluster)) return await assertUsable(cluster, binaries.majorVersion)

  const partial = `${cluster}.new`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true, mode: 0o700 })
  await giveTo(user, partial)
  const { code, output } = await withPasswordFile(
    { password, user },
    async (passwordFile) =>
      await run(binaries.initdb, initdbArguments(partial, passwordFile), user),
  )
  if (code !== 0) {
    await rm(partial, { recursive: true, force: true })
    throw new StartFailure(
      `The database could not be made in ${dirname(cluster)}.\n${output.trim()}`,
    )
  }
  await rename(partial, cluster)
}

async function assertUsable(cluster: string, majorVersion: string): Promise<void> {
  const wayOut = `Move ${cluster} away, or start afresh without its data: make reset`
  const isEmpty = (await readdir(cluster)).length === 0
  if (isEmpty) throw new StartFailure(`${cluster} is empty, so the database is lost.\n${wayOut}`)
  const version = readVersion(cluster)
  if (version === undefined) {
    throw new StartFailure(`${cluster} is not a whole database: PG_VERSION is missing.\n${wayOut}`)
  }
  if (version !== majorVersion) {
    throw new StartFailure(
      `${cluster} was made by PostgreSQL ${version}; this shop brings PostgreSQL ${majorVersion}, which cannot read it.\n${wayOut}`,
    )
  }
}

function readVersion(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  } catch {
    return undefined
  }
}

/** The collation is PostgreSQL's own C.UTF-8: the same order on every machine. */
function initdbArguments(folder: string, passwordFile: string): readonly string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    '--no-sync',
  ]
}

async function withPasswordFile<T>(
  { password, user }: { password: string; user: DatabaseUser },
  use: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sellthrough-'))
  const file = join(folder, 'password')
  try {
    await writeFile(file, password, { mode: 0o600 })
    await giveTo(user, file)
    await giveTo(user, folder)
    return await use(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function giveTo({ ids }: DatabaseUser, path: string): Promise<void> {
  if ('uid' in ids) await chown(path, ids.uid, ids.gid)
}
