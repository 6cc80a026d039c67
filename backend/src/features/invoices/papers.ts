import { readOptions } from '#features/catalogue/index.ts'
import type { OrderRecord } from '#features/orders/index.ts'
import { formatMoney, money } from '#platform/money.ts'

import type { Paper, PaperRow, PaperSum, TaxRow } from './paper.ts'
import type { Buyer, CreditNoteRecord, InvoiceRecord, RefundRecord, Seller } from './repository.ts'
import type { TaxShare } from './rules.ts'

const BASIS_POINTS_PER_PERCENT = 100
const countryNames = new Intl.DisplayNames('en-GB', { type: 'region' })
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** An invoice: what was bought, at what price, and the tax in it. */
export function invoicePaper(order: OrderRecord, invoice: InvoiceRecord): Paper {
  const { currency } = invoice
  const amount = (minor: number): string => formatMoney(money(minor, currency))
  return {
    title: `Invoice ${invoice.number}`,
    issuedAt: invoice.issuedAt,
    facts: [
      ['Invoice number', String(invoice.number)],
      ['Date', dates.format(invoice.issuedAt)],
      ['Order', String(order.number)],
      ['Paid', amount(invoice.totalMinor)],
    ],
    seller: sellerLines(invoice.seller),
    buyer: buyerLines(invoice.buyer),
    rows: order.lines.map((line) => ({
      title: line.title,
      detail: [
        detailOf(line),
        ...(line.discountMinor > 0 ? [`${amount(-line.discountMinor)} discount`] : []),
      ].join(' · '),
      quantity: String(line.quantity),
      each: amount(line.unitPriceMinor),
      taxRate: percent(line.taxRateBp),
      amount: amount(line.unitPriceMinor * line.quantity),
    })),
    sums: invoiceSums(order, amount),
    taxes: taxRows(invoice.taxes, amount),
    remarks: [],
  }
}

function invoiceSums(order: OrderRecord, amount: (minor: number) => string): readonly PaperSum[] {
  const { subtotalMinor, discountMinor, deliveryLabel, deliveryMinor, totalMinor } = order
  return [
    sum('Subtotal', amount(subtotalMinor)),
    ...(discountMinor > 0 ? [sum('Discount', amount(-discountMinor))] : []),
    sum(deliveryLabel, deliveryMinor === 0 ? 'Free' : amount(deliveryMinor)),
    { name: 'Total', amount: amount(totalMinor), isTotal: true },
  ]
}

const sum = (name: string, amount: string): PaperSum => ({ name, amount, isTotal: false })

/** A credit note, or the correction of one whose refund the bank did not take. */
export function creditNotePaper({
  order,
  invoice,
  note,
  refund,
}: {
  readonly order: OrderRecord
  readonly invoice: InvoiceRecord
  readonly note: CreditNoteRecord
  readonly refund: RefundRecord
}): Paper {
  const amount = (minor: number): string => formatMoney(money(minor, note.currency))
  const isCorrection = note.kind === 'correction'
  const corrected = invoice.creditNotes.find(
    ({ kind, refundId }) => kind === 'credit' && refundId === note.refundId,
  )
  const sign = isCorrection ? 1 : -1
  const told = refund.isReasonTold && refund.reason !== '' ? [refund.reason] : []
  return {
    title: isCorrection ? `Correction ${note.number}` : `Credit note ${note.number}`,
    issuedAt: note.issuedAt,
    facts: [
      ['Credit note number', String(note.number)],
      ['Date', dates.format(note.issuedAt)],
      ['For invoice', `${invoice.number} of ${dates.format(invoice.issuedAt)}`],
      ['Order', String(order.number)],
    ],
    seller: sellerLines(note.seller),
    buyer: buyerLines(invoice.buyer),
    rows: rowsOf(note, refund, amount),
    sums: [
      {
        name: isCorrection ? 'Added to the invoice again' : 'Credited',
        amount: amount(sign * note.amountMinor),
        isTotal: true,
      },
    ],
    taxes: taxRows(note.taxes, (minor) => amount(sign * minor)),
    remarks: isCorrection
      ? [`The refund did not go through, so credit note ${corrected?.number ?? ''} does not count.`]
      : told,
  }
}

function rowsOf(
  note: CreditNoteRecord,
  refund: RefundRecord,
  amount: (minor: number) => string,
): readonly PaperRow[] {
  const plain = (title: string, minor: number): PaperRow => ({
    title,
    detail: '',
    quantity: '',
    each: '',
    taxRate: '',
    amount: amount(minor),
  })
  if (note.amountMinor !== refund.amountMinor) return [plain('A refund', note.amountMinor)]
  const { lines, deliveryMinor, order } = refund
  const restMinor =
    refund.amountMinor - deliveryMinor - lines.reduce((all, line) => all + line.amountMinor, 0)
  return [
    ...lines.map(({ quantity, amountMinor, line }) => ({
      title: line.title,
      detail: detailOf(line),
      quantity: String(quantity),
      each: '',
      taxRate: percent(line.taxRateBp),
      amount: amount(amountMinor),
    })),
    ...(deliveryMinor > 0 ? [plain(order.deliveryLabel, deliveryMinor)] : []),
    ...(restMinor > 0 ? [plain('A refund for the order as a whole', restMinor)] : []),
  ]
}

function detailOf({ sku, options }: { readonly sku: string; readonly options: unknown }): string {
  const chosen = readOptions(options).map(({ name, value }) => `${name}: ${value}`)
  return [...chosen, sku].join(' · ')
}

const percent = (rateBp: number): string => `${rateBp / BASIS_POINTS_PER_PERCENT} %`

const taxRows = (
  taxes: readonly TaxShare[],
  amount: (minor: number) => string,
): readonly TaxRow[] =>
  taxes.map(({ rateBp, totalMinor, taxMinor }) => ({
    rate: percent(rateBp),
    net: amount(totalMinor - taxMinor),
    tax: amount(taxMinor),
    gross: amount(totalMinor),
  }))

function sellerLines({ name, addressLines, email, vatNumber }: Seller): readonly string[] {
  const address = addressLines[0] === name ? addressLines.slice(1) : addressLines
  return [name, ...address, email, ...(vatNumber === null ? [] : [`VAT number ${vatNumber}`])]
}

function buyerLines({ name, email, address }: Buyer): readonly string[] {
  if (address === null) return [name, email]
  const { line1, line2, city, region, postalCode, country } = address
  const lines = [name, line1, line2, city, region, postalCode, countryNames.of(country), email]
  return lines.filter((line) => typeof line === 'string')
}
