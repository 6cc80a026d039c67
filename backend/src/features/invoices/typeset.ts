import type { Paper, PaperRow, TaxRow } from './paper.ts'
import {
  type Column,
  FOOT,
  LEFT,
  openDocument,
  penOn,
  RIGHT,
  type Sheet,
  type Style,
  WIDTH,
} from './sheet.ts'

const GAP = 8

/** What goes where in the table of lines; figures stand under one another. */
const COLUMNS: Readonly<Record<'title' | 'quantity' | 'each' | 'taxRate' | 'amount', Column>> = {
  title: { x: LEFT, width: 245, align: 'left' },
  quantity: { x: LEFT + 250, width: 40, align: 'right' },
  each: { x: LEFT + 295, width: 75, align: 'right' },
  taxRate: { x: LEFT + 375, width: 45, align: 'right' },
  amount: { x: LEFT + 420, width: WIDTH - 420, align: 'right' },
}

const TAX_COLUMNS: Readonly<Record<keyof TaxRow, Column>> = {
  rate: { x: LEFT, width: 100, align: 'left' },
  net: { x: LEFT + 110, width: 110, align: 'right' },
  tax: { x: LEFT + 230, width: 110, align: 'right' },
  gross: { x: LEFT + 350, width: WIDTH - 350, align: 'right' },
}

/**
 * Sets a paper as PDF, over as many pages as it needs, each with its number. The same paper gives the same bytes. The library and its
 * fonts are loaded when the first paper is asked for.
 */
export async function typeset(paper: Paper): Promise<Buffer> {
  const { title, issuedAt, seller } = paper
  const { document, finish } = await openDocument({ title, issuedAt, author: seller[0] ?? '' })
  const sheet = penOn(document)
  head(sheet, paper)
  lines(sheet, paper)
  sums(sheet, paper)
  taxes(sheet, paper)
  for (const remark of paper.remarks) sheet.text(remark, { x: LEFT, width: WIDTH })
  numberPages(sheet, document, title)
  return await finish()
}

/** "Invoice 12 · page 1 of 3", below everything else. */
function numberPages(sheet: Sheet, document: PDFKit.PDFDocument, title: string): void {
  const { start, count } = document.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page)
    sheet.moveTo(FOOT)
    const words = `${title} · page ${page + 1} of ${count}`
    sheet.put(words, { x: LEFT, width: WIDTH, align: 'right' }, { size: 8, muted: true })
  }
}

function head(sheet: Sheet, { title, facts, seller, buyer }: Paper): void {
  sheet.text(title, { x: LEFT, width: WIDTH }, { size: 20, bold: true })
  sheet.space(2 * GAP)
  const top = sheet.at()
  const width = WIDTH / 2 - GAP
  block(sheet, { x: LEFT, width }, 'From', seller)
  sheet.space(GAP)
  block(sheet, { x: LEFT, width }, 'To', buyer)
  const below = sheet.at()

  sheet.moveTo(top)
  const [name, value] = [LEFT + WIDTH / 2, LEFT + WIDTH / 2 + 120]
  for (const [what, words] of facts) {
    const height = sheet.heightOf(words, RIGHT - value)
    sheet.put(what, { x: name, width: 115, align: 'left' }, { muted: true })
    sheet.put(words, { x: value, width: RIGHT - value, align: 'right' })
    sheet.space(height + 3)
  }
  sheet.moveTo(Math.max(below, sheet.at()) + 2 * GAP)
}

function block(
  sheet: Sheet,
  column: Pick<Column, 'x' | 'width'>,
  title: string,
  words: readonly string[],
): void {
  sheet.text(title, column, { size: 8, muted: true })
  words.forEach((line, at) => sheet.text(line, column, { bold: at === 0 }))
}

const HEADINGS: PaperRow = {
  title: 'What',
  detail: '',
  quantity: 'Units',
  each: 'Each',
  taxRate: 'VAT',
  amount: 'Amount',
}

function lines(sheet: Sheet, { rows }: Paper): void {
  headings(sheet)
  for (const row of rows) {
    const titleHeight = sheet.heightOf(row.title, COLUMNS.title.width)
    const detailHeight = row.detail
      ? sheet.heightOf(row.detail, COLUMNS.title.width, { size: 8 })
      : 0
    if (sheet.keep(titleHeight + detailHeight + GAP)) headings(sheet)
    cells(sheet, row)
    sheet.space(titleHeight)
    if (row.detail) {
      sheet.put(row.detail, COLUMNS.title, { size: 8, muted: true })
      sheet.space(detailHeight)
    }
    sheet.space(GAP / 2)
    sheet.rule()
    sheet.space(GAP / 2)
  }
  sheet.space(GAP)
}

function headings(sheet: Sheet): void {
  cells(sheet, HEADINGS, { size: 8, muted: true })
  sheet.space(14)
  sheet.rule()
  sheet.space(GAP / 2)
}

function cells(sheet: Sheet, row: PaperRow, how: Style = {}): void {
  sheet.put(row.title, COLUMNS.title, how)
  sheet.put(row.quantity, COLUMNS.quantity, how)
  sheet.put(row.each, COLUMNS.each, how)
  sheet.put(row.taxRate, COLUMNS.taxRate, how)
  sheet.put(row.amount, COLUMNS.amount, how)
}

function sums(sheet: Sheet, { sums: all }: Paper): void {
  const [x, width] = [LEFT + 200, 200]
  sheet.keep(all.length * 20)
  for (const { name, amount, isTotal } of all) {
    const how = isTotal ? { size: 11, bold: true } : {}
    const height = sheet.heightOf(name, width, how)
    sheet.put(name, { x, width, align: 'left' }, how)
    sheet.put(amount, { x: x + width, width: RIGHT - x - width, align: 'right' }, how)
    sheet.space(height + 4)
  }
  sheet.space(2 * GAP)
}

function taxes(sheet: Sheet, { taxes: all }: Paper): void {
  if (all.length === 0) return
  sheet.keep(20 + all.length * 15)
  const row = ({ rate, net, tax, gross }: TaxRow, how: Style = {}): void => {
    sheet.put(rate, TAX_COLUMNS.rate, how)
    sheet.put(net, TAX_COLUMNS.net, how)
    sheet.put(tax, TAX_COLUMNS.tax, how)
    sheet.put(gross, TAX_COLUMNS.gross, how)
    sheet.space(14)
  }
  row(
    { rate: 'VAT rate', net: 'Without VAT', tax: 'VAT', gross: 'With VAT' },
    { size: 8, muted: true },
  )
  sheet.rule()
  sheet.space(GAP / 2)
  for (const share of all) row(share)
  sheet.space(GAP)
}
