import type { Db } from '#platform/db.ts'
import { isUuid } from '#platform/id.ts'
import { QueuedJob, type ScheduledJob } from '#platform/job.ts'

import type { DeadLetterView, ScheduledJobView } from './contract.ts'
import {
  type DeadLetterRecord,
  findMentioned,
  type LastRun,
  type Mentioned,
} from './dead-letter-repository.ts'
import { jobInWords, payloadToShow, SCHEDULE_WORDS, withoutSecrets } from './job-words.ts'

interface Read {
  readonly letter: DeadLetterRecord
  readonly message: QueuedJob | null
  /** Ids in the payload that may tell what it is about, the most telling first. */
  readonly refs: readonly string[]
}

/** Dead letters as people read them: what was not done, for which order. */
export async function presentLetters(
  db: Db,
  records: readonly DeadLetterRecord[],
  knownJobs: readonly string[],
): Promise<readonly DeadLetterView[]> {
  const all = records.map(read)
  const refs = all.flatMap((one) => one.refs)
  const mentioned =
    refs.length === 0
      ? []
      : await findMentioned(db, {
          uuids: refs.filter(isUuid),
          eventIds: refs.filter((ref) => !isUuid(ref)),
        })
  const byRef = new Map(mentioned.map((one) => [one.ref, one]))
  return all.map((one) => present(one, byRef, knownJobs))
}

function read(letter: DeadLetterRecord): Read {
  if (letter.job === null) return { letter, message: null, refs: [] }
  const message = QueuedJob.parse(JSON.parse(letter.body))
  return { letter, message, refs: refsIn(message.payload) }
}

function refsIn(payload: unknown): readonly string[] {
  if (typeof payload !== 'object' || payload === null) return []
  const values = new Map<string, unknown>(Object.entries(payload))
  return ['orderId', 'refundId', 'eventId']
    .map((name) => values.get(name))
    .filter((value) => typeof value === 'string')
}

function present(
  { letter, message, refs }: Read,
  byRef: ReadonlyMap<string, Mentioned>,
  knownJobs: readonly string[],
): DeadLetterView {
  const about = refs.map((ref) => byRef.get(ref)).find((found) => found !== undefined)
  const { orderId, orderNumber, eventType } = about ?? NOTHING
  const { id, job, status, error, attempts, failedAt, sentAgainAt, endedAt } = letter
  const isOpen = status === 'waiting' || status === 'sent_again'
  return {
    id,
    status,
    job,
    says: jobInWords(job, { orderNumber, eventType }),
    order: orderIn(orderId, orderNumber),
    error,
    attempts,
    content: message ? payloadToShow(message) : withoutSecrets(letter.body),
    canBeSentAgain: isOpen && job !== null && knownJobs.includes(job),
    failedAt: failedAt.toISOString(),
    sentAgainAt: instant(sentAgainAt),
    endedAt: instant(endedAt),
  }
}

const NOTHING = { orderId: null, orderNumber: null, eventType: null }

const orderIn = (id: string | null, number: number | null) =>
  id !== null && number !== null ? { id, number } : null

const instant = (time: Date | null | undefined): string | null => time?.toISOString() ?? null

const resultOf = ({ error }: LastRun): 'done' | 'failed' => (error === null ? 'done' : 'failed')

/** So many times its interval late, a scheduled job does not run as it should. */
const LATE_INTERVALS = 3
/** The shortest intervals are kept less exactly. */
const LEAST_LATE_SECONDS = 180

export function presentSchedule(
  scheduled: readonly ScheduledJob[],
  runs: readonly LastRun[],
  now: Date,
): readonly ScheduledJobView[] {
  return scheduled.map(({ name, everySeconds }) => {
    const last = runs.find((run) => run.name === name)
    const patienceMs = Math.max(everySeconds * LATE_INTERVALS, LEAST_LATE_SECONDS) * 1000
    return {
      name,
      says: SCHEDULE_WORDS[name] ?? name,
      everySeconds,
      lastStartedAt: instant(last?.startedAt),
      lastFinishedAt: instant(last?.finishedAt),
      lastResult: last ? resultOf(last) : null,
      error: last?.error ?? null,
      isLate: last !== undefined && now.getTime() - last.startedAt.getTime() > patienceMs,
    }
  })
}
