import type { Db } from '#platform/db.ts'

import type { Movement } from './gateway.ts'

/** How many days are written anew: what is healed may change the shop's side of a day that is over. */
const DAYS = 35
/** What is newer may still be on its way to the list of movements. */
const SETTLING_MINUTES = 60

/** Keeps movements once, as Stripe wrote them. */
export async function keepMovements(db: Db, movements: readonly Movement[]): Promise<void> {
  await db.balanceEntry.createMany({
    data: movements.map(({ intentId, ...entry }) => ({ ...entry, stripeIntentId: intentId })),
    skipDuplicates: true,
  })
}

/**
 * Writes the statements of the last days: each day's movements at Stripe, and beside them what the shop's books say of the very
 * same payments and refunds. What only the books have counts on the day they say; from the first comparison on, since Stripe is
 * not asked for what was before. Fees are Stripe's own, with those for disputes.
 */
export async function write(db: Db, now: Date): Promise<void> {
  const since = new Date(now.getTime() - DAYS * 86_400_000)
  const settledBefore = new Date(now.getTime() - SETTLING_MINUTES * 60_000)
  await db.$executeRaw`
    with begun as (select min(started_at) as at from reconciliation),
    theirs as (
      select (e.created_at at time zone 'UTC')::date as day, e.currency,
             case when e.kind = 'capture' then e.amount_minor else 0 end as captured,
             case when e.kind = 'refund' then -e.amount_minor else 0 end as refunded,
             e.fee_minor - case when e.kind = 'fee' then e.amount_minor else 0 end as fees,
             case when e.kind = 'dispute' then -e.amount_minor else 0 end as disputed,
             case when e.kind = 'capture' then coalesce(p.captured_minor, 0) else 0 end as our_captured,
             case when e.kind <> 'refund' then 0
                  when e.amount_minor < 0 then coalesce(r.amount_minor, 0)
                  when r.status in ('failed', 'cancelled') then -r.amount_minor
                  else 0 end as our_refunded
        from balance_entry e
        left join payment p on e.kind = 'capture' and p.stripe_intent_id = e.stripe_intent_id and p.currency = e.currency
        left join refund r on e.kind = 'refund' and r.stripe_refund_id = e.source and r.currency = e.currency
       where e.created_at >= ${since}
    ),
    only_ours as (
      select (p.created_at at time zone 'UTC')::date as day, p.currency, p.captured_minor as captured, 0 as refunded
        from payment p, begun
       where p.captured_minor > 0 and p.created_at >= greatest(begun.at, ${since}::timestamptz) and p.updated_at < ${settledBefore}
         and not exists (select from balance_entry e where e.kind = 'capture' and e.stripe_intent_id = p.stripe_intent_id)
      union all
      select (r.created_at at time zone 'UTC')::date, r.currency, 0, r.amount_minor
        from refund r, begun
       where r.status = 'succeeded' and r.created_at >= greatest(begun.at, ${since}::timestamptz) and r.updated_at < ${settledBefore}
         and not exists (select from balance_entry e where e.kind = 'refund' and e.source = r.stripe_refund_id)
    ),
    side_by_side as (
      select day, currency, captured, refunded, fees, disputed, our_captured, our_refunded from theirs
      union all
      select day, currency, 0, 0, 0, 0, captured, refunded from only_ours
    )
    insert into statement (day, currency, captured_minor, refunded_minor, fees_minor, disputed_minor, orders_captured_minor,
                           orders_refunded_minor, mismatches, updated_at)
    select day, currency, sum(captured), sum(refunded), sum(fees), sum(disputed), sum(our_captured), sum(our_refunded),
           count(*) filter (where captured <> our_captured or refunded <> our_refunded), ${now}::timestamptz
      from side_by_side
     group by day, currency
    on conflict (day, currency) do update
       set captured_minor = excluded.captured_minor, refunded_minor = excluded.refunded_minor, fees_minor = excluded.fees_minor,
           disputed_minor = excluded.disputed_minor, orders_captured_minor = excluded.orders_captured_minor,
           orders_refunded_minor = excluded.orders_refunded_minor, mismatches = excluded.mismatches,
           updated_at = excluded.updated_at`
}

export async function list(
  db: Db,
  { from, to }: { readonly from: Date | undefined; readonly to: Date | undefined },
) {
  return await db.statement.findMany({
    where: { day: { ...(from && { gte: from }), ...(to && { lte: to }) } },
    orderBy: [{ day: 'desc' }, { currency: 'asc' }],
    take: 400,
  })
}
