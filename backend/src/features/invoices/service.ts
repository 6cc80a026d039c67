import type { Claim, OrderRecord, Orders } from '#features/orders/index.ts'
import { orderNotFound } from '#features/orders/index.ts'
import { taxIncluded } from '#features/pricing/index.ts'
import type { Settings, ShopSettings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import { Address, ORDER_READERS } from '#platform/contract.ts'
import type { Database, Db } from '#platform/db.ts'
import type { Caller } from '#platform/http/caller.ts'
import { newId } from '#platform/id.ts'

import { creditNotePaper, invoicePaper } from './papers.ts'
import * as repository from './repository.ts'
import { creditNoteNotFound, invoiceNotFound, negative, type TaxShare, taxIn } from './rules.ts'
import { deliveryRate, taxesCredited, taxesOfOrder } from './taxes.ts'
import { typeset } from './typeset.ts'

export interface PdfFile {
  readonly name: string
  readonly bytes: Buffer
}

export type Invoices = ReturnType<typeof createInvoices>

/**
 * Invoices and credit notes: a placed order has an invoice, and each refund that succeeds a credit note. They are numbered without gaps
 * in the transaction that calls for them, and keep who sold and who bought as they were.
 */
export function createInvoices({
  db,
  clock,
  settings,
  orders,
}: {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
  readonly orders: Orders
}) {
  /** The order, if it is theirs; staff may see every order's papers. */
  async function orderFor({ caller, token }: Claim, id: string): Promise<OrderRecord> {
    if (!readsOrders(caller)) return await orders.claim({ caller, token }, id)
    const order = await orders.find(id)
    if (!order) throw orderNotFound('There is no such order.')
    return order
  }

  async function invoiceOf(orderId: string): Promise<repository.InvoiceRecord> {
    const invoice = await repository.findInvoice(db.pool, orderId)
    if (!invoice) throw invoiceNotFound('There is no invoice: the order has not been placed.')
    return invoice
  }

  return {
    /** Issues the invoice of an order, in the transaction that places it and after all else that others may wait for. */
    async issue(tx: Db, orderId: string): Promise<void> {
      const [order, shop] = [await repository.findOrder(tx, orderId), await settings.read(tx)]
      const issuedAt = clock.now()
      await repository.insertInvoice(tx, {
        id: newId(issuedAt),
        orderId,
        currency: order.currency,
        totalMinor: order.totalMinor,
        taxMinor: order.taxMinor,
        seller: sellerOf(shop),
        buyer: buyerOf(order),
        taxes: taxesOfOrder(order.lines, order).map((share) => ({ ...share })),
        issuedAt,
      })
    },

    /**
     * Credits what a refund took off the order's total, or corrects that when the bank has refused it after all (then the amount is
     * negative). Does nothing for an order without an invoice.
     */
    async credit(
      tx: Db,
      {
        orderId,
        refundId,
        amountMinor,
      }: { readonly orderId: string; readonly refundId: string; readonly amountMinor: number },
    ): Promise<void> {
      const invoice = amountMinor === 0 ? null : await repository.findInvoice(tx, orderId)
      if (!invoice) return
      const shop = await settings.read(tx)
      const isCorrection = amountMinor < 0
      const taxes = isCorrection
        ? taxesCorrected(invoice, { refundId, amountMinor: -amountMinor })
        : taxesCredited(
            { amountMinor, parts: partsOf(await repository.findRefund(tx, refundId)) },
            { ...invoice, credited: creditedOf(invoice) },
          )
      const issuedAt = clock.now()
      await repository.insertCreditNote(tx, {
        id: newId(issuedAt),
        kind: isCorrection ? 'correction' : 'credit',
        orderId,
        refundId,
        currency: invoice.currency,
        amountMinor: Math.abs(amountMinor),
        taxMinor: taxIn(taxes),
        seller: sellerOf(shop),
        taxes: taxes.map((share) => ({ ...share })),
        issuedAt,
      })
    },

    /** @throws orderNotFound; invoiceNotFound when the order was never placed. */
    async invoicePdf(claim: Claim, orderId: string): Promise<PdfFile> {
      const order = await orderFor(claim, orderId)
      const invoice = await invoiceOf(orderId)
      const bytes = await typeset(invoicePaper(order, invoice))
      return { name: `invoice-${invoice.number}.pdf`, bytes }
    },

    /** @throws orderNotFound; creditNoteNotFound when it is not one of that order. */
    async creditNotePdf(claim: Claim, orderId: string, number: number): Promise<PdfFile> {
      const order = await orderFor(claim, orderId)
      const invoice = await repository.findInvoice(db.pool, orderId)
      const note = invoice?.creditNotes.find((one) => one.number === number)
      if (!invoice || !note) throw creditNoteNotFound('This order has no such credit note.')
      const refund = await repository.findRefund(db.pool, note.refundId)
      const bytes = await typeset(creditNotePaper({ order, invoice, note, refund }))
      return { name: `credit-note-${number}.pdf`, bytes }
    },
  }
}

const readsOrders = ({ role }: Caller): boolean =>
  (ORDER_READERS as readonly string[]).includes(role)

/** What an invoice keeps of the shop. */
export const sellerOf = ({
  name,
  addressLines,
  email,
  vatNumber,
}: Pick<ShopSettings, 'name' | 'addressLines' | 'email' | 'vatNumber'>) => ({
  name,
  addressLines,
  email,
  vatNumber,
})

/** What an invoice keeps of the customer. */
export const buyerOf = (order: {
  readonly name: string
  readonly email: string
  readonly address: unknown
}): repository.Buyer => ({
  name: order.name,
  email: order.email,
  address: order.address === null ? null : Address.parse(order.address),
})

/** All that credit notes have taken off an invoice so far. */
const creditedOf = ({ creditNotes }: repository.InvoiceRecord): readonly TaxShare[] =>
  creditNotes.flatMap(({ kind, taxes }) => (kind === 'credit' ? taxes : negative(taxes)))

/** What of a refund is known by line, or as delivery. */
function partsOf({ lines, deliveryMinor, order }: repository.RefundRecord): readonly TaxShare[] {
  const rateBp = deliveryRate(order.lines, order)
  return [
    ...lines.map(({ amountMinor, taxMinor, line }) => ({
      rateBp: line.taxRateBp,
      totalMinor: amountMinor,
      taxMinor,
    })),
    {
      rateBp,
      totalMinor: deliveryMinor,
      taxMinor:
        deliveryMinor === order.deliveryMinor
          ? order.deliveryTaxMinor
          : taxIncluded(deliveryMinor, rateBp),
    },
  ].filter(({ totalMinor }) => totalMinor > 0)
}

/** A correction puts back just what the credit note took off, where it is of the same amount. */
function taxesCorrected(
  invoice: repository.InvoiceRecord,
  { refundId, amountMinor }: { readonly refundId: string; readonly amountMinor: number },
): readonly TaxShare[] {
  const note = invoice.creditNotes.find((one) => one.refundId === refundId)
  if (note?.amountMinor === amountMinor) return note.taxes
  const credited = negative(creditedOf(invoice))
  const totalMinor = -credited.reduce((sum, share) => sum + share.totalMinor, 0)
  return taxesCredited(
    { amountMinor, parts: [] },
    { totalMinor, taxes: negative(credited), credited: [] },
  )
}
