import { formatMoney, money } from '#platform/money.ts'
import { problemType } from '#platform/problem.ts'

export const notReady = problemType('not-ready', 'unavailable', 'The shop is not ready')
export const metricsRefused = problemType(
  'metrics-refused',
  'unauthenticated',
  'The metrics need their token',
)

export const deadLetterNotFound = problemType(
  'dead-letter-not-found',
  'not-found',
  'There is no such dead letter',
)
export const deadLetterEnded = problemType(
  'dead-letter-ended',
  'conflict',
  'The dead letter is over already',
)
export const deadLetterUnreadable = problemType(
  'dead-letter-unreadable',
  'unprocessable',
  'The dead letter cannot be sent again',
)

/** The migrations that this version brings and the database lacks. */
export function missingMigrations(
  known: readonly string[],
  applied: readonly string[],
): readonly string[] {
  return known.filter((name) => !applied.includes(name))
}

/** How old an event may get before something is wrong with the queue. */
export const WAITING_SECONDS = 60

interface Law {
  /** The law as its keeper would say it. */
  readonly says: string
  /** What one breach of it comes to; names in braces are the figures of its view. */
  readonly breach: string
}

/** The laws of money and stock, each a view of the same name in the database. */
export const LAWS = {
  stock_drift: {
    says: 'What is on hand is the sum of its movements.',
    breach: '{sku}: {on_hand} on hand, but its movements come to {moved}.',
  },
  reservation_drift: {
    says: 'What is reserved is what orders hold.',
    breach: '{sku}: {reserved} reserved, but orders hold {held}.',
  },
  held_units: {
    says: 'An order that waits to be paid holds its units, and no other order does.',
    breach: 'Order {number} is {status} and holds {held} of {sku}; it should hold {wanted}.',
  },
  sold_units: {
    says: 'A placed order sold its units once; a cancelled one has given them back once.',
    breach:
      'Order {number} is {status}: of {sku}, {ordered} were bought, {consumed} left their reservation, {sold} were sold and {back} came back.',
  },
  order_payment: {
    says: 'A placed order is paid in full, and money for nothing goes back.',
    breach:
      'Order {number} {fault}: it costs {total_minor}, {captured_minor} came in, {going_back_minor} went back or is on its way.',
  },
  payment_status: {
    says: 'The word for a payment is what the order and its refunds say.',
    breach:
      'Order {number} is {status}, {refunded_minor} of {total_minor} went back, and its payment is called {payment_status}.',
  },
  parcels: {
    says: 'Only what was placed is packed, no unit twice, and the parcels stand as the order says.',
    breach:
      'Order {number} is {status} and {fulfilment_status}: of {ordered} units {packed} are packed, {ready} ready, {sent} sent, {collected} collected.',
  },
  refund_ledger: {
    says: 'What a payment gives back is the sum of its refunds.',
    breach:
      'Order {number}: payment {attempt} of it gives back {refunded_minor}, but its refunds come to {refunds_minor}.',
  },
  order_refunds: {
    says: 'What an order gave back is what is missing of its total.',
    breach:
      'Order {number} says that {refunded_minor} went back; of {total_minor}, {captured_minor} came in and {gone_minor} went back.',
  },
  order_totals: {
    says: "An order's sums are those of its lines and its delivery.",
    breach:
      'Order {number}: subtotal {subtotal_minor} and its lines {lines_minor}, discount {discount_minor} and {lines_discount_minor}, tax {tax_minor} and {lines_tax_minor}.',
  },
  money_ledger: {
    says: 'Every payment and refund belongs to its order, in amount and currency.',
    breach: 'Order {number}: its {status} {entry} of {amount_minor} does not fit it ({entry_id}).',
  },
  promotion_uses: {
    says: 'A limited promotion counts the uses that orders have of it.',
    breach: '{name}: {uses} uses counted, but orders have {taken}.',
  },
  order_promotions: {
    says: 'What promotions take off and give is what the order says, and an order that ended has given its uses back.',
    breach:
      'Order {number} is {status}: its discount is {discount_minor}, its promotions come to {promotions_minor}; {taken} uses taken, {given_back} given back.',
  },
  refunded_units: {
    says: 'What a line says went back is what its refunds say.',
    breach:
      'Order {number}: of {bought} {sku} the line says that {refunded} went back for {refunded_minor}, its refunds {in_refunds} for {in_refunds_minor}.',
  },
  invoices: {
    says: 'Every order that was placed has one invoice, of its own sums.',
    breach:
      'Order {number} is {status} and costs {total_minor}; its invoice ({invoice}) comes to {invoiced_minor}.',
  },
  credit_notes: {
    says: 'Credit notes take off an invoice what went back of it, and its tax.',
    breach:
      'Order {number}: {back_minor} went back and {credited_minor} is credited; of {tax_minor} tax, {credited_tax_minor}.',
  },
  document_numbers: {
    says: 'The numbers of invoices and credit notes have no gaps.',
    breach: 'The {document} {found} does not follow {before}.',
  },
  outbox_waiting: {
    says: 'No event waits longer than a minute to be sent.',
    breach: 'Event {event_id} ({name}) waits since {since}.',
  },
  webhooks_waiting: {
    says: "No event of Stripe's waits longer than a minute to be applied.",
    breach: 'Event {event_id} ({type}) waits since {since}.',
  },
} as const satisfies Readonly<Record<string, Law>>

export type LawName = keyof typeof LAWS
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are its keys, as written above
export const LAW_NAMES = Object.keys(LAWS) as [LawName, ...LawName[]]

/** One row of a law's view, by column. */
export type Figures = Readonly<Record<string, string | number | null>>

/** A breach as a person reads it. Columns that end in `_minor` are money in the row's currency. */
export function breachInWords(law: LawName, figures: Figures): string {
  return LAWS[law].breach.replaceAll(/\{(\w+)\}/g, (_braces, column: string) => {
    const value = figures[column] ?? 0
    if (column.endsWith('_minor')) {
      return formatMoney(money(Number(value), String(figures['currency'])))
    }
    return column.endsWith('status') ? String(value).replaceAll('_', ' ') : String(value)
  })
}
