import { buyerOf, sellerOf, taxesCredited, taxesOfOrder } from '#features/invoices/index.ts'
import { newId } from '#platform/id.ts'

import type { Tables } from './bulk.ts'
import type { OrderRows } from './order-rows.ts'
import { SHOP } from './shop.ts'

export interface PaperRows {
  readonly invoices: readonly Tables['invoice'][]
  readonly creditNotes: readonly Tables['credit_note'][]
  readonly counters: readonly { readonly kind: 'invoice' | 'credit_note'; readonly last: number }[]
}

const taxOf = (taxes: readonly { readonly taxMinor: number }[]): number =>
  taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0)

/** An invoice for every order that was placed, and a credit note for every refund, each numbered by when it came about. */
export function writePapers(all: readonly OrderRows[]): PaperRows {
  const placed = all
    .flatMap((rows) =>
      rows.order.placedAt instanceof Date ? [{ rows, at: rows.order.placedAt }] : [],
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const invoices = placed.map(({ rows, at }, index) =>
    writeInvoice(rows, { number: index + 1, at }),
  )
  const creditNotes = placed
    .flatMap(({ rows }) =>
      rows.refunds.map((refund) => ({ rows, refund, at: new Date(refund.updatedAt) })),
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((paid, index) => writeCreditNote(paid, index + 1))
  return {
    invoices,
    creditNotes,
    counters: [
      { kind: 'invoice', last: invoices.length },
      { kind: 'credit_note', last: creditNotes.length },
    ],
  }
}

function writeInvoice(
  { order, lines }: OrderRows,
  { number, at }: { readonly number: number; readonly at: Date },
): Tables['invoice'] {
  const { currency, totalMinor, taxMinor } = order
  return {
    id: newId(at),
    number,
    orderId: order.id,
    currency,
    totalMinor,
    taxMinor,
    seller: { ...sellerOf(SHOP) },
    buyer: { ...buyerOf({ ...order, address: order.address ?? null }) },
    taxes: taxesOfOrder(lines, order).map((share) => ({ ...share })),
    issuedAt: at,
  }
}

function writeCreditNote(
  {
    rows: { order, lines, refundLines },
    refund,
    at,
  }: { readonly rows: OrderRows; readonly refund: Tables['refund']; readonly at: Date },
  number: number,
): Tables['credit_note'] {
  const { amountMinor } = refund
  const rateBp = SHOP.taxRateBasisPoints
  const parts = refundLines.map(({ amountMinor: totalMinor, taxMinor }) => ({
    rateBp,
    totalMinor,
    taxMinor,
  }))
  const taxes = taxesCredited(
    { amountMinor, parts },
    { totalMinor: order.totalMinor, taxes: taxesOfOrder(lines, order), credited: [] },
  )
  return {
    id: newId(at),
    number,
    kind: 'credit',
    orderId: order.id,
    refundId: refund.id,
    currency: order.currency,
    amountMinor,
    taxMinor: taxOf(taxes),
    seller: { ...sellerOf(SHOP) },
    taxes: taxes.map((share) => ({ ...share })),
    issuedAt: at,
  }
}
