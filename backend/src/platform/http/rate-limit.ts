import { createHash } from 'node:crypto'

import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterStoreAbstract,
} from 'rate-limiter-flexible'

import type { Database } from '#platform/db.ts'
import { type Problem, problemType } from '#platform/problem.ts'

const tooMany = problemType('too-many-requests', 'too-many', 'Too many requests')

/** So many of something in so many seconds, counted from the first. */
export interface Allowance {
  readonly points: number
  readonly seconds: number
}

export interface RateLimits {
  /** Counts one, and refuses it once the allowance for this key is used up. Secrets and addresses make fine keys: only a hash is kept. */
  limit(name: string, key: string, allowance: Allowance): Promise<void>
  /** Refuses once the allowance for this key is used up, and counts nothing: for what only counts when it fails. */
  check(name: string, key: string, allowance: Allowance): Promise<void>
  /** Starts this key's count again, for someone who turned out to be who they said. */
  forget(name: string, key: string, allowance: Allowance): Promise<void>
  /** Takes away the counts that have run out, and reports how many those were. */
  forgetExpired(): Promise<number>
}

const NONE: RateLimits = {
  limit: async () => undefined,
  check: async () => undefined,
  forget: async () => undefined,
  forgetExpired: async () => 0,
}

/**
 * Counts in PostgreSQL, so that a limit holds for all instances together. While the database is away each instance counts for
 * itself. The time is the machine's own, for a limit guards against machines and not against the calendar.
 */
export function createRateLimits({
  db,
  enabled,
}: {
  readonly db: Pick<Database, 'connections'>
  readonly enabled: boolean
}): RateLimits {
  if (!enabled) return NONE
  const limiters = new Map<string, RateLimiterStoreAbstract>()

  function limiterFor(name: string, { points, seconds: duration }: Allowance) {
    const known = limiters.get(name)
    if (known) return known
    const limiter = new RateLimiterPostgres({
      storeClient: db.connections,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      // A timer would outlive the invocation; forgetExpired() is called by the schedule instead.
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration,
      // Whoever is over the limit costs the database nothing more.
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration }),
    })
    limiters.set(name, limiter)
    return limiter
  }

  return {
    async limit(name, key, allowance) {
      try {
        await limiterFor(name, allowance).consume(hashed(key))
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        throw refuse(refusal)
      }
    },
    async check(name, key, allowance) {
      const counted = await limiterFor(name, allowance).get(hashed(key))
      if (counted && counted.remainingPoints <= 0) throw refuse(counted)
    },
    async forget(name, key, allowance) {
      await limiterFor(name, allowance).delete(hashed(key))
    },
    async forgetExpired() {
      const { rowCount } = await db.connections.query('delete from rate_limit where expire < $1', [
        Date.now(),
      ])
      return rowCount ?? 0
    },
  }
}

function refuse({ msBeforeNext }: RateLimiterRes): Problem {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
  return tooMany(`Try again in ${inWords(retryAfterSeconds)}.`, { retryAfterSeconds })
}

/** The table takes 255 characters and is no place for people's addresses. */
const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url')

function inWords(seconds: number): string {
  if (seconds === 1) return 'a second'
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
