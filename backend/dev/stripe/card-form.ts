import { brandOf, type Card } from './cards.ts'

/** The card fields as typed, by their names in the page's form. */
export interface TypedCard {
  readonly number: string
  readonly expiry: string
  readonly cvc: string
}

export type CardFaults = Partial<Record<keyof TypedCard, string>>

/**
 * Reads the card as the page's fields hold it.
 * `now` is in Unix seconds. What is wrong is said in the words of Stripe's own form.
 */
export function readCard(typed: TypedCard, now: number): Card | CardFaults {
  const number = typed.number.replaceAll(/[\s-]/g, '')
  const expiry = readExpiry(typed.expiry)
  const faults: CardFaults = {}
  const inNumber = faultOfNumber(number)
  const inExpiry = faultOfExpiry(expiry, now)
  if (inNumber) faults.number = inNumber
  if (inExpiry) faults.expiry = inExpiry
  const digits = brandOf(number) === 'amex' ? 4 : 3
  if (!new RegExp(`^\\d{${digits}}$`).test(typed.cvc.trim())) {
    faults.cvc = "Your card's security code is incomplete."
  }
  return expiry && Object.keys(faults).length === 0 ? { number, ...expiry } : faults
}

export function isCard(card: Card | CardFaults): card is Card {
  return 'expMonth' in card
}

function faultOfNumber(number: string): string | undefined {
  if (!/^\d*$/.test(number)) return 'Your card number is invalid.'
  if (number.length < (brandOf(number) === 'amex' ? 15 : 16))
    return 'Your card number is incomplete.'
  return passesLuhn(number) ? undefined : 'Your card number is invalid.'
}

function readExpiry(text: string): { expMonth: number; expYear: number } | undefined {
  const [, month = '', year = ''] = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(text) ?? []
  const expMonth = Number(month)
  if (expMonth < 1 || expMonth > 12) return undefined
  return { expMonth, expYear: year.length === 2 ? 2000 + Number(year) : Number(year) }
}

function faultOfExpiry(
  expiry: { expMonth: number; expYear: number } | undefined,
  now: number,
): string | undefined {
  if (!expiry) return "Your card's expiration date is incomplete."
  const today = new Date(now * 1000)
  const months =
    (expiry.expYear - today.getUTCFullYear()) * 12 + expiry.expMonth - 1 - today.getUTCMonth()
  if (months < 0) return "Your card's expiration date is in the past."
  return months > 50 * 12 ? "Your card's expiration year is invalid." : undefined
}

/** The check digit every card number carries. */
function passesLuhn(number: string): boolean {
  let sum = 0
  for (let i = 0; i < number.length; i += 1) {
    const digit = Number(number[number.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
