import { createHash } from 'node:crypto'

import { StripeRefusal } from './errors.ts'
import type { StoredReply } from './rows.ts'
import type { Store } from './store.ts'

/** Requests by their idempotency keys: those answered, and those being worked on. */
export interface Idempotency {
  /**
   * Takes the key for a request, or gives the earlier reply to the same one.
   * @throws StripeRefusal when the key is in use, or was used for something else.
   */
  begin(key: string, print: string): StoredReply | null
  /** Keeps the reply; part of the operation it answers. */
  keep(reply: StoredReply): void
  end(key: string): void
}

/** Stripe forgets a key after a day. */
const KEPT_SECONDS = 24 * 3600
const KEPT = 20_000

export function createIdempotency(store: Pick<Store, 'replies'>, now: () => number): Idempotency {
  const inFlight = new Set<string>()

  return {
    begin: (key, print) => {
      if (inFlight.has(key)) throw inUse(key)
      const earlier = store.replies.get(key)
      if (earlier && earlier.at > now() - KEPT_SECONDS) {
        if (earlier.print !== print) throw usedOtherwise(key)
        return earlier
      }
      inFlight.add(key)
      return null
    },
    keep: (reply) => {
      store.replies.save(reply)
      const oldest = store.replies.oldest()
      if (oldest && store.replies.size() > KEPT) store.replies.remove(oldest.id)
    },
    end: (key) => inFlight.delete(key),
  }
}

/** A short name for what was asked, whatever the order of its parameters. */
export function printOf(method: string, path: string, body: string): string {
  const sorted = body.split('&').toSorted().join('&')
  return createHash('sha1').update(`${method} ${path}\n${sorted}`).digest('base64')
}

function inUse(key: string): StripeRefusal {
  return new StripeRefusal(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message:
      'There is currently another in-progress request using this Idempotent Key (that probably means you ' +
      `submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  })
}

function usedOtherwise(key: string): StripeRefusal {
  return new StripeRefusal(400, {
    type: 'idempotency_error',
    message:
      'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}
