import { createHash } from 'node:crypto'

import { z } from 'zod'

import type { SignedEvent } from './gateway.ts'

/** The last second that a date of ours can name. */
const END_OF_TIME = 253_402_300_799

/** What every event of Stripe's has. */
const Envelope = z.looseObject({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  created: z.int().min(0).max(END_OF_TIME),
  livemode: z.boolean(),
  api_version: z.string().nullish(),
})

/**
 * The event in a body that one of the shop's secrets signed. A body that makes no sense is an event too, of the type `senseless`: it
 * is kept as it came and parked for a person, since refusing it would only make Stripe send it again and again.
 */
export function signedEvent(
  rawBody: Buffer,
  { livemode, now }: { readonly livemode: boolean; readonly now: Date },
): SignedEvent {
  const event = Envelope.safeParse(read(rawBody))
  if (event.success) {
    const { id, type, created, api_version: apiVersion = null } = event.data
    return {
      id,
      type,
      apiVersion,
      livemode: event.data.livemode,
      occurredAt: new Date(created * 1000),
      payload: event.data,
    }
  }
  return {
    id: `senseless:${createHash('sha256').update(rawBody).digest('base64url')}`,
    type: 'senseless',
    apiVersion: null,
    livemode,
    occurredAt: now,
    payload: { base64: rawBody.toString('base64') },
  }
}

function read(rawBody: Buffer): unknown {
  try {
    return storable(JSON.parse(rawBody.toString('utf8')))
  } catch {
    return undefined
  }
}

/** PostgreSQL cannot keep NUL and halves of surrogate pairs; whatever stands around them still counts. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [storable(name), storable(member)]),
  )
}

const OfAccount = z.object({ account: z.string() })

/** The connected account that an event is about; null for the shop's own, whose events name none. */
export function accountOf(payload: unknown): string | null {
  const event = OfAccount.safeParse(payload)
  return event.success ? event.data.account : null
}
