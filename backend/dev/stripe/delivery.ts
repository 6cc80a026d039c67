import { createCourier } from './courier.ts'
import { createNotes } from './notes.ts'
import { createPost, type Post } from './post.ts'
import type { DeliveryRow } from './rows.ts'
import { signatureHeader } from './signature.ts'
import type { Store } from './store.ts'

/** How deliveries misbehave on purpose. */
export interface DeliveryManner {
  /** Deliveries of each event in total. */
  readonly duplicates: number
  readonly shuffle: boolean
  /** The share of attempts that never leave; they are tried again like any other. */
  readonly dropRate: number
  readonly delayMs: number
}

export const PLAIN_DELIVERY: DeliveryManner = {
  duplicates: 1,
  shuffle: false,
  dropRate: 0,
  delayMs: 0,
}

export interface Delivery {
  manner: DeliveryManner
  add(eventId: string, endpointId: string): void
  /** Sends what was added; called when the operation is committed. */
  start(): void
  /** Looks at the clock again, after it was moved. */
  reschedule(): void
  of(eventId: string): readonly DeliveryRow[]
  /** Drops the delivery notes of an event, unless one is still waiting. */
  forget(eventId: string): boolean
  /** Takes up what an earlier process left undelivered. */
  resume(): void
  clear(): void
  stop(): void
}

export interface DeliveryParts {
  readonly store: Pick<Store, 'deliveries' | 'endpoints' | 'events'>
  readonly log: (line: string) => void
  readonly secretOf: (endpointId: string) => string | undefined
  readonly commit: (change: () => void) => void
  readonly nowMs: () => number
}

/** Stripe tries for three days. */
const GIVE_UP_AFTER_MS = 3 * 24 * 3600 * 1000
const LONGEST_WAIT_MS = 30_000
/** Shuffled events leave within this long of each other, in any order. */
const SHUFFLE_MS = 400

/** Sends events to their endpoints, again and again until each is taken. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, nowMs } = parts
  const post = createPost()
  const courier = createCourier(attempt, nowMs)
  const notes = createNotes(store.deliveries)
  const added: DeliveryRow[] = []
  const state = { manner: PLAIN_DELIVERY, isStopped: false }

  async function attempt(row: DeliveryRow): Promise<void> {
    const isDropped = Math.random() < state.manner.dropRate
    const result = isDropped ? 'dropped' : await send(parts, post, row)
    if (state.isStopped || notes.of(row.eventId).length === 0) return
    parts.commit(() => note(parts, row, result))
    if (row.status === 'waiting') courier.take(row)
  }

  return {
    get manner() {
      return state.manner
    },
    set manner(manner) {
      state.manner = manner
    },
    add: (eventId, endpointId) => {
      const times = departures(state.manner, nowMs())
      added.push(...times.map((dueAt) => notes.add({ eventId, endpointId, dueAt })))
    },
    start: () => added.splice(0).forEach(courier.take),
    reschedule: courier.reschedule,
    of: notes.of,
    forget: notes.forget,
    resume: () => {
      for (const row of notes.resume()) courier.take(Object.assign(row, { dueAt: nowMs() }))
    },
    clear: () => {
      courier.clear()
      notes.clear()
      added.length = 0
    },
    stop: () => {
      state.isStopped = true
      courier.clear()
      post.close()
    },
  }
}

/** When each copy of an event leaves. */
function departures({ duplicates, delayMs, shuffle }: DeliveryManner, now: number): number[] {
  const jitter = () => (shuffle ? Math.random() * SHUFFLE_MS : 0)
  return Array.from({ length: duplicates }, () => now + delayMs + jitter())
}

async function send(parts: DeliveryParts, post: Post, row: DeliveryRow): Promise<string> {
  const event = parts.store.events.get(row.eventId)
  const endpoint = parts.store.endpoints.get(row.endpointId)
  const secret = parts.secretOf(row.endpointId)
  if (!event || !endpoint || !secret) return 'gone'
  const seconds = Math.floor(parts.nowMs() / 1000)
  const signature = signatureHeader(event.text, secret, seconds)
  return await post(endpoint.url, event.text, { 'stripe-signature': signature })
}

/** Writes down how an attempt went, and when the next one is. */
function note({ store, nowMs, log }: DeliveryParts, row: DeliveryRow, result: string): void {
  row.attempts += 1
  row.lastResult = result
  const ageMs = nowMs() - (store.events.get(row.eventId)?.created ?? 0) * 1000
  if (/^2\d\d$/.test(result)) row.status = 'delivered'
  else if (result === 'gone' || ageMs > GIVE_UP_AFTER_MS) row.status = 'given_up'
  else row.dueAt = nowMs() + Math.min(2 ** (row.attempts - 1) * 1000, LONGEST_WAIT_MS)
  if (row.attempts === 1 && row.status !== 'delivered') log(`event ${row.eventId}: ${result}`)
  store.deliveries.save(row)
}
