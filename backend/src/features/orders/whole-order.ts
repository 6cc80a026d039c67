import { type Db, Prisma } from '#platform/db.ts'

/** An order is told whole: its lines and timeline, and what payments and fulfilment have written about it. */
export const WHOLE = {
  lines: { orderBy: { position: 'asc' } },
  events: { orderBy: { id: 'asc' } },
  payments: { orderBy: { attempt: 'asc' } },
  refunds: {
    orderBy: { id: 'asc' },
    include: { lines: { orderBy: { orderLineId: 'asc' } } },
  },
  invoice: { select: { number: true, issuedAt: true } },
  creditNotes: {
    orderBy: { number: 'asc' },
    select: { number: true, kind: true, refundId: true, amountMinor: true, issuedAt: true },
  },
  fulfilments: { orderBy: { id: 'asc' } },
  promotions: { orderBy: { promotionId: 'asc' } },
} satisfies Prisma.OrderInclude

/** Whom it counts against while it is unpaid is nobody's business but checkout's. */
export const UNTOLD = { customerKey: true, clientKey: true } satisfies Prisma.OrderOmit

export type OrderRecord = Prisma.OrderGetPayload<{ include: typeof WHOLE; omit: typeof UNTOLD }>

type Row = Readonly<Record<string, unknown>>
interface RefundRow {
  readonly lines: readonly Row[]
  readonly [column: string]: unknown
}

type Parts = Readonly<
  Record<Exclude<keyof typeof WHOLE, 'invoice' | 'refunds'>, readonly Row[]>
> & { readonly refunds: readonly RefundRow[]; readonly invoice: Row | null }

/** What `include: WHOLE` finds with a query for each part, in one query: customers and mails ask for it all the time. */
export async function find(db: Db, id: string): Promise<OrderRecord | null> {
  const [found] = await db.$queryRaw<(Parts & { order: Row })[]>`
    select to_jsonb(o) - 'customer_key' - 'client_key' as "order",
           ${partOf(Prisma.sql`order_line`, Prisma.sql`position`)} as lines,
           ${partOf(Prisma.sql`order_event`, Prisma.sql`id`)} as events,
           ${partOf(Prisma.sql`payment`, Prisma.sql`attempt`)} as payments,
           (select coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('lines',
                     (select coalesce(jsonb_agg(to_jsonb(rl) order by rl.order_line_id), '[]')
                        from refund_line rl where rl.refund_id = r.id)) order by r.id), '[]')
              from refund r where r.order_id = o.id) as refunds,
           (select jsonb_build_object('number', i.number, 'issued_at', i.issued_at)
              from invoice i where i.order_id = o.id) as invoice,
           (select coalesce(jsonb_agg(jsonb_build_object('number', n.number, 'kind', n.kind, 'refund_id', n.refund_id,
                     'amount_minor', n.amount_minor, 'issued_at', n.issued_at) order by n.number), '[]')
              from credit_note n where n.order_id = o.id) as "creditNotes",
           ${partOf(Prisma.sql`fulfilment`, Prisma.sql`id`)} as fulfilments,
           ${partOf(Prisma.sql`promotion_use`, Prisma.sql`promotion_id`)} as promotions
      from "order" o where o.id = ${id}::uuid`
  if (!found) return null
  const { order, lines, events, payments, refunds, invoice, creditNotes } = found
  const { fulfilments, promotions } = found
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whole-order.test.ts holds it against Prisma's own answer
  return {
    ...recordOf(order),
    lines: lines.map(recordOf),
    events: events.map(recordOf),
    payments: payments.map(recordOf),
    refunds: refunds.map((refund) => ({
      ...recordOf(refund),
      lines: refund.lines.map(recordOf),
    })),
    invoice: invoice && recordOf(invoice),
    creditNotes: creditNotes.map(recordOf),
    fulfilments: fulfilments.map(recordOf),
    promotions: promotions.map(recordOf),
  } as unknown as OrderRecord
}

const partOf = (table: Prisma.Sql, order: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (select coalesce(jsonb_agg(to_jsonb(part) order by part.${order}), '[]')
     from ${table} part where part.order_id = o.id)`

/** A row as JSON has it, with the names and the dates that Prisma gives it. */
const recordOf = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      typeof value === 'string' && DATE.test(column) ? new Date(value) : value,
    ]),
  )

const DATE = /_at$|^arrives_/
