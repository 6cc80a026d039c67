import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'

/** One line of the journal: which table, which row, and its text (empty: the row is gone). */
export interface JournalLine {
  readonly table: string
  readonly id: string
  readonly text: string
}

/**
 * Where changes are kept across a restart. `note` remembers that a row changed; `commit` writes the rows
 * noted since the last one as they are now, and returns only when the operating system has them.
 */
export interface Journal {
  note(table: string, id: string, text: () => string): void
  commit(): void
  close(): void
}

/** A journal that keeps nothing. */
export function forgetfulJournal(): Journal {
  return { note: () => {}, commit: () => {}, close: () => {} }
}

/** Appends to the file, one row per line, tab separated; JSON holds neither raw tabs nor line breaks. */
export function fileJournal(path: string): Journal {
  const file = openSync(path, 'a')
  const noted = new Map<string, () => string>()

  function commit(): void {
    if (noted.size === 0) return
    let lines = ''
    for (const [key, text] of noted) lines += `${key}\t${text()}\n`
    noted.clear()
    writeSync(file, lines)
  }

  return {
    note: (table, id, text) => noted.set(`${table}\t${id}`, text),
    commit,
    close: () => {
      commit()
      closeSync(file)
    },
  }
}

/** Reads what was written, in order. A last line torn by a crash is left out. */
export async function readJournal(
  path: string,
  take: (line: JournalLine) => void,
): Promise<number> {
  mkdirSync(dirname(path), { recursive: true })
  if (!existsSync(path)) return 0
  let lines = 0
  const input = createReadStream(path)
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const [table, id, text] = line.split('\t')
    if (table === undefined || id === undefined || text === undefined || !isWhole(text)) continue
    take({ table, id, text })
    lines += 1
  }
  return lines
}

function isWhole(text: string): boolean {
  return text === '' || text.endsWith('}')
}

/** Replaces the journal by one line per live row, all at once. */
export function rewriteJournal(path: string, lines: Iterable<JournalLine>): void {
  const fresh = `${path}.new`
  const file = openSync(fresh, 'w')
  let batch = ''
  for (const { table, id, text } of lines) {
    batch += `${table}\t${id}\t${text}\n`
    if (batch.length < 1_000_000) continue
    writeSync(file, batch)
    batch = ''
  }
  writeSync(file, batch)
  closeSync(file)
  renameSync(fresh, path)
}
