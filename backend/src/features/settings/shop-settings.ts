import { z } from 'zod'

import { Email, line } from '#platform/contract.ts'

import { DEFAULTS } from './rules.ts'

const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'Two capital letters, as in ISO 3166-1: GB.')

/** Every time zone that this Node knows by name. */
const TimeZone = z.string().refine(isTimeZone, 'This is no time zone: Europe/London is one.')

/** What the owner decides about the shop. Each is a row of its own; what is not there has its default. */
export const ShopSettings = z
  .object({
    name: line(100).default(DEFAULTS.name),
    tagline: z.string().max(200).default(DEFAULTS.tagline),
    /** ISO 4217, lower case. */
    currency: z
      .string()
      .regex(/^[a-z]{3}$/, 'Three small letters, as in ISO 4217: gbp.')
      .default(DEFAULTS.currency),
    country: CountryCode.default(DEFAULTS.country),
    email: Email.default(DEFAULTS.email),
    phone: line(30).nullable().default(DEFAULTS.phone),
    addressLines: z
      .array(line(200))
      .max(10)
      .readonly()
      .default([...DEFAULTS.addressLines]),
    /** Stands on invoices; a shop that is not registered for VAT has none. */
    vatNumber: line(30).nullable().default(DEFAULTS.vatNumber),
    openingHours: z.string().max(500).nullable().default(DEFAULTS.openingHours),
    returnDays: z.int().min(0).max(365).default(DEFAULTS.returnDays),
    /** VAT is in the price: 2000 is 20 %. */
    taxRateBasisPoints: z.int().min(0).max(10_000).default(DEFAULTS.taxRateBasisPoints),
    /** Where the shop delivers to. Collecting needs no country. */
    deliveryCountries: z
      .array(CountryCode)
      .max(250)
      .readonly()
      .default([...DEFAULTS.deliveryCountries]),
    /** How long units are held for an order that is being paid; Stripe takes 30 to 1440. */
    reservationMinutes: z.int().min(31).max(1440).default(DEFAULTS.reservationMinutes),
    /**
     * What one customer, and all behind one internet address, may hold in orders that wait to be paid. A person pays one order at a
     * time and may have a second in another browser; behind one address is a household, an office, a café. Whoever pays makes room,
     * which takes minutes, so an address passes on far more than this in an hour.
     */
    unpaidOrdersPerCustomer: z.int().min(1).max(1000).default(DEFAULTS.unpaidOrdersPerCustomer),
    unpaidUnitsPerCustomer: z.int().min(1).max(1_000_000).default(DEFAULTS.unpaidUnitsPerCustomer),
    unpaidOrdersPerAddress: z.int().min(1).max(10_000).default(DEFAULTS.unpaidOrdersPerAddress),
    unpaidUnitsPerAddress: z.int().min(1).max(1_000_000).default(DEFAULTS.unpaidUnitsPerAddress),
    /** On which days of the week an order can be fetched: 1 is Monday, as in ISO 8601. */
    collectionDays: z
      .array(z.int().min(1).max(7))
      .min(1)
      .readonly()
      .default([...DEFAULTS.collectionDays]),
    timeZone: TimeZone.default(DEFAULTS.timeZone),
  })
  .readonly()
export type ShopSettings = z.output<typeof ShopSettings>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
