import type { Db } from '#platform/db.ts'

export interface UnsettledEvent {
  readonly id: string
  readonly type: string
  /** Null while nothing has come of it. */
  readonly outcome: string | null
  readonly occurredAt: Date
  readonly receivedAt: Date
}

/** Events that have come to nothing yet, the newest first, on from the one that ended the page before. */
export async function listUnsettled(
  db: Db,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly UnsettledEvent[]> {
  const last = after ?? null
  return await db.$queryRaw<UnsettledEvent[]>`
    select id, type, outcome, occurred_at as "occurredAt", received_at as "receivedAt"
      from webhook_event
     where (processed_at is null or outcome = 'waiting for its payment' or outcome like 'parked:%')
       and (${last}::text is null
            or (received_at, id) < (select received_at, id from webhook_event where id = ${last}))
     order by received_at desc, id desc limit ${limit}`
}
