import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** What must never be in a log, wherever in a logged object it is. */
const SECRET = [
  'password',
  'token',
  'accessToken',
  'authorization',
  'cookie',
  '*.password',
  '*.token',
  '*.accessToken',
  '*.authorization',
  '*.cookie',
]

/** One JSON object a line on standard output. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRET, censor: '[redacted]' },
  }
  return destination ? pino(options, destination) : pino(options)
}
