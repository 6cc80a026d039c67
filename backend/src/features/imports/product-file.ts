import { type Column, type Columns, findColumns } from './columns.ts'
import { type FileProduct, readProduct } from './file-product.ts'
import { oneLine, priceStyle } from './rules.ts'
import { createSheet, type Fault, type Sheet } from './sheet.ts'
import { type Row, readTable, type Table } from './table.ts'

export interface ProductFile {
  readonly products: readonly FileProduct[]
  /** Products of which something could not be read, so that nothing of them is taken. */
  readonly failed: number
  readonly errors: readonly Fault[]
  readonly warnings: readonly Fault[]
  /** How the file spells a column. */
  readonly nameOf: (column: Column) => string
}

/**
 * Reads Shopify's product export. Never throws: a file that cannot be read at all comes back with no products and one
 * error that says why.
 */
export function readProductFile(file: string | Uint8Array, currency: string): ProductFile {
  const table = readTable(file)
  if ('message' in table) return unreadable(table)
  const columns = findColumns(table.header)
  if (columns.missing.length > 0) return unreadable({ message: missingColumns(columns.missing) })
  if (table.rows.length === 0) {
    return unreadable({ message: 'The file has a header and no products.' })
  }

  const { groups, errors } = groupByHandle(table, columns)
  const style = priceStyle(currency, table.delimiter)
  const read = groups.map((rows) => {
    const sheet = createSheet(columns, rows)
    refuseBrokenRows(sheet, table)
    return { sheet, products: sheet.errors.length === 0 ? [readProduct(sheet, style)] : [] }
  })
  refuseTwins(read)
  const good = read.filter(({ sheet }) => sheet.errors.length === 0)

  return {
    nameOf: columns.nameOf,
    products: good.flatMap(({ products }) => products),
    failed: read.length - good.length,
    errors: byLine([...errors, ...read.flatMap(({ sheet }) => sheet.errors)]),
    warnings: byLine([...withoutStock(columns), ...good.flatMap(({ sheet }) => sheet.warnings)]),
  }
}

const unreadable = ({ message, line = 1 }: { message: string; line?: number }): ProductFile => ({
  products: [],
  failed: 0,
  errors: [{ line, column: null, message }],
  warnings: [],
  nameOf: findColumns([]).nameOf,
})

function missingColumns(names: readonly string[]): string {
  const list = names.map((name) => `“${name}”`).join(', ')
  const missing = names.length === 1 ? `The column ${list} is` : `The columns ${list} are`
  return `${missing} missing. Its first line must name the columns, as Shopify's product export does.`
}

function withoutStock(columns: Columns): readonly Fault[] {
  if (columns.at.has('units')) return []
  const column = columns.nameOf('units')
  return [{ line: 1, column, message: 'The column is missing: new products begin with no stock.' }]
}

const byLine = (faults: readonly Fault[]): readonly Fault[] =>
  faults.toSorted((a, b) => a.line - b.line)

/** Rows of one handle belong together, wherever in the file they are. */
function groupByHandle(table: Table, columns: Columns) {
  const groups = new Map<string, Row[]>()
  const loose = createSheet(columns, table.rows)
  for (const row of table.rows) {
    const handle = oneLine(loose.cell(row, 'handle')).toLowerCase()
    const group = groups.get(handle)
    if (handle === '') {
      loose.refuse(row, 'handle', 'There is no handle, so the row belongs to no product.')
    } else if (group) {
      group.push(row)
    } else {
      groups.set(handle, [row])
    }
  }
  return { groups: [...groups.values()], errors: loose.errors }
}

/** Rows that a stray quote or delimiter has pulled out of shape: their cells may stand in the wrong columns. */
function refuseBrokenRows(sheet: Sheet, { header, unclosedQuoteAt }: Table): void {
  for (const row of sheet.rows) {
    if (row.line === unclosedQuoteAt) {
      sheet.refuse(row, null, 'A quote opens here and is never closed, so what follows is lost.')
    } else if (row.cells.slice(header.length).some((cell) => cell.trim() !== '')) {
      const cells = `${row.cells.length} cells, and the header has ${header.length}`
      sheet.refuse(row, null, `The row has ${cells}: put text with commas in it in quotes.`)
    }
  }
}

interface ReadProduct {
  readonly sheet: Sheet
  /** None where its rows are broken. */
  readonly products: readonly FileProduct[]
}

/** What must be unique in the shop is unique in the file: addresses and stock codes. The first one stays. */
function refuseTwins(read: readonly ReadProduct[]): void {
  const slugs = new Map<string, number>()
  const skus = new Map<string, number>()
  const all = read.flatMap(({ sheet, products }) => products.map((product) => ({ sheet, product })))
  for (const { sheet, product } of all) {
    refuseTwin(sheet, 'handle', { seen: slugs, key: product.facts.slug, line: product.line })
    for (const { sku, line } of product.variants) {
      if (sku !== null) refuseTwin(sheet, 'sku', { seen: skus, key: sku, line })
    }
  }
}

function refuseTwin(
  sheet: Sheet,
  column: 'handle' | 'sku',
  { seen, key, line }: { seen: Map<string, number>; key: string; line: number },
): void {
  const twin = seen.get(key)
  const row = sheet.rows.find((each) => each.line === line)
  if (twin !== undefined && row) {
    sheet.refuse(row, column, `“${key}” is on line ${twin} already.`)
  } else {
    seen.set(key, line)
  }
}
