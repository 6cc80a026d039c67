import { problemType } from '#platform/problem.ts'

export const settingsChanged = problemType(
  'settings-changed',
  'changed-meanwhile',
  'The settings were changed meanwhile',
)
export const salesPaused = problemType(
  'sales-paused',
  'conflict',
  'The shop takes no orders at the moment',
)

/**
 * What a shop is before its owner said anything: it works, and says nothing that could be wrong. Stripe keeps a checkout
 * session open for 30 minutes at least, so units are held for one minute more.
 */
export const DEFAULTS = {
  name: 'Our shop',
  tagline: '',
  currency: 'gbp',
  country: 'GB',
  email: 'shop@example.com',
  phone: null,
  addressLines: [],
  vatNumber: null,
  openingHours: null,
  returnDays: 30,
  taxRateBasisPoints: 2000,
  deliveryCountries: ['GB'],
  reservationMinutes: 31,
  unpaidOrdersPerCustomer: 3,
  unpaidUnitsPerCustomer: 100,
  unpaidOrdersPerAddress: 20,
  unpaidUnitsPerAddress: 200,
  collectionDays: [1, 2, 3, 4, 5],
  timeZone: 'Europe/London',
  guestCartDays: 90,
  salesPaused: null,
} as const

/** A way for an order to reach its customer. */
export interface DeliveryMethod {
  readonly id: string
  readonly kind: 'delivery' | 'collection'
  readonly label: string
  readonly priceMinor: number
  /** ISO 3166-1 alpha-2. Empty: wherever the shop sells. */
  readonly countries: readonly string[]
  readonly daysFrom: number
  readonly daysTo: number
  readonly active: boolean
}

/** Until the owner says how orders travel, they can be posted or fetched. */
const DEFAULT_METHODS: readonly DeliveryMethod[] = [
  {
    id: 'standard',
    kind: 'delivery',
    label: 'Standard delivery',
    priceMinor: 350,
    countries: [],
    daysFrom: 3,
    daysTo: 5,
    active: true,
  },
  {
    id: 'collection',
    kind: 'collection',
    label: 'Collect from the shop',
    priceMinor: 0,
    countries: [],
    daysFrom: 1,
    daysTo: 2,
    active: true,
  },
]

/** The owner's methods, or the usual ones while there are none at all. */
export const knownMethods = (methods: readonly DeliveryMethod[]): readonly DeliveryMethod[] =>
  methods.length === 0 ? DEFAULT_METHODS : methods

/** Those of them that are on offer. */
export function methodsOnOffer(methods: readonly DeliveryMethod[]): readonly DeliveryMethod[] {
  return knownMethods(methods).filter(({ active }) => active)
}

export interface Country {
  readonly code: string
  readonly name: string
}

const inEnglish = new Intl.DisplayNames('en-GB', { type: 'region' })

/** Countries under the names people look for them by, in the order of those names. */
export function countriesByName(codes: readonly string[]): readonly Country[] {
  return [...new Set(codes)]
    .map((code) => ({ code, name: inEnglish.of(code) ?? code }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
}
