import type { PoolClient } from 'pg'

import type { Prisma } from '#platform/db.ts'

/** JSON as it is written here, where null is the absence of a value. */
type OrNull<Row, Json extends keyof Row> = Omit<Row, Json> & { readonly [Field in Json]: unknown }

/** What can be filled at once, with what a row of it needs. */
export interface Tables {
  readonly setting: Prisma.SettingCreateManyInput
  readonly delivery_method: Prisma.DeliveryMethodCreateManyInput
  readonly category: Prisma.CategoryCreateManyInput
  readonly product: Prisma.ProductCreateManyInput
  readonly variant: Prisma.VariantCreateManyInput
  readonly media: Prisma.MediaCreateManyInput
  readonly promotion: Prisma.PromotionCreateManyInput
  readonly stock_level: Prisma.StockLevelCreateManyInput
  readonly stock_movement: Prisma.StockMovementCreateManyInput
  readonly order: OrNull<Prisma.OrderCreateManyInput, 'address'>
  readonly order_line: OrNull<Prisma.OrderLineCreateManyInput, 'image' | 'options'>
  readonly order_event: Prisma.OrderEventCreateManyInput
  readonly reservation: Prisma.ReservationCreateManyInput
  readonly payment: Prisma.PaymentCreateManyInput
  readonly refund: Prisma.RefundCreateManyInput
  readonly refund_line: Prisma.RefundLineCreateManyInput
  readonly order_line_tally: Prisma.OrderLineTallyCreateManyInput
  readonly invoice: Prisma.InvoiceCreateManyInput
  readonly credit_note: Prisma.CreditNoteCreateManyInput
  readonly fulfilment: Prisma.FulfilmentCreateManyInput
  readonly fulfilment_line: Prisma.FulfilmentLineCreateManyInput
}

/**
 * Inserts all rows of a table in one statement, as JSON that PostgreSQL unfolds by its own types.
 * Every row has the fields of the first; what they leave out has its default.
 */
export async function insertAll<Table extends keyof Tables>(
  client: PoolClient,
  table: Table,
  rows: readonly Tables[Table][],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
    .map((field) => `"${columnOf(field)}"`)
    .join(', ')
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([field, value]) => [columnOf(field), value])),
    ),
  )
  await client.query(
    `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $1)`,
    [json],
  )
}

/** `priceMinor` is price_minor. */
const columnOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
