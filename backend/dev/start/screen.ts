import { relative } from 'node:path'

import { z } from 'zod'

export interface Screen {
  readonly say: (line: string) => void
  readonly complain: (text: string) => void
  /** Shows what somebody at the terminal should know of the shop's log: its errors. */
  readonly showLog: (line: string) => void
}

const SHOWN: ReadonlySet<string> = new Set(['error', 'fatal'])
const LogLine = z.object({
  level: z.string(),
  msg: z.string().default(''),
  err: z.object({ message: z.string().default('') }).optional(),
})

type LogLine = z.infer<typeof LogLine>

export function openScreen({ color }: { color: boolean }): Screen {
  const red = (text: string) => (color ? `\u001B[31m${text}\u001B[0m` : text)
  const complain = (text: string) => void process.stderr.write(`${red(text)}\n`)
  return {
    say: (line) => void process.stdout.write(`${line}\n`),
    complain,
    showLog(line) {
      const entry = parse(line)
      if (!entry) complain(line)
      else if (SHOWN.has(entry.level)) complain(summary(entry))
    },
  }
}

function summary({ msg, err }: LogLine): string {
  return err ? `${msg}: ${err.message}` : msg
}

/** A line that is not of the log, such as a crash, is undefined. */
function parse(line: string): LogLine | undefined {
  try {
    return LogLine.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/** Short where the path lies below the folder we are in. */
export function shownPath(path: string): string {
  const short = relative('', path)
  return short === '' || short.startsWith('..') ? path : short
}
