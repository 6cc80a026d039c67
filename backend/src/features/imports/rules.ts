/** What a cell says, or why it cannot be taken: words that follow the line and the column. */
export type Reading<T> = { readonly value: T } | { readonly refusal: string }

/** Of £999,999.99, the most anything in the shop may cost. */
const MAX_DIGITS = 8
const MAX_UNITS = 1_000_000
const MAX_GRAMS = 1_000_000

const read = <T>(value: T): Reading<T> => ({ value })
const refuse = (refusal: string): Reading<never> => ({ refusal })

/** How the amounts of a file are written. */
export interface PriceStyle {
  /** ISO 4217, in capitals: the currency a price is in, whether or not it says so. */
  readonly code: string
  readonly sign: string
  readonly decimalComma: boolean
}

/** Semicolons between the cells tell a file from a country that writes 12,50. */
export function priceStyle(currency: string, delimiter: string): PriceStyle {
  const code = currency.toUpperCase()
  return { code, sign: signOf(code), decimalComma: delimiter === ';' }
}

/**
 * Reads an amount as people and spreadsheets write it: 12, 12.5, £12.50, "1,234.50", "12,50", "1.234,50".
 * Digits are moved, never computed with as a fraction, so every penny arrives. What could mean two amounts is refused.
 */
export function readPrice(text: string, style: PriceStyle): Reading<number> {
  const bare = withoutSign(text, style)
  if (/^[-−–(]/.test(bare)) return refuse(`“${text}” is below zero.`)
  if (/\p{Sc}|^[A-Z]{3} ?\d|\d ?[A-Z]{3}$/iu.test(bare)) {
    return refuse(`“${text}” is not in ${style.code}.`)
  }
  const amount = splitAmount(bare, style.decimalComma)
  if (amount === undefined) return refuse(whyNoAmount(text, bare, style.decimalComma))

  const [whole, fraction] = amount
  const digits = `${whole}${fraction.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')
  if (digits.length > MAX_DIGITS) return refuse(`“${text}” is more than anything may cost.`)
  return read(Number(digits))
}

/** The number alone, with its minus in front if it has one. */
function withoutSign(text: string, { code, sign }: PriceStyle): string {
  let bare = text.trim().replace(/\s+/g, ' ')
  const minus = /^[-−–]/.test(bare) ? '-' : ''
  bare = bare.slice(minus.length)
  for (const mark of [sign, code]) {
    if (bare.toUpperCase().startsWith(mark)) bare = bare.slice(mark.length).trim()
    if (bare.toUpperCase().endsWith(mark)) bare = bare.slice(0, -mark.length).trim()
  }
  return minus + bare
}

function signOf(currency: string): string {
  const parts = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

const PLAIN = /^(\d*)(?:[.,](\d{1,2}))?$/
const COMMA_GROUPS = /^(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/
const POINT_GROUPS = /^(\d{1,3}(?:\.\d{3})+),(\d{1,2})$/
const SPACE_GROUPS = /^(\d{1,3}(?:[ ’']\d{3})+)(?:[.,](\d{1,2}))?$/

/** Pounds and pence as digits. */
function splitAmount(bare: string, decimalComma: boolean): [string, string] | undefined {
  const isOneGroup = /^\d{1,3},\d{3}$/.test(bare)
  // Where commas are decimal, "1,234" may be one pound and a bit.
  if (isOneGroup && decimalComma) return undefined

  const match = [PLAIN, COMMA_GROUPS, POINT_GROUPS, SPACE_GROUPS]
    .map((style) => style.exec(bare))
    .find((found) => found !== null)
  if (!match || !/\d/.test(bare)) return undefined
  return [(match[1] ?? '').replace(/\D/g, '') || '0', match[2] ?? '']
}

function whyNoAmount(text: string, bare: string, decimalComma: boolean): string {
  if (bare === '') return 'There is no price.'
  if (/^\d+[.,]\d{3,}$/.test(bare)) {
    const hint = decimalComma ? ' (or may mean thousands)' : ''
    return `“${text}” has more than two decimals${hint}.`
  }
  return `“${text}” is not a price.`
}

/** A price that may be left out. */
export function readOptionalPrice(text: string, style: PriceStyle): Reading<number | null> {
  return text.trim() === '' ? read(null) : readPrice(text, style)
}

/** Units, as whole numbers. Shopify lets stock fall below zero; whoever asks decides what that means. */
export function readUnits(text: string): Reading<number> {
  const bare = text.trim().replace(/\.0+$/, '')
  if (bare === '') return read(0)
  if (!/^-?\d+$/.test(bare)) return refuse(`“${text}” is not a whole number.`)
  const units = Number(bare)
  return Math.abs(units) <= MAX_UNITS ? read(units) : refuse(`“${text}” is more than we can keep.`)
}

/** Grams, rounded to whole ones; Shopify writes 0 where nobody weighed. */
export function readGrams(text: string): Reading<number | null> {
  const bare = text.trim().replace(',', '.')
  if (bare === '') return read(null)
  if (!/^\d+(\.\d+)?$/.test(bare)) return refuse(`“${text}” is not a weight in grams.`)
  const grams = Math.round(Number(bare))
  if (grams > MAX_GRAMS) return refuse(`“${text}” is more than a ton.`)
  return read(grams === 0 ? null : grams)
}

export function readPosition(text: string): number | undefined {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined
}

export type ImportedStatus = 'active' | 'draft' | 'archived'

/** Whether a product is on sale at all; blank means yes, as at Shopify. */
export function readStatus(text: string): Reading<ImportedStatus> {
  const word = text.trim().toLowerCase()
  if (word === '') return read('active')
  if (word === 'active' || word === 'draft' || word === 'archived') return read(word)
  return refuse(`“${text}” is none of active, draft and archived.`)
}

/** What spreadsheets make of TRUE and FALSE in the languages they run in. */
const YES = ['', 'true', 'yes', 'y', '1', 'wahr', 'vrai', 'verdadero', 'vero']
const NO = ['false', 'no', 'n', '0', 'falsch', 'faux', 'falso']

/** Whether a product is shown in the online shop; blank means yes, as at Shopify. */
export function readPublished(text: string): Reading<boolean> {
  const word = text.trim().toLowerCase()
  if (YES.includes(word)) return read(true)
  return NO.includes(word) ? read(false) : refuse(`“${text}” is neither TRUE nor FALSE.`)
}

/** Shopify and spreadsheets put an apostrophe before what only looks like a number. */
export const readCode = (text: string): string => text.trim().replace(/^'/, '')

/** A barcode that a spreadsheet turned into 9.78E+12 has lost its digits for good. */
export const isMangled = (code: string): boolean => /^\d(?:[.,]\d+)?E\+?\d+$/i.test(code)

const MAX_TAG = 50
const MAX_TAGS = 50

/** Tags, each once whatever its case; a tag too long to be one is cut. */
export function readTags(text: string): readonly string[] {
  const tags = new Map<string, string>()
  for (const part of text.split(',')) {
    const tag = oneLine(part).slice(0, MAX_TAG).trim()
    if (tag !== '' && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag)
  }
  return [...tags.values()].slice(0, MAX_TAGS)
}

/** Text of a cell as one line: breaks, tabs and other control characters become spaces. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** A picture's address as we can ask for it, or undefined. `//host/…` is Shopify's older way of writing https. */
export function readPictureUrl(text: string): string | undefined {
  const address = text.trim().startsWith('//') ? `https:${text.trim()}` : text.trim()
  if (address.length > 2000 || !URL.canParse(address)) return undefined
  return /^https?:$/.test(new URL(address).protocol) ? address : undefined
}
