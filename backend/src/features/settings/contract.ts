import { z } from 'zod'

import {
  Email,
  Instant,
  line,
  MANAGERS,
  MinorAmount,
  operation,
  paragraph,
  STAFF,
} from '#platform/contract.ts'

export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Two capital letters, as in ISO 3166-1: GB.')

/** Every time zone that this Node knows by name. */
const TimeZone = z.string().refine(isTimeZone, 'This is no time zone: Europe/London is one.')

/** Nothing is sold until the owner goes on. */
export const SalesPause = z
  .object({
    since: Instant,
    /** For customers to read; empty when the owner said nothing. */
    note: paragraph(300),
  })
  .readonly()
export type SalesPause = z.output<typeof SalesPause>

/** What is edited on the settings page. */
export const EditableSettings = z.strictObject({
  name: line(100),
  tagline: paragraph(200),
  email: Email,
  phone: line(30).nullable(),
  addressLines: z.array(line(200)).max(10).readonly(),
  /** Stands on invoices; a shop that is not registered for VAT has none. */
  vatNumber: line(30).nullable(),
  openingHours: paragraph(500).nullable(),
  returnDays: z.int().min(0).max(365),
  /** VAT is in the price: 2000 is 20 %. */
  taxRateBasisPoints: z.int().min(0).max(10_000),
  /** Where the shop delivers to. Collecting needs no country. */
  deliveryCountries: z.array(CountryCode).max(250).readonly(),
  /** How long units are held for an order that is being paid; Stripe takes 30 to 1440. */
  reservationMinutes: z.int().min(31).max(1440),
  /**
   * What one customer, and all behind one internet address, may hold in orders that wait to be paid. A person pays one order at a
   * time and may have a second in another browser; behind one address is a household, an office, a café. Whoever pays makes room,
   * which takes minutes, so an address passes on far more than this in an hour.
   */
  unpaidOrdersPerCustomer: z.int().min(1).max(1000),
  unpaidUnitsPerCustomer: z.int().min(1).max(1_000_000),
  unpaidOrdersPerAddress: z.int().min(1).max(10_000),
  unpaidUnitsPerAddress: z.int().min(1).max(1_000_000),
  /** On which days of the week an order can be fetched: 1 is Monday, as in ISO 8601. */
  collectionDays: z.array(z.int().min(1).max(7)).min(1).readonly(),
  timeZone: TimeZone,
  /** How long a guest's cart is kept after its last change, and its cookie with it. */
  guestCartDays: z.int().min(1).max(365),
})

export const ShopView = z
  .object({
    name: z.string(),
    tagline: z.string(),
    currency: z.string(),
    country: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    /** Where collected orders wait, and where returns go; one entry a line. */
    addressLines: z.array(z.string()).readonly(),
    openingHours: z.string().nullable(),
    returnDays: z.int(),
    taxRateBasisPoints: z.int(),
    /** How long a guest's cart is kept. */
    guestCartDays: z.int(),
    /** While it is there, nothing can be ordered; what is being paid already may be finished. */
    salesPaused: SalesPause.nullable(),
  })
  .readonly()
export type ShopView = z.output<typeof ShopView>

export const CountryView = z.object({ code: z.string(), name: z.string() }).readonly()
export type CountryView = z.output<typeof CountryView>

export const ViewShop = operation({
  method: 'get',
  path: '/api/shop',
  as: 'anyone',
  summary: 'What the shop says of itself',
  reply: ShopView,
})

export const ListCountries = operation({
  method: 'get',
  path: '/api/countries',
  as: 'anyone',
  summary: 'Where the shop delivers to, by name',
  reply: z.object({ items: z.array(CountryView).readonly() }).readonly(),
})

export const DeliveryMethodView = z
  .object({
    id: z.string(),
    kind: z.enum(['delivery', 'collection']),
    label: z.string(),
    priceMinor: z.int(),
    /** Empty: wherever the shop delivers. */
    countries: z.array(z.string()).readonly(),
    daysFrom: z.int(),
    daysTo: z.int(),
    active: z.boolean(),
  })
  .readonly()
export type DeliveryMethodView = z.output<typeof DeliveryMethodView>

export const DeliveryMethodBody = z
  .strictObject({
    /** Left out for a new one. */
    id: line(50).optional(),
    kind: z.enum(['delivery', 'collection']),
    label: line(80),
    priceMinor: MinorAmount,
    countries: z.array(CountryCode).max(250),
    /** Working days, or days the shop is open. */
    daysFrom: z.int().min(0).max(90),
    daysTo: z.int().min(0).max(90),
    active: z.boolean(),
  })
  .refine(({ daysFrom, daysTo }) => daysFrom <= daysTo, {
    path: ['daysTo'],
    error: 'The last day cannot come before the first.',
  })
export type DeliveryMethodBody = z.output<typeof DeliveryMethodBody>

export const SettingsView = z
  .object({
    ...EditableSettings.shape,
    /** To be sent with a change: it goes up with each. */
    version: z.int(),
    currency: z.string(),
    country: z.string(),
    deliveryMethods: z.array(DeliveryMethodView).readonly(),
  })
  .readonly()
export type SettingsView = z.output<typeof SettingsView>

export const ViewSettings = operation({
  method: 'get',
  path: '/api/admin/settings',
  as: MANAGERS,
  summary: 'What the owner decides about the shop',
  reply: SettingsView,
})

export const ChangeSettings = operation({
  method: 'patch',
  path: '/api/admin/settings',
  as: MANAGERS,
  summary: 'Changes what is named and leaves the rest; delivery methods are replaced as a whole',
  body: EditableSettings.partial().extend({
    version: z.int().min(0).max(2_000_000_000),
    deliveryMethods: z
      .array(DeliveryMethodBody)
      .max(20)
      .refine(hasNoTwins, 'Two ways of delivery have one id.')
      .optional(),
  }),
  reply: SettingsView,
})

export const SalesView = z.object({ paused: SalesPause.nullable() }).readonly()
export type SalesView = z.output<typeof SalesView>

export const ViewSales = operation({
  method: 'get',
  path: '/api/admin/sales',
  as: STAFF,
  summary: 'Whether the shop takes orders',
  reply: SalesView,
})

export const SwitchSales = operation({
  method: 'put',
  path: '/api/admin/sales',
  as: MANAGERS,
  summary: 'Pauses sales, with a note for customers, or goes on with them; effective at once',
  body: z.strictObject({ paused: z.boolean(), note: paragraph(300).default('') }),
  reply: SalesView,
})

function hasNoTwins(methods: readonly { readonly id?: string | undefined }[]): boolean {
  const ids = methods.flatMap(({ id }) => id ?? [])
  return new Set(ids).size === ids.length
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
