import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'

import { z } from 'zod'

import { Message } from './message.ts'

const Entry = z.union([
  /** The message is in that queue now, like this. A later entry replaces an earlier one. */
  z.object({ queue: z.string(), message: Message }),
  z.object({ gone: z.string() }),
])

export type Kept = Readonly<{ queue: string; message: Message }>

export interface Journal {
  readonly keep: (kept: Kept) => void
  readonly forget: (messageId: string) => void
  readonly close: () => void
}

const LARGEST_BYTES = 8 * 1024 * 1024

/**
 * Opens the file that messages are kept in and returns what is in it. What was written is there
 * after a `kill -9`; it is not forced to the disk, so the last moments before a power cut are not.
 */
export function openJournal(file: string): { journal: Journal; kept: readonly Kept[] } {
  const live = read(file)
  let descriptor = rewrite(file, live)
  let size = 0

  function append(entry: z.infer<typeof Entry>): void {
    size += writeSync(descriptor, `${JSON.stringify(entry)}\n`)
    if (size < LARGEST_BYTES) return
    closeSync(descriptor)
    descriptor = rewrite(file, live)
    size = 0
  }

  const journal: Journal = {
    keep(kept) {
      live.set(kept.message.id, kept)
      append(kept)
    },
    forget(messageId) {
      live.delete(messageId)
      append({ gone: messageId })
    },
    close: () => closeSync(descriptor),
  }
  return { journal, kept: [...live.values()] }
}

/** For a queue that lives in memory alone. */
export const noJournal: Journal = {
  keep: () => undefined,
  forget: () => undefined,
  close: () => undefined,
}

/** A last line that a crash cut short says nothing. */
function read(file: string): Map<string, Kept> {
  const live = new Map<string, Kept>()
  if (!existsSync(file)) return live
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    const entry = Entry.parse(JSON.parse(line))
    if ('gone' in entry) live.delete(entry.gone)
    else live.set(entry.message.id, entry)
  }
  return live
}

/** Leaves out what no longer matters, and returns the file to append to. */
function rewrite(file: string, live: ReadonlyMap<string, Kept>): number {
  const lines = [...live.values()].map((kept) => `${JSON.stringify(kept)}\n`)
  writeFileSync(`${file}.new`, lines.join(''), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return openSync(file, 'a')
}
