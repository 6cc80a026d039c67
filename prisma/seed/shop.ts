import type { ShopSettings } from '#features/settings/index.ts'

import type { Tables } from './bulk.ts'

/** What the demo shop says of itself. Its street and its telephone exist in no town. */
export const SHOP = {
  name: 'Harbour Lane Supply',
  tagline: 'Good things for house and garden, from the back room of a small port town.',
  currency: 'gbp',
  country: 'GB',
  email: 'hello@harbourlane.example',
  phone: '01632 960142',
  addressLines: ['Harbour Lane Supply', '4 Harbour Lane', 'Port Merren', 'TR98 4HL'],
  vatNumber: 'GB 000 0000 00',
  openingHours: 'Tuesday to Saturday, 9 to 5',
  collectionDays: [2, 3, 4, 5, 6],
  returnDays: 30,
  taxRateBasisPoints: 2000,
  deliveryCountries: ['GB', 'IE', 'FR', 'BE', 'NL', 'DE'],
  reservationMinutes: 31,
  unpaidOrdersPerCustomer: 3,
  unpaidUnitsPerCustomer: 100,
  unpaidOrdersPerAddress: 20,
  unpaidUnitsPerAddress: 200,
  timeZone: 'Europe/London',
  guestCartDays: 90,
} as const satisfies Omit<ShopSettings, 'salesPaused'>

export const STANDARD = {
  id: 'standard',
  kind: 'delivery',
  label: 'Standard delivery',
  priceMinor: 350,
  countries: ['GB'],
  daysFrom: 3,
  daysTo: 5,
  position: 0,
} as const

export const COLLECTION = {
  id: 'collection',
  kind: 'collection',
  label: 'Collect from the shop',
  priceMinor: 0,
  countries: [],
  daysFrom: 1,
  daysTo: 2,
  position: 2,
} as const

const EUROPE = {
  id: 'europe',
  kind: 'delivery',
  label: 'Delivery to Europe',
  priceMinor: 1190,
  countries: ['IE', 'FR', 'BE', 'NL', 'DE'],
  daysFrom: 6,
  daysTo: 10,
  position: 1,
} as const

type Method = Tables['delivery_method']

const asRow = (method: typeof STANDARD | typeof EUROPE | typeof COLLECTION): Method => ({
  ...method,
  countries: [...method.countries],
})

export const DEMO_METHODS: readonly Method[] = [STANDARD, EUROPE, COLLECTION].map(asRow)

/** A new shop posts within its own country, and hands over the counter. */
export const FIRST_METHODS: readonly Method[] = [STANDARD, COLLECTION].map(asRow)

export const settingRows = (now: Date): readonly Tables['setting'][] =>
  Object.entries(SHOP).map(([key, value]) => ({ key, value, updatedAt: now }))
