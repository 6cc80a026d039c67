import type { ImportedProduct } from '#features/catalogue/index.ts'

import type { Column } from './columns.ts'
import { readImages } from './file-images.ts'
import { type FileVariant, readVariants } from './file-variants.ts'
import {
  type ImportedStatus,
  oneLine,
  type PriceStyle,
  type Reading,
  readPublished,
  readStatus,
  readTags,
} from './rules.ts'
import type { Sheet } from './sheet.ts'
import { slugFor } from './skus.ts'
import type { Row } from './table.ts'

/** A product as the file has it, checked; stock codes may still be missing. */
export interface FileProduct {
  readonly line: number
  readonly facts: Omit<ImportedProduct, 'variants'>
  readonly variants: readonly FileVariant[]
}

const MAX_TITLE = 200
const MAX_DESCRIPTION = 50_000
const MAX_NAME = 100

/** Reads one product from its rows. What the file has no column for is left out, and so stays as it is in the shop. */
export function readProduct(sheet: Sheet, style: PriceStyle): FileProduct {
  const start = sheet.rows[0] ?? NO_ROW
  const variants = readVariants(sheet, style)
  if (variants.length === 0 && sheet.errors.length === 0) {
    sheet.refuse(start, 'price', 'There is no price, so there is nothing to sell.')
  }
  return {
    line: start.line,
    facts: {
      slug: slugFor(oneLine(sheet.cell(start, 'handle')).toLowerCase()),
      title: readText(sheet, 'title', MAX_TITLE) ?? refuseUntitled(sheet, start),
      description: sheet.told('description', () => readDescription(sheet)),
      brand: sheet.told('vendor', () => readText(sheet, 'vendor', MAX_NAME)),
      category: sheet.told('type', () => readText(sheet, 'type', MAX_NAME)),
      tags: sheet.told('tags', () => readTags(sheet.first('tags')?.text ?? '')),
      status: readShown(sheet, start),
      images: readImages(sheet),
    },
    variants,
  }
}

const NO_ROW: Row = { line: 1, cells: [] }

function refuseUntitled(sheet: Sheet, start: Row): string {
  sheet.refuse(start, 'title', 'There is no title.')
  return ''
}

/** The first row's text, as one line; null when no row has any. */
function readText(sheet: Sheet, column: Column, max: number): string | null {
  const found = sheet.first(column)
  if (!found) return null
  const text = oneLine(found.text)
  if (text.length > max) {
    sheet.refuse(found.row, column, `It has ${text.length} characters; ${max} fit.`)
  }
  return text
}

function readDescription(sheet: Sheet): string {
  const found = sheet.first('description')
  if (!found) return ''
  if (found.text.length > MAX_DESCRIPTION) {
    const { length } = found.text
    sheet.refuse(found.row, 'description', `It has ${length} characters; ${MAX_DESCRIPTION} fit.`)
  }
  return found.text.trim()
}

/** Whether the product is shown, by whichever of its two columns the file has: `Published` is the online shop's own. */
function readShown(sheet: Sheet, start: Row): ImportedStatus | undefined {
  const takeFirst = <T>(column: Column, read: (text: string) => Reading<T>) =>
    sheet.told(column, () => sheet.take(sheet.first(column)?.row ?? start, column, read))
  const status = takeFirst('status', readStatus)
  const isPublished = takeFirst('published', readPublished)
  return isPublished === false && status !== 'archived' ? 'draft' : (status ?? shownIf(isPublished))
}

const shownIf = (isPublished: boolean | undefined) => (isPublished ? 'active' : undefined)
