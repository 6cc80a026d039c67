import { createHash } from 'node:crypto'

import { type Actor, recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { JOB_SENT_AGAIN, type Job, QueuedJob, type ScheduledJob } from '#platform/job.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Outbox } from '#platform/outbox.ts'
import { MOST_RECEIVES, type Queue } from '#platform/queue.ts'

import type { BackgroundView, DeadLetterStatus, DeadLetterView } from './contract.ts'
import * as letters from './dead-letter-repository.ts'
import { deadLetterGauge } from './gauges.ts'
import { withoutSecrets } from './job-words.ts'
import { presentLetters, presentSchedule } from './present-background.ts'
import { readStanding } from './repository.ts'
import { deadLetterEnded, deadLetterNotFound, deadLetterUnreadable } from './rules.ts'

interface BackgroundWorld {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly queue: Queue
  readonly outbox: Outbox
  /** Asked when needed, since they are built later. */
  readonly jobs: () => readonly Job[]
  readonly scheduled: () => readonly ScheduledJob[]
}

interface GivenUp {
  readonly body: string
  /** What went wrong last; undefined when nobody knows. */
  readonly error?: unknown
  readonly attempts: number
}

export type Background = ReturnType<typeof createBackground>

/** Longer than the queue tries a job: what was sent again and not heard of since is lost. */
const LOST_MS = 15 * 60_000
/** As many as one transaction writes at ease. */
const MOST_AT_ONCE = 200
/** Rounds of ten in one run of the schedule. */
const MOST_ROUNDS = 50
const OPEN = ['waiting', 'sent_again'] as const

/**
 * Jobs that failed too often are kept in a table, by whoever did them last or, where that died, by a scheduled job from what the
 * queue gave up. So all of them can be listed, and sent again through the outbox, exactly and with the queue away.
 */
export function createBackground(world: BackgroundWorld) {
  const { db, clock, log, queue, outbox } = world
  world.metrics.addGauge(deadLetterGauge(async () => await letters.countWaiting(db.pool), queue))

  async function keep({ body, error, attempts }: GivenUp): Promise<void> {
    const now = clock.now()
    const read = readMessage(body)
    const key = read ? `${read.job}:${read.eventId}` : `unreadable:${sha256(body)}`
    const job = read?.job ?? null
    log.error({ err: error, job, attempts }, 'a job is given up')
    const words = error === undefined ? null : withoutSecrets(inWords(error))
    const letter = { id: newId(now), key, job, body: storable(body), error: words, attempts, now }
    await letters.keep(db.pool, letter)
  }

  async function view(id: string): Promise<DeadLetterView> {
    const [shown] = await presentLetters(db.pool, [await known(db.pool, id)], knownJobs())
    if (!shown) throw deadLetterNotFound('There is no such dead letter.')
    return shown
  }

  const knownJobs = (): readonly string[] => world.jobs().map(({ name }) => name)

  async function send(tx: Db, ids: readonly string[], by: Actor): Promise<number> {
    const now = clock.now()
    const lostBefore = new Date(now.getTime() - LOST_MS)
    const taken = await letters.takeToSend(tx, { ids, now, lostBefore })
    for (const { id, job, body } of taken) {
      const message = readMessage(body)
      if (!message) throw new Error(`The dead letter ${id} names a job and cannot be read.`)
      const payload = JSON.parse(JSON.stringify({ ...message, deadLetterId: id }))
      await outbox.add(tx, { name: JOB_SENT_AGAIN, payload })
      await audit(tx, { by, id, action: 'dead_letter.sent_again', detail: { job } })
    }
    return taken.length
  }

  async function audit(
    tx: Db,
    entry: { by: Actor; id: string; action: string; detail: Record<string, string | null> },
  ): Promise<void> {
    const { by, id, action, detail } = entry
    const subject = { subjectType: 'dead_letter', subjectId: id }
    await recordAudit(tx, clock, { actor: by, action, ...subject, detail })
  }

  return {
    /** Keeps a job that failed too often. */
    keep,

    /** What was sent again is done; anything else is left as it is. */
    async finish(id: string): Promise<void> {
      await letters.end(db.pool, id, { from: OPEN, status: 'done', now: clock.now() })
    },

    /** Takes over what the queue gave up by itself. */
    async collect(): Promise<void> {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const taken = await queue.takeDead(async (bodies) => {
          for (const body of bodies) await keep({ body, attempts: MOST_RECEIVES })
        })
        if (taken === 0) return
      }
    },

    /** The newest first; those that are open unless a status is asked for. */
    async listDeadLetters(at: {
      readonly status?: DeadLetterStatus | undefined
      readonly cursor?: string | undefined
      readonly limit: number
    }): Promise<{ items: readonly DeadLetterView[]; nextCursor: string | null }> {
      const { status, cursor: after, limit } = at
      const statuses = status === undefined ? OPEN : [status]
      const found = await letters.list(db.pool, { statuses, after, limit: limit + 1 })
      const items = await presentLetters(db.pool, found.slice(0, limit), knownJobs())
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    /** Sends one again; what is on its way already is left to arrive. @throws deadLetterEnded, deadLetterUnreadable */
    async retry(id: string, by: Actor): Promise<DeadLetterView> {
      await db.transaction(async (tx) => {
        const { status, job } = await known(tx, id)
        if (status === 'done' || status === 'discarded') throw ended(status)
        if (job === null || !knownJobs().includes(job)) {
          throw deadLetterUnreadable(
            'Nothing in this version of the shop knows what to do with it. Discard it, or send it again after the next update.',
          )
        }
        await send(tx, [id], by)
      })
      return await view(id)
    },

    /** Sends again all that wait and can be, some hundreds at a time; tells how many that were and how many are left. */
    async retryAll(by: Actor): Promise<{ sentAgain: number; left: number }> {
      const sentAgain = await db.transaction(async (tx) => {
        const ids = await letters.findWaiting(tx, knownJobs(), MOST_AT_ONCE)
        return await send(tx, ids, by)
      })
      return { sentAgain, left: await letters.countWaiting(db.pool) }
    },

    /** Leaves it undone, for a reason that is kept in the audit. @throws deadLetterEnded */
    async discard(id: string, reason: string, by: Actor): Promise<DeadLetterView> {
      await db.transaction(async (tx) => {
        const { job } = await known(tx, id)
        const end = { from: OPEN, status: 'discarded', now: clock.now() } as const
        if (!(await letters.end(tx, id, end))) throw ended((await known(tx, id)).status)
        await audit(tx, { by, id, action: 'dead_letter.discarded', detail: { job, reason } })
      })
      return await view(id)
    },

    /** How the work behind the scenes stands. */
    async overview(): Promise<BackgroundView> {
      const now = clock.now()
      const [standing, depth, waiting, runs] = await Promise.all([
        readStanding(db.pool, now),
        queue.depth().catch((error: unknown) => {
          log.warn({ err: error }, 'the queue does not say how much is in it')
          return null
        }),
        letters.countWaiting(db.pool),
        letters.lastRuns(db.pool),
      ])
      return {
        queued: depth?.waiting ?? null,
        unsent: standing.unsentEvents,
        oldestUnsentSeconds: Math.round(standing.oldestUnsentSeconds),
        deadLetters: waiting + (depth?.dead ?? 0),
        scheduled: presentSchedule(world.scheduled(), runs, now),
      }
    },

    /** The same job, which also notes how each run of it ended. */
    noted(job: ScheduledJob): ScheduledJob {
      const note = async (startedAt: Date, error: unknown): Promise<void> => {
        const words = error === undefined ? null : withoutSecrets(inWords(error))
        const run = { name: job.name, startedAt, finishedAt: clock.now(), error: words }
        await letters.noteRun(db.pool, run).catch((failure: unknown) => {
          log.warn({ err: failure, job: job.name }, 'the end of a scheduled job is not noted')
        })
      }
      return {
        ...job,
        async run() {
          const startedAt = clock.now()
          try {
            await job.run()
          } catch (error) {
            await note(startedAt, error ?? 'It failed.')
            throw error
          }
          await note(startedAt, undefined)
        },
      }
    },
  }
}

/** @throws deadLetterNotFound */
async function known(tx: Db, id: string): Promise<letters.DeadLetterRecord> {
  const letter = await letters.find(tx, id)
  if (!letter) throw deadLetterNotFound('There is no such dead letter.')
  return letter
}

const ended = (status: DeadLetterStatus) =>
  deadLetterEnded(
    status === 'discarded'
      ? 'Somebody has discarded it. Nothing was sent.'
      : 'It has been done meanwhile. Nothing was sent.',
    { status },
  )

function readMessage(body: string): QueuedJob | undefined {
  try {
    return QueuedJob.parse(JSON.parse(body))
  } catch {
    return undefined
  }
}

/** PostgreSQL keeps any text but NUL. */
const storable = (text: string): string => text.replaceAll('\0', '�')
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error))
