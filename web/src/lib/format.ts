import type { Money } from '#platform/money.ts'

const LOCALE = 'en-GB'

/** The shop's own day: a customer abroad sees the date the parcel leaves, not their own. */
const TIME_ZONE = 'Europe/London'

const moneyFormats = new Map<string, Intl.NumberFormat>()

/** "£12.50" for `{ minor: 1250, currency: 'gbp' }`, with as many decimals as the currency has. */
export function formatMoney({ minor, currency }: Money): string {
  const format = moneyFormats.get(currency) ?? newMoneyFormat(currency)
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(minor / 10 ** decimals)
}

function newMoneyFormat(currency: string): Intl.NumberFormat {
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency })
  moneyFormats.set(currency, format)
  return format
}

const dayFormat = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: TIME_ZONE,
})

const timeFormat = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: TIME_ZONE,
})

function partsOf(date: string) {
  const parts = dayFormat.formatToParts(new Date(date))
  const part = (wanted: Intl.DateTimeFormatPartTypes) =>
    parts.find(({ type }) => type === wanted)?.value ?? ''

  return { weekday: part('weekday'), day: part('day'), month: part('month'), year: part('year') }
}

/** "Tue 24 Nov"; the year is said only when it is not this one. Takes an RFC 3339 date or time. */
export function formatDay(date: string, now: Date = new Date()): string {
  const { weekday, day, month, year } = partsOf(date)
  const thisYear = partsOf(now.toISOString()).year
  return `${weekday} ${day} ${month}${year === thisYear ? '' : ` ${year}`}`
}

/** "Tue 24 Nov", "Tue 24 to Thu 26 Nov", "Mon 30 Nov to Wed 2 Dec". */
export function formatDays({ from, to }: { readonly from: string; readonly to: string }): string {
  const [first, last] = [partsOf(from), partsOf(to)]
  if (formatDay(from) === formatDay(to)) return formatDay(from)
  if (first.month !== last.month) return `${formatDay(from)} to ${formatDay(to)}`
  return `${first.weekday} ${first.day} to ${formatDay(to)}`
}

/** "14:05". */
export function formatTime(time: string): string {
  return timeFormat.format(new Date(time))
}

/** "Tue 24 Nov, 14:05". */
export function formatMoment(time: string): string {
  return `${formatDay(time)}, ${formatTime(time)}`
}

const pluralRules = new Intl.PluralRules(LOCALE)
const wholeNumber = new Intl.NumberFormat(LOCALE)

/** "1 thing", "2 things", "1,240 things". */
export function plural(count: number, one: string, many: string): string {
  return `${wholeNumber.format(count)} ${pluralRules.select(count) === 'one' ? one : many}`
}

/** How much less than before, in whole per cent, rounded down: the tag never promises too much. */
export function percentOff(price: Money, was: Money): number {
  return was.minor > price.minor ? Math.floor((1 - price.minor / was.minor) * 100) : 0
}
