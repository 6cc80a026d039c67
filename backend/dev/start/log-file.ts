import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export interface LogFile {
  readonly path: string
  readonly write: (line: string) => void
  /** Takes over whatever the stream says, line by line. */
  copy(stream: Readable | null, onLine?: (line: string) => void): void
  last(lines: number): readonly string[]
  readonly close: () => Promise<void>
}

const LARGEST_BYTES = 20 * 1024 * 1024
const REMEMBERED_LINES = 200

/** Appends to the file, which starts afresh (the old one beside it) once it has grown large. */
export function openLogFile(path: string): LogFile {
  if (existsSync(path) && statSync(path).size > LARGEST_BYTES) renameSync(path, `${path}.old`)
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 })
  const remembered: string[] = []

  function write(line: string): void {
    file.write(`${line}\n`)
    remembered.push(line)
    if (remembered.length > REMEMBERED_LINES) remembered.shift()
  }

  return {
    path,
    write,
    copy(stream, onLine = () => undefined) {
      if (!stream) return
      createInterface({ input: stream }).on('line', (line) => {
        write(line)
        onLine(line)
      })
    },
    last: (lines) => remembered.slice(-lines),
    close: async () => await new Promise((resolve) => file.end(resolve)),
  }
}
