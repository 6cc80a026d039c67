import { setTimeout as pause } from 'node:timers/promises'

import type { Job, ScheduledJob } from '#platform/job.ts'
import { QueuedJob } from '#platform/job.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import { MOST_RECEIVES, type Received, type WorkerQueue } from '#platform/queue.ts'

/** Where jobs end that failed too often. */
export interface DeadLetterBox {
  keep(letter: {
    readonly body: string
    readonly error: unknown
    readonly attempts: number
  }): Promise<void>
  /** What was sent again is done. */
  finish(id: string): Promise<void>
}

interface WorkerWorld {
  readonly queue: WorkerQueue
  readonly log: Log
  readonly metrics: Metrics
  readonly jobs: readonly Job[]
  readonly deadLetters: DeadLetterBox
  /** After each batch: what the jobs have published goes on its way. */
  readonly afterBatch: () => Promise<void>
}

/** How long one look into the queue waits for something to come. */
const WAIT_SECONDS = 10
const PAUSE_AFTER_FAILURE_MS = 1_000
/** A batch that takes longer than this is no longer waited for before the next look. */
const SLOW_MS = 200
const MOST_BATCHES = 3

/**
 * Does what lies in the queue until told to stop; then it finishes what it has in hand. One batch is done before the next is
 * looked for, since what comes meanwhile then comes together; only slow ones go on side by side.
 */
export function startWorker(world: WorkerWorld): { stop(): Promise<void> } {
  const { queue, log, afterBatch } = world
  const stopping = new AbortController()
  const run = createJobRunner(world)
  const inHand = new Set<Promise<void>>()

  async function consume(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const messages = await queue.receive(WAIT_SECONDS, stopping.signal)
        if (messages.length > 0) await give(messages)
      } catch (error) {
        if (stopping.signal.aborted) return
        log.error({ err: error }, 'the queue cannot be reached; trying again')
        await pause(PAUSE_AFTER_FAILURE_MS)
      }
    }
  }

  async function give(messages: readonly Received[]): Promise<void> {
    const batch = work(messages)
      .catch((error: unknown) =>
        log.error({ err: error }, 'the queue gives out again what is done'),
      )
      .finally(() => inHand.delete(batch))
    inHand.add(batch)
    await Promise.race([batch, pause(SLOW_MS, undefined, { ref: false })])
    if (inHand.size >= MOST_BATCHES) await Promise.race(inHand)
  }

  async function work(messages: readonly Received[]): Promise<void> {
    const done = await Promise.all(
      messages.map(async (message) => ((await succeeds(message)) ? [message] : [])),
    )
    await Promise.all([queue.done(done.flat()), afterBatch()])
  }

  /** A job that failed stays in the queue and comes back later. */
  async function succeeds({ body, receives }: Received): Promise<boolean> {
    try {
      await run(body, receives)
      return true
    } catch (error) {
      log.error({ err: error, body }, 'a job failed; it is tried again')
      return false
    }
  }

  const consuming = consume()
  return {
    async stop() {
      stopping.abort()
      await consuming
      await Promise.all(inHand)
    },
  }
}

type RunnerWorld = Pick<WorkerWorld, 'jobs' | 'metrics' | 'deadLetters'>

/**
 * Runs one message from the queue, timed and counted. What it throws brings the message back later; one that has come too often
 * is kept as a dead letter instead, and is over for the queue.
 */
export function createJobRunner({ jobs, metrics, deadLetters }: RunnerWorld) {
  const byName = new Map(jobs.map((job) => [job.name, job]))

  async function attempt(body: string): Promise<void> {
    const started = performance.now()
    const { job: name, payload, deadLetterId } = QueuedJob.parse(JSON.parse(body))
    const job = byName.get(name)
    if (!job) throw new Error(`No job is called "${name}".`)
    let outcome: 'done' | 'failed' = 'failed'
    try {
      await job.run(payload)
      outcome = 'done'
    } finally {
      metrics.countJob(name, outcome, (performance.now() - started) / 1000)
    }
    if (deadLetterId !== undefined) await deadLetters.finish(deadLetterId)
  }

  return async function run(body: string, receives = 1): Promise<void> {
    try {
      await attempt(body)
    } catch (error) {
      if (receives < MOST_RECEIVES) throw error
      await deadLetters.keep({ body, error, attempts: receives })
    }
  }
}

/** Runs each scheduled job at its interval, one run at a time; `runAll` does them all now. */
export function startSchedule(
  scheduled: readonly ScheduledJob[],
  log: Log,
): { runAll(): Promise<void>; stop(): Promise<void> } {
  const running = new Map<string, Promise<void>>()

  async function runOnce({ name, run }: ScheduledJob): Promise<void> {
    try {
      await run()
    } catch (error) {
      log.error({ err: error, job: name }, 'a scheduled job failed; it runs again at its time')
    }
  }

  /** A run that is not over is the run; there are never two. */
  async function track(job: ScheduledJob): Promise<void> {
    const run = running.get(job.name) ?? runOnce(job).finally(() => running.delete(job.name))
    running.set(job.name, run)
    await run
  }

  const timers = scheduled.map((job) => setInterval(() => void track(job), job.everySeconds * 1000))
  return {
    async runAll() {
      await Promise.all(scheduled.map(track))
    },
    async stop() {
      timers.forEach(clearInterval)
      await Promise.all(running.values())
    },
  }
}
