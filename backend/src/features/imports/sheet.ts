import type { Column, Columns } from './columns.ts'
import type { Reading } from './rules.ts'
import type { Row } from './table.ts'

/** Something about one cell of the file, or about a whole line where there is no column. */
export interface Fault {
  /** As an editor counts; the header is line 1. */
  readonly line: number
  /** As the file spells it. */
  readonly column: string | null
  readonly message: string
}

/** The rows of one product, read cell by cell; what is wrong with them is noted on the way. */
export interface Sheet {
  readonly rows: readonly Row[]
  /** Why the product cannot be taken; empty when it can. */
  readonly errors: readonly Fault[]
  /** What was taken otherwise than the file says. */
  readonly warnings: readonly Fault[]
  /** What the column says; undefined, which changes nothing in the shop, when the file has no such column. */
  told<T>(column: Column, read: () => T): T | undefined
  /** Empty where there is nothing. */
  cell(row: Row, column: Column): string
  /** The first row that has something in the column: the row itself, and what it has. */
  first(column: Column): { readonly row: Row; readonly text: string } | undefined
  /** The value, or undefined and a fault noted. */
  take<T>(row: Row, column: Column, read: (text: string) => Reading<T>): T | undefined
  refuse(row: Row, column: Column | null, message: string): void
  warn(row: Row, column: Column, message: string): void
}

export function createSheet(columns: Columns, rows: readonly Row[]): Sheet {
  const errors: Fault[] = []
  const warnings: Fault[] = []
  const cell = (row: Row, column: Column) => row.cells[columns.at.get(column) ?? -1] ?? ''
  const fault = ({ line }: Row, column: Column | null, message: string): Fault => ({
    line,
    column: column && columns.nameOf(column),
    message,
  })

  return {
    rows,
    errors,
    warnings,
    told: (column, read) => (columns.at.has(column) ? read() : undefined),
    cell,
    first(column) {
      const row = rows.find((each) => cell(each, column).trim() !== '')
      return row && { row, text: cell(row, column) }
    },
    take(row, column, read) {
      const reading = read(cell(row, column))
      if ('value' in reading) return reading.value
      errors.push(fault(row, column, reading.refusal))
      return undefined
    },
    refuse: (row, column, message) => void errors.push(fault(row, column, message)),
    warn: (row, column, message) => void warnings.push(fault(row, column, message)),
  }
}
