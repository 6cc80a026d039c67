import { problemType } from '#platform/problem.ts'
import { remember } from '#platform/remember.ts'

export const cartEmpty = problemType(
  'cart-empty',
  'conflict',
  'There is nothing to buy in the basket',
)
export const cartChanged = problemType(
  'cart-changed',
  'conflict',
  'The basket changed since you saw it',
)
export const totalChanged = problemType(
  'total-changed',
  'conflict',
  'The total is not what you saw',
)
export const belowMinimum = problemType(
  'below-minimum',
  'unprocessable',
  'Too little to pay by card',
)

export const checkoutBusy = problemType(
  'checkout-busy',
  'conflict',
  'The basket is being checked out elsewhere',
)
export const aboveMaximum = problemType(
  'above-maximum',
  'unprocessable',
  'Too much for one card payment',
)

/** The largest card payment Stripe takes, in minor units: eight digits. */
const LARGEST_PAYMENT = 99_999_999

/** What the goods of one order may come to before any discount, in minor units: what a column of the books takes, and delivery. */
const LARGEST_GOODS = 2_000_000_000

/** The smallest card payment Stripe takes, in minor units (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const SMALLEST_PAYMENT: Readonly<Record<string, number>> = { gbp: 30, eur: 50, usd: 50 }

/** @throws belowMinimum when there is something to pay, but less than any card payment; aboveMaximum when it is more. */
export function assertPayable(
  { subtotalMinor, totalMinor }: { readonly subtotalMinor: number; readonly totalMinor: number },
  currency: string,
): void {
  const smallest = SMALLEST_PAYMENT[currency] ?? 50
  if (subtotalMinor > LARGEST_GOODS) {
    throw aboveMaximum(
      'That is more than one order can be. Split it into several orders; your basket is as it was.',
      { largestMinor: LARGEST_GOODS },
    )
  }
  if (totalMinor > LARGEST_PAYMENT) {
    throw aboveMaximum(
      'That is more than one card payment can be. Split it into several orders; your basket is as it was.',
      {
        largestMinor: LARGEST_PAYMENT,
      },
    )
  }
  if (totalMinor === 0 || totalMinor >= smallest) return
  throw belowMinimum(
    'Cards cannot pay so small a sum. Add something to your basket; it is as it was.',
    {
      smallestMinor: smallest,
    },
  )
}

interface Journey {
  readonly daysFrom: number
  readonly daysTo: number
  /** On which days of the week it moves on: 1 is Monday, as in ISO 8601. */
  readonly weekdays: readonly number[]
}

/** Nothing travels at weekends. */
export const TRAVEL_DAYS: readonly number[] = [1, 2, 3, 4, 5]

/** The first and last day something arrives or can be fetched, as dates of the shop's own time zone. */
export function arrival(
  now: Date,
  timeZone: string,
  { daysFrom, daysTo, weekdays }: Journey,
): { from: Date; to: Date } {
  const today = new Date(`${isoDatesIn(timeZone).format(now)}T00:00:00Z`)
  return { from: daysAfter(today, daysFrom, weekdays), to: daysAfter(today, daysTo, weekdays) }
}

/** Canada writes its dates as ISO 8601 does. */
const isoDatesIn = remember((timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone }))

function daysAfter(start: Date, days: number, weekdays: readonly number[]): Date {
  const date = new Date(start)
  const counts = () => weekdays.includes(date.getUTCDay() || 7)
  for (let left = days; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1)
    if (counts()) left -= 1
  }
  while (!counts()) date.setUTCDate(date.getUTCDate() + 1)
  return date
}

interface Method {
  readonly id: string
  readonly kind: 'delivery' | 'collection'
  readonly countries: readonly string[]
}

/** Whether a method serves a country; collection serves everybody. */
export function serves(
  { kind, countries }: Method,
  country: string,
  deliveryCountries: readonly string[],
): boolean {
  if (kind === 'collection') return true
  return (
    deliveryCountries.includes(country) && (countries.length === 0 || countries.includes(country))
  )
}

interface Fault {
  readonly pointer: string
  readonly detail: string
}

/** What is wrong with how the order is to reach the customer: every fault, each with the field it is in. */
export function deliveryFaults(
  method: Method | undefined,
  address: { readonly country: string } | null,
  deliveryCountries: readonly string[],
): readonly Fault[] {
  if (!method)
    return [{ pointer: '#/body/delivery/method', detail: 'This is not a way of delivery we have.' }]
  if (method.kind === 'collection') return []
  if (!address)
    return [{ pointer: '#/body/delivery/address', detail: 'We need an address to deliver to.' }]
  if (serves(method, address.country, deliveryCountries)) return []
  return [
    {
      pointer: '#/body/delivery/address/country',
      detail: 'We do not deliver there this way. You can collect from the shop.',
    },
  ]
}
