import type { Database } from '#platform/db.ts'

import type { StripeEventView } from './contract.ts'
import * as repository from './event-repository.ts'
import { eventInWords } from './rules.ts'

/** What Stripe told and nothing has come of: parked for a person, waiting for its payment, or still on its way. */
export function createEvents({ db }: { readonly db: Database }) {
  return async function listEvents({
    cursor: after,
    limit,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
  }): Promise<{ items: readonly StripeEventView[]; nextCursor: string | null }> {
    const found = await repository.listUnsettled(db.pool, { after, limit: limit + 1 })
    const items = found.slice(0, limit).map(present)
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
  }
}

function present(event: repository.UnsettledEvent): StripeEventView {
  const { id, type, outcome, occurredAt, receivedAt } = event
  return {
    id,
    type,
    ...eventInWords(outcome),
    occurredAt: occurredAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
  }
}
