import type Stripe from 'stripe'

import { newId } from './ids.ts'

/** The version stripe-node 23.1.0 speaks. */
export const API_VERSION = '2026-10-28.endive' satisfies Stripe.LatestApiVersion

/** An event and the exact text that is signed and sent, so that every delivery is the same. */
export interface EventRow {
  readonly id: string
  readonly type: string
  readonly created: number
  /** The id of the object the event tells of, and of the payment intent it belongs to. */
  readonly about: string
  readonly text: string
}

/** The API request that made something happen; null for what happens by itself or by hand. */
export interface Cause {
  readonly requestId: string | null
  readonly idempotencyKey: string | null
}

export const NO_CAUSE: Cause = { requestId: null, idempotencyKey: null }

export type EventType = Stripe.Event['type']
type EventOf<T extends EventType> = Extract<Stripe.Event, { type: T }>

/** What happened: the type, and the whole object as it is now. */
export interface Happening<T extends EventType> {
  readonly type: T
  readonly object: EventOf<T>['data']['object'] & { readonly id: string }
  readonly previous?: object
}

interface Circumstances {
  readonly created: number
  readonly endpoints: number
  readonly cause: Cause
}

export function createEvent<T extends EventType>(
  { type, object, previous }: Happening<T>,
  { created, endpoints, cause }: Circumstances,
): EventRow {
  const id = newId('evt_1', 23)
  const text = JSON.stringify({
    id,
    object: 'event',
    api_version: API_VERSION,
    created,
    data: previous ? { object, previous_attributes: previous } : { object },
    livemode: false,
    pending_webhooks: endpoints,
    request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    type,
  })
  return { id, type, created, about: object.id, text }
}

/** Reads an event back from the text that was sent. */
export function eventFromText(text: string): EventRow {
  const { id, type, created, data }: Stripe.Event & { data: { object: { id: string } } } =
    JSON.parse(text)
  return { id, type, created, about: data.object.id, text }
}

/** The event as the API answers it; `pending` counts the endpoints that have not taken it yet. */
export function presentEvent(row: EventRow, pending: number): Stripe.Event {
  return { ...JSON.parse(row.text), pending_webhooks: pending }
}
