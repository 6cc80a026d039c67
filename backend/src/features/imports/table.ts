import Papa from 'papaparse'

import { findColumns } from './columns.ts'

export interface Row {
  /** Where it begins in the file, as an editor counts; the header is line 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly Row[]
  readonly delimiter: string
  /** The row whose quote is never closed, and so swallowed what follows. */
  readonly unclosedQuoteAt: number | undefined
}

/** Why the file is not one we can read, and where that shows. */
export interface Unreadable {
  readonly line: number
  readonly message: string
}

const DELIMITERS = [',', ';', '\t', '|'] as const

/** Reads the rows of a CSV file: quoted cells may hold delimiters, doubled quotes and line breaks. */
export function readTable(file: string | Uint8Array): Table | Unreadable {
  const decoded = typeof file === 'string' ? file : decode(file)
  if (typeof decoded !== 'string') return decoded
  if (decoded.includes('\0')) return { line: lineOf(decoded, '\0'), message: NOT_TEXT }

  const text = decoded.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if (text.trim() === '') return { line: 1, message: 'The file is empty.' }

  const delimiter = delimiterOf(text)
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' })
  const [header, ...rows] = withLines(data)
  const unclosed = errors.find(({ code }) => code === 'MissingQuotes')?.row

  return {
    header: header?.cells ?? [],
    rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    delimiter,
    unclosedQuoteAt: unclosed === undefined ? undefined : lineOfRow(data, unclosed),
  }
}

/** Papa Parse guesses by counting, which long descriptions mislead; the header's own names do not. */
function delimiterOf(text: string): string {
  const known = (delimiter: string) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: 1 })
    return findColumns(data[0] ?? []).at.size
  }
  return DELIMITERS.map((delimiter) => ({ delimiter, known: known(delimiter) })).reduce(
    (best, next) => (next.known > best.known ? next : best),
  ).delimiter
}

/** A row is as many lines long as its cells have breaks in them, and one more. */
function withLines(data: readonly (readonly string[])[]): readonly Row[] {
  let line = 1
  return data.map((cells) => {
    const row = { line, cells }
    line += 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0)
    return row
  })
}

function lineOfRow(data: readonly (readonly string[])[], row: number): number | undefined {
  return withLines(data.slice(0, row + 1)).at(-1)?.line
}

const NOT_TEXT = 'This is not a text file. Save the sheet as CSV (UTF-8) and try again.'
const NOT_CSV = [
  { starts: 'PK\u0003\u0004', kind: 'an Excel workbook or a ZIP archive' },
  { starts: '\u00d0\u00cf\u0011\u00e0', kind: 'an Excel workbook' },
  { starts: '%PDF', kind: 'a PDF' },
  { starts: '\u001f\u008b', kind: 'a compressed file' },
  { starts: '\u0089PNG', kind: 'a picture' },
  { starts: '\u00ff\u00d8\u00ff', kind: 'a picture' },
] as const

function decode(file: Uint8Array): string | Unreadable {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const start = bytes.toString('latin1', 0, 4)
  const other = NOT_CSV.find(({ starts }) => start.startsWith(starts))
  if (other) {
    return {
      line: 1,
      message: `This is ${other.kind}, not a CSV file. Save the sheet as CSV (UTF-8) and try again.`,
    }
  }
  if (isUtf16(bytes)) {
    return { line: 1, message: 'The file is in UTF-16. Save it as CSV (UTF-8) and try again.' }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return notUtf8(bytes)
  }
}

/** By its mark, or by every other byte of its first letters being zero. */
function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.toString('latin1', 0, 2)
  if (mark === '\u00ff\u00fe' || mark === '\u00fe\u00ff') return true
  const zeros = [...bytes.subarray(0, 40)].flatMap((byte, index) => (byte === 0 ? [index % 2] : []))
  return zeros.length >= 10 && new Set(zeros).size === 1
}

function notUtf8(bytes: Buffer): Unreadable {
  if (bytes.includes(0)) return { line: 1, message: NOT_TEXT }
  return {
    line: lineOf(new TextDecoder().decode(bytes), '\ufffd'),
    message:
      'A letter here is not in UTF-8; the file is probably in Latin-1 or Windows-1252. Save it as CSV (UTF-8) and try again.',
  }
}

function lineOf(text: string, mark: string): number {
  return text.slice(0, text.indexOf(mark)).split(/\r\n|\r|\n/).length
}
