import { Readable } from 'node:stream'

import type { QueuedJob } from '#platform/job.ts'
import type { Mailer, OutgoingMail } from '#platform/mailer.ts'
import type { MediaStore } from '#platform/media-store.ts'
import type { Queue } from '#platform/queue.ts'

import { createFaults } from './faults.ts'

/** A queue that the test empties itself; bodies are text, as on the wire. */
export interface TestQueue extends Queue {
  takeAll(): readonly string[]
  /** What the queue has given up by itself. */
  readonly dead: string[]
}

export function createTestQueue(faults = createFaults()): TestQueue {
  let waiting: string[] = []
  const dead: string[] = []
  return {
    dead,
    send: async (jobs: readonly QueuedJob[]) =>
      await faults.step(
        'queue',
        async () => void waiting.push(...jobs.map((job) => JSON.stringify(job))),
      ),
    depth: async () => ({ waiting: waiting.length, dead: dead.length }),
    async takeDead(keep) {
      const taken = dead.slice(0, 10)
      if (taken.length > 0) await keep(taken)
      dead.splice(0, taken.length)
      return taken.length
    },
    takeAll() {
      const taken = waiting
      waiting = []
      return taken
    },
  }
}

export interface TestMailer extends Mailer {
  readonly sent: OutgoingMail[]
}

export function createTestMailer(faults = createFaults()): TestMailer {
  const sent: OutgoingMail[] = []
  return {
    sent,
    send: async (mail) => await faults.step('mail', async () => `message-${sent.push(mail)}`),
  }
}

export function createTestMedia(): MediaStore & { readonly keys: () => readonly string[] } {
  const objects = new Map<string, { bytes: Buffer; contentType: string }>()
  return {
    keys: () => [...objects.keys()],
    put: async (key, bytes, contentType) => void objects.set(key, { bytes, contentType }),
    get: async (key) => {
      const found = objects.get(key)
      return found
        ? {
            body: Readable.from(found.bytes),
            contentType: found.contentType,
            contentLength: found.bytes.length,
            etag: undefined,
          }
        : null
    },
  }
}
