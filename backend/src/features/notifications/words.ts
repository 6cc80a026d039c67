import type { ShopSettings } from '#features/settings/index.ts'
import type { Address, Option } from '#platform/contract.ts'
import { remember } from '#platform/remember.ts'

const countryNames = new Intl.DisplayNames('en-GB', { type: 'region' })

/** A date or a time as people say its day: "Tue 24 Nov". A date without a time is in no time zone. */
export function day(when: string, timeZone = 'UTC'): string {
  const { weekday, date, month } = partsOf(when, timeZone)
  return `${weekday} ${date} ${month}`
}

/** "Tue 24 to Thu 26 Nov"; only the one day where both are the same. */
export function span({ from, to }: { readonly from: string; readonly to: string }): string {
  if (from === to) return day(from)
  const [first, last] = [partsOf(from, 'UTC'), partsOf(to, 'UTC')]
  const start = first.month === last.month ? `${first.weekday} ${first.date}` : day(from)
  return `${start} to ${day(to)}`
}

/** "14:05 on Tue 24 Nov". */
export function moment(when: string, timeZone: string): string {
  return `${timesIn(timeZone).format(new Date(when))} on ${day(when, timeZone)}`
}

function partsOf(when: string, timeZone: string) {
  const parts = daysIn(timeZone).formatToParts(new Date(when))
  const part = (wanted: Intl.DateTimeFormatPartTypes) =>
    parts.find(({ type }) => type === wanted)?.value ?? ''
  return { weekday: part('weekday'), date: part('day'), month: part('month') }
}

const daysIn = remember(
  (timeZone) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
    }),
)

const timesIn = remember(
  (timeZone) => new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }),
)

/** The shop as it is written on a letter: its name once, however the owner wrote the address. */
export const shopLines = (shop: Pick<ShopSettings, 'name' | 'addressLines'>): readonly string[] => [
  shop.name,
  ...shop.addressLines.filter((line) => line !== shop.name),
]

/** As it is written on a parcel. */
export function addressLines(name: string, address: Address): readonly string[] {
  const { line1, line2, city, region, postalCode, country } = address
  const lines = [name, line1, line2, city, region, postalCode, countryNames.of(country)]
  return lines.filter((line) => typeof line === 'string')
}

/** "Colour: Blue, Size: Large"; empty where there is nothing to choose. */
export const optionWords = (options: readonly Option[]): string =>
  options.map(({ name, value }) => `${name}: ${value}`).join(', ')
