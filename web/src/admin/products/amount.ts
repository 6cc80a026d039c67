import type { Money } from '#platform/money.ts'

/** What was typed, as an amount; or what is wrong with it. */
export type Amount =
  | { readonly minor: number; readonly fault?: never }
  | { readonly fault: string; readonly minor?: never }

/** £999,999.99, the most anything in the shop may cost. */
const MAX_MINOR = 99_999_999

interface Writing {
  readonly decimals: number
  readonly sign: string
}

const writings = new Map<string, Writing>()

/** How a currency is written. Asking the browser is slow, so each is asked about once. */
function writingOf(currency: string): Writing {
  const known = writings.get(currency)
  if (known) return known

  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  const { maximumFractionDigits: decimals = 2 } = format.resolvedOptions()
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency
  writings.set(currency, { decimals, sign })
  return { decimals, sign }
}

export const currencySign = (currency: string): string => writingOf(currency).sign

/**
 * Reads an amount as people write it ("12", "12.5", "£1,250.00") to the penny, digit by digit: nothing is ever rounded.
 * What could be meant in two ways ("12,50") is asked about.
 */
export function parseAmount(typed: string, currency: string): Amount {
  const { decimals, sign } = writingOf(currency)
  const text = typed.trim().replace(sign, '').trim()
  if (text.startsWith('-'))
    return { fault: `Give a price of ${sign}${amountText({ minor: 0, currency })} or more.` }
  if (/^\d+,\d{1,2}$/.test(text)) {
    return { fault: `Write the decimals after a full stop: ${text.replace(',', '.')}.` }
  }

  const [, whole, fraction = ''] = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole === undefined) return { fault: 'Write an amount in figures, such as 12.50.' }
  if (fraction.length > decimals) return { fault: tooFine(decimals) }

  const minor = Number(whole.replaceAll(',', '') + fraction.padEnd(decimals, '0'))
  return minor > MAX_MINOR ? { fault: 'That is more than anything here may cost.' } : { minor }
}

const tooFine = (decimals: number): string =>
  decimals === 0
    ? 'Write a whole amount.'
    : `Write at most ${decimals} figures after the full stop.`

/** An amount as it stands in a field: "12.50". */
export function amountText({ minor, currency }: Money): string {
  const { decimals } = writingOf(currency)
  if (decimals === 0) return String(minor)
  const digits = String(minor).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
