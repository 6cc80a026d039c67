import type { ImportedVariant } from '#features/catalogue/index.ts'
import type { Option } from '#platform/contract.ts'

import type { Column } from './columns.ts'
import {
  isMangled,
  oneLine,
  type PriceStyle,
  readCode,
  readGrams,
  readOptionalPrice,
  readPictureUrl,
  readPrice,
  readUnits,
} from './rules.ts'
import type { Sheet } from './sheet.ts'
import type { Row } from './table.ts'

/** A variant as the file has it; blank stock codes are still blank. */
export interface FileVariant {
  readonly line: number
  readonly sku: string | null
  readonly facts: Omit<ImportedVariant, 'sku'>
}

const OPTIONS: readonly (readonly [name: Column, value: Column])[] = [
  ['option1Name', 'option1Value'],
  ['option2Name', 'option2Value'],
  ['option3Name', 'option3Value'],
]
const MARKS: readonly Column[] = ['option1Value', 'sku', 'price', 'barcode']

const MAX_SKU = 64
const MAX_BARCODE = 50
const MAX_OPTION_NAME = 50
const MAX_OPTION_VALUE = 100

/** Reads the variants of a product; rows that only bring another picture are passed over. */
export function readVariants(sheet: Sheet, style: PriceStyle): readonly FileVariant[] {
  const rows = sheet.rows.filter((row) => MARKS.some((mark) => sheet.cell(row, mark).trim() !== ''))
  const names = OPTIONS.map(([name]) => oneLine(sheet.first(name)?.text ?? ''))
  const seen = new Map<string, number>()

  return rows.flatMap((row) => {
    const options = readOptions(sheet, row, names)
    const key = JSON.stringify(options.map(({ value }) => value.toLowerCase()))
    const twin = seen.get(key)
    seen.set(key, row.line)
    if (twin !== undefined) {
      sheet.refuse(row, 'option1Value', `Line ${twin} has the same options already.`)
    }
    return readVariant(sheet, row, { options, style }) ?? []
  })
}

function readVariant(
  sheet: Sheet,
  row: Row,
  { options, style }: { readonly options: readonly Option[]; readonly style: PriceStyle },
): FileVariant | undefined {
  const priceMinor = sheet.take(row, 'price', (text) => readPrice(text, style))
  const compareAt = sheet.take(row, 'compareAt', (text) => readOptionalPrice(text, style)) ?? null
  const costMinor = sheet.take(row, 'cost', (text) => readOptionalPrice(text, style))
  const weightGrams = sheet.take(row, 'grams', readGrams)
  const units = sheet.take(row, 'units', readUnits)
  if (priceMinor === undefined || units === undefined) return undefined

  const isReduced = compareAt !== null && compareAt > priceMinor
  if (compareAt !== null && compareAt > 0 && compareAt < priceMinor) {
    sheet.warn(row, 'compareAt', 'It is below the price, so no earlier price is shown.')
  }
  if (units < 0) sheet.warn(row, 'units', `${units} units are taken as none.`)
  return {
    line: row.line,
    sku: readSku(sheet, row),
    facts: {
      options,
      priceMinor,
      compareAtMinor: sheet.told('compareAt', () => (isReduced ? compareAt : null)),
      costMinor: sheet.told('cost', () => costMinor),
      weightGrams: sheet.told('grams', () => weightGrams),
      barcode: sheet.told('barcode', () => readBarcode(sheet, row)),
      imageUrl: sheet.told(
        'variantImage',
        () => readPictureUrl(sheet.cell(row, 'variantImage')) ?? null,
      ),
      onHand: Math.max(units, 0),
    },
  }
}

function readOptions(sheet: Sheet, row: Row, names: readonly string[]): readonly Option[] {
  const options = OPTIONS.flatMap(([, column], index) => {
    const value = oneLine(sheet.cell(row, column))
    const name = names[index] || `Option ${index + 1}`
    if (value === '') {
      if (names[index]) sheet.refuse(row, column, `There is no value for ${name}.`)
      return []
    }
    if (value.length > MAX_OPTION_VALUE || name.length > MAX_OPTION_NAME) {
      sheet.refuse(row, column, `“${value}” is too long for an option.`)
    }
    return [{ name, value }]
  })
  // Shopify's way of saying that there is nothing to choose.
  const isOnlyOne = options.length === 1 && options[0]?.value.toLowerCase() === 'default title'
  return isOnlyOne ? [] : options
}

function readSku(sheet: Sheet, row: Row): string | null {
  const sku = oneLine(readCode(sheet.cell(row, 'sku')))
  if (sku.length > MAX_SKU) {
    sheet.refuse(row, 'sku', `“${sku}” is longer than ${MAX_SKU} characters.`)
  }
  return sku === '' ? null : sku
}

function readBarcode(sheet: Sheet, row: Row): string | null {
  const barcode = oneLine(readCode(sheet.cell(row, 'barcode')))
  if (isMangled(barcode)) {
    sheet.warn(row, 'barcode', `A spreadsheet cut “${barcode}” short; the barcode is left out.`)
    return null
  }
  if (barcode.length > MAX_BARCODE) {
    sheet.warn(row, 'barcode', `“${barcode}” is too long; the barcode is left out.`)
    return null
  }
  return barcode === '' ? null : barcode
}
