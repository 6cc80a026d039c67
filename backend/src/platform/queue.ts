import type { QueuedJob } from './job.ts'

/** A message that was received so often and never done is given up; the queue itself is set to the same number. */
export const MOST_RECEIVES = 5

/** Work on its way to a worker. */
export interface Queue {
  /** Puts all of it in the queue, or throws; some may be in twice after a failure. */
  send(jobs: readonly QueuedJob[]): Promise<void>
  depth(): Promise<QueueDepth>
  /**
   * Hands over some of what the queue gave up by itself, because whoever received it died each time, and forgets it once it is
   * kept. Reports how many there were: none when there are no more.
   */
  takeDead(keep: (bodies: readonly string[]) => Promise<void>): Promise<number>
}

export interface QueueDepth {
  /** Messages that wait or are in somebody's hands; about so many, for nobody counts a queue exactly. */
  readonly waiting: number
  /** Messages that the queue gave up by itself, and that nobody has taken from it yet. */
  readonly dead: number
}

/** One message as a worker receives it. */
export interface Received {
  readonly body: string
  /** What to give back to say that it is done. */
  readonly receipt: string
  /** How often it was handed out, this time included. */
  readonly receives: number
}

export interface WorkerQueue extends Queue {
  /** Waits up to `waitSeconds` for up to ten messages. */
  receive(waitSeconds: number, signal: AbortSignal): Promise<readonly Received[]>
  done(messages: readonly Received[]): Promise<void>
}
