import { createHash } from 'node:crypto'

import type { Clock } from './clock.ts'
import { type Database, Prisma } from './db.ts'
import { executePrepared } from './prepared.ts'
import { problemType } from './problem.ts'

const reused = problemType(
  'idempotency-key-reused',
  'unprocessable',
  'The key was used for something else',
)
const inFlight = problemType(
  'idempotency-key-in-flight',
  'conflict',
  'The same request is still being worked on',
)

/** After this long a request that never finished is taken for dead, and a repeat does it again. */
const LOCK_SECONDS = 30
const KEEP_MS = 24 * 60 * 60 * 1000

export interface Attempt {
  /** Whose keys these are, and for what: keys of two customers never meet. */
  readonly scope: string
  readonly key: string
  /** The request: the same key must come with the same. */
  readonly request: unknown
}

export interface Outcome<T> {
  readonly reply: T
  readonly isReplay: boolean
}

/**
 * Does the work of one `Idempotency-Key` once, and answers every repeat with the first reply, also after a restart
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/). Work that throws is forgotten, so that the
 * same key may try again.
 * @throws idempotency-key-reused for the same key with another request; idempotency-key-in-flight while the first still runs.
 */
export function createIdempotency({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  async function begin(
    { scope, key }: Attempt,
    requestHash: Buffer<ArrayBuffer>,
  ): Promise<Date | undefined> {
    const now = clock.now()
    const lockedUntil = new Date(now.getTime() + LOCK_SECONDS * 1000)
    const rows = await executePrepared(
      db,
      Prisma.sql`
      insert into idempotency_key (scope, key, request_hash, created_at, locked_until)
      values (${scope}, ${key}, ${requestHash}, ${now}, ${lockedUntil})
      on conflict (scope, key) do update set locked_until = excluded.locked_until
       where idempotency_key.request_hash = excluded.request_hash
         and idempotency_key.reply is null and idempotency_key.locked_until < ${now}`,
    )
    return rows === 1 ? lockedUntil : undefined
  }

  return {
    /** Forgets keys of yesterday and before: nobody retries that long. */
    async forgetOld(): Promise<void> {
      const before = new Date(clock.now().getTime() - KEEP_MS)
      await db.pool.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } })
    },

    async once<T>(attempt: Attempt, work: () => Promise<T>): Promise<Outcome<T>> {
      const { scope, key } = attempt
      const requestHash = createHash('sha256').update(JSON.stringify(attempt.request)).digest()
      const lockedUntil = await begin(attempt, requestHash)
      if (!lockedUntil) return await replay<T>(attempt, requestHash)

      try {
        const reply = await work()
        await executePrepared(
          db,
          Prisma.sql`
          update idempotency_key set reply = ${JSON.stringify(reply)}::jsonb, locked_until = null
           where scope = ${scope} and key = ${key}`,
        )
        return { reply, isReplay: false }
      } catch (error) {
        // Only its own: whoever took over a run that seemed dead has a lock of a later time.
        await db.pool.idempotencyKey.deleteMany({
          where: { scope, key, lockedUntil, reply: { equals: Prisma.DbNull } },
        })
        throw error
      }
    },
  }

  async function replay<T>({ scope, key }: Attempt, requestHash: Buffer): Promise<Outcome<T>> {
    const known = await db.pool.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } })
    if (known && !requestHash.equals(known.requestHash)) {
      throw reused('This Idempotency-Key came with another request before. Nothing was changed.')
    }
    if (!known?.reply) {
      throw inFlight(
        'The first request with this Idempotency-Key is not finished. Ask again in a moment.',
        { retryAfterSeconds: 1 },
      )
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was kept by the work above
    return { reply: known.reply as T, isReplay: true }
  }
}

export type Idempotency = ReturnType<typeof createIdempotency>
