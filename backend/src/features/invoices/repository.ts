import { z } from 'zod'

import { Address } from '#platform/contract.ts'
import type { Db, Prisma } from '#platform/db.ts'

/** Whose invoice it is, as they were when it was issued. */
export const Seller = z.object({
  name: z.string(),
  addressLines: z.array(z.string()).readonly(),
  email: z.string(),
  vatNumber: z.string().nullable(),
})
export type Seller = z.output<typeof Seller>

export const Buyer = z.object({
  name: z.string(),
  email: z.string(),
  address: Address.nullable(),
})
export type Buyer = z.output<typeof Buyer>

const Taxes = z.array(z.object({ rateBp: z.int(), totalMinor: z.int(), taxMinor: z.int() }))

interface Document {
  readonly id: string
  readonly orderId: string
  readonly currency: string
  readonly taxMinor: number
  readonly taxes: Prisma.InputJsonValue
  readonly issuedAt: Date
  readonly seller: Seller
}

/**
 * Writes an invoice under the next number, in one statement. The counter stays locked until the transaction ends, and what rolls back
 * gives its number back; so nothing that others wait for should come after it.
 */
export async function insertInvoice(
  db: Db,
  invoice: Document & { readonly totalMinor: number; readonly buyer: Buyer },
): Promise<void> {
  const { id, orderId, currency, totalMinor, taxMinor, seller, buyer, taxes, issuedAt } = invoice
  await db.$executeRaw`
    with given as (
      update document_counter set last = last + 1 where kind = 'invoice' returning last
    )
    insert into invoice (id, number, order_id, currency, total_minor, tax_minor, seller, buyer, taxes, issued_at)
    select ${id}::uuid, last, ${orderId}::uuid, ${currency}, ${totalMinor}, ${taxMinor}, ${JSON.stringify(seller)}::jsonb,
           ${JSON.stringify(buyer)}::jsonb, ${JSON.stringify(taxes)}::jsonb, ${issuedAt}
      from given`
}

/** The same for a credit note. */
export async function insertCreditNote(
  db: Db,
  note: Document & {
    readonly kind: 'credit' | 'correction'
    readonly refundId: string
    readonly amountMinor: number
  },
): Promise<void> {
  const { id, kind, orderId, refundId, currency, amountMinor, taxMinor, seller, taxes, issuedAt } =
    note
  await db.$executeRaw`
    with given as (
      update document_counter set last = last + 1 where kind = 'credit_note' returning last
    )
    insert into credit_note (id, number, kind, order_id, refund_id, currency, amount_minor, tax_minor, seller, taxes, issued_at)
    select ${id}::uuid, last, ${kind}::credit_note_kind, ${orderId}::uuid, ${refundId}::uuid, ${currency}, ${amountMinor},
           ${taxMinor}, ${JSON.stringify(seller)}::jsonb, ${JSON.stringify(taxes)}::jsonb, ${issuedAt}
      from given`
}

/** What an invoice is made of. */
export async function findOrder(db: Db, id: string) {
  return await db.order.findUniqueOrThrow({
    where: { id },
    select: {
      name: true,
      email: true,
      address: true,
      currency: true,
      totalMinor: true,
      taxMinor: true,
      deliveryMinor: true,
      deliveryTaxMinor: true,
      lines: { select: { totalMinor: true, taxRateBp: true, taxMinor: true } },
    },
  })
}

/** An invoice with all its credit notes; null for an order that was not placed. */
export async function findInvoice(db: Db, orderId: string) {
  const found = await db.invoice.findUnique({
    where: { orderId },
    include: { creditNotes: { orderBy: { number: 'asc' } } },
  })
  return (
    found && {
      ...found,
      seller: Seller.parse(found.seller),
      buyer: Buyer.parse(found.buyer),
      taxes: Taxes.parse(found.taxes),
      creditNotes: found.creditNotes.map((note) => ({
        ...note,
        seller: Seller.parse(note.seller),
        taxes: Taxes.parse(note.taxes),
      })),
    }
  )
}

export type InvoiceRecord = NonNullable<Awaited<ReturnType<typeof findInvoice>>>
export type CreditNoteRecord = InvoiceRecord['creditNotes'][number]

/** A refund with what its lines were bought as. */
export async function findRefund(db: Db, id: string) {
  return await db.refund.findUniqueOrThrow({
    where: { id },
    select: {
      amountMinor: true,
      deliveryMinor: true,
      reason: true,
      isReasonTold: true,
      lines: {
        orderBy: { line: { position: 'asc' } },
        select: {
          quantity: true,
          amountMinor: true,
          taxMinor: true,
          line: { select: { title: true, sku: true, options: true, taxRateBp: true } },
        },
      },
      order: {
        select: {
          deliveryLabel: true,
          deliveryMinor: true,
          deliveryTaxMinor: true,
          lines: { select: { taxRateBp: true } },
        },
      },
    },
  })
}

export type RefundRecord = Awaited<ReturnType<typeof findRefund>>
