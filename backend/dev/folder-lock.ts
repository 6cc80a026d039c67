import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { StartFailure } from './failure.ts'

export interface FolderLock {
  release(): void
}

/** Thrown when another live process works on the folder. */
export class FolderInUse extends StartFailure {}

/**
 * Makes this process the only one that works on the folder, until it lets go or dies.
 * The operating system drops the lock with the process, so a `kill -9` leaves nothing to tidy up
 * and a process id that was given out again cannot be mistaken for ours.
 */
export function lockFolder(folder: string): FolderLock {
  const note = join(folder, 'lock.pid')
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    lock.close()
    throw new FolderInUse(whoHolds(folder, note), { cause: error })
  }
  writeFileSync(note, String(process.pid))
  return { release: () => lock.close() }
}

function whoHolds(folder: string, note: string): string {
  return `${folder} is in use by another process (id ${readNote(note)}). Stop that one first (Ctrl-C in its window), or use another folder: DATA_DIR=…`
}

function readNote(note: string): string {
  try {
    return readFileSync(note, 'utf8')
  } catch {
    return 'unknown'
  }
}
