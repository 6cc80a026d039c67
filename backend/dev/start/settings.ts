import { resolve } from 'node:path'

import { z } from 'zod'

import { StartFailure } from '#dev/failure.ts'

const NAMES = ['shop', 'stripe', 'inbox', 's3', 'sqs', 'postgres'] as const
const LAST_PORT = 65_535 - NAMES.length + 1

const portRange = `a whole number from 1 to ${LAST_PORT}`

const Environment = z.object({
  PORT: z.coerce
    .number(portRange)
    .int(portRange)
    .min(1, portRange)
    .max(LAST_PORT, portRange)
    .default(3000),
  DATA_DIR: z.string().default('.data'),
  SEED: oneOf('demo', 'empty').default('demo'),
  RATE_LIMITS: oneOf('on', 'off').default('on'),
  LOG_LEVEL: oneOf('debug', 'info', 'warn', 'error', 'silent').default('info'),
  NO_COLOR: z.string().default(''),
})

function oneOf<const T extends readonly string[]>(...words: T) {
  return z.enum(words, words.join(' or '))
}

/** A port for each part: the shop's own, and the ones right after it. */
export type Ports = Readonly<Record<(typeof NAMES)[number], number>>

export interface Settings {
  readonly ports: Ports
  /** Absolute. */
  readonly dataDir: string
  readonly seed: 'demo' | 'empty'
  readonly rateLimits: 'on' | 'off'
  readonly logLevel: string
  readonly color: boolean
  /** Start the shop anew, and build its pages anew, whenever a source changes. */
  readonly watch: boolean
}

/** @throws StartFailure naming each variable that does not fit. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  { watch, isTerminal }: { watch: boolean; isTerminal: boolean },
): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.')
      return `${name}=${given[name]} cannot be: it is ${message}.`
    })
    throw new StartFailure(faults.join('\n'))
  }

  const { PORT, DATA_DIR, SEED, RATE_LIMITS, LOG_LEVEL, NO_COLOR } = parsed.data
  return {
    ports: {
      shop: PORT,
      stripe: PORT + 1,
      inbox: PORT + 2,
      s3: PORT + 3,
      sqs: PORT + 4,
      postgres: PORT + 5,
    },
    dataDir: resolve(DATA_DIR),
    seed: SEED,
    rateLimits: RATE_LIMITS,
    logLevel: LOG_LEVEL,
    color: isTerminal && NO_COLOR === '',
    watch,
  }
}
