import { existsSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { StartFailure } from '#dev/failure.ts'
import { lockFolder } from '#dev/folder-lock.ts'

export interface DataFolder {
  readonly path: string
  /** The last run did not end as it should: its ports may take a moment to become free. */
  readonly endedBadly: boolean
  /** The path of a file or folder in it. */
  at(name: string): string
  release(): void
}

const PRIVATE_FOLDERS = ['logs', 's3', 'sqs', 'inbox', 'stripe']

/** Everything a run leaves in its folder, and so everything that `make reset` removes. */
export const CONTENTS: readonly string[] = [
  ...PRIVATE_FOLDERS,
  'postgres',
  'secrets.json',
  'clock.json',
  'endpoints.json',
  'lock.db',
  'lock.db-journal',
  'lock.pid',
  'sellthrough.txt',
]

const NOTE = `All that this local shop keeps: its database, pictures, mails and secrets.
make reset removes it.
`

/**
 * Opens the folder that holds all state, making it when missing, and keeps every other process out.
 * @throws StartFailure when it cannot be written to, or another shop runs on it.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const at = (name: string) => join(path, name)
  try {
    await makeFolders(path, at)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartFailure(
      `${path} cannot hold the shop's data: ${reason}\nMake it yours, or choose another folder: DATA_DIR=… make start`,
      { cause: error },
    )
  }
  const lock = lockFolder(path)
  const endedBadly = existsSync(at('endpoints.json'))
  await rm(at('endpoints.json'), { force: true })
  return { path, endedBadly, at, release: () => lock.release() }
}

/** The database's user must be able to pass through; what is private has a folder of its own. */
async function makeFolders(path: string, at: (name: string) => string): Promise<void> {
  const made = await mkdir(path, { recursive: true })
  if (made !== undefined) await chmod(path, 0o755)
  for (const name of PRIVATE_FOLDERS) await mkdir(at(name), { recursive: true, mode: 0o700 })
  await writeFile(at('sellthrough.txt'), NOTE)
}
