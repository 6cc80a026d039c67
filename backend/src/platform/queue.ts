import type { QueuedJob } from './job.ts'

/** Work on its way to a worker. */
export interface Queue {
  /** Puts all of it in the queue, or throws; some may be in twice after a failure. */
  send(jobs: readonly QueuedJob[]): Promise<void>
  depth(): Promise<QueueDepth>
}

export interface QueueDepth {
  /** Messages that wait or are in somebody's hands; about so many, for nobody counts a queue exactly. */
  readonly waiting: number
  /** Messages that were given up after failing too often. */
  readonly dead: number
}

/** One message as a worker receives it. */
export interface Received {
  readonly body: string
  /** What to give back to say that it is done. */
  readonly receipt: string
}

export interface WorkerQueue extends Queue {
  /** Waits up to `waitSeconds` for up to ten messages. */
  receive(waitSeconds: number, signal: AbortSignal): Promise<readonly Received[]>
  done(messages: readonly Received[]): Promise<void>
}
