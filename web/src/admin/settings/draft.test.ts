import type { SettingsView } from '#web/api/admin-settings.ts'

import { basisPointsIn, changeOf, codesIn, draftOf } from './draft.ts'

const SETTINGS: SettingsView = {
  version: 4,
  name: 'Harbour Lane',
  tagline: '',
  email: 'hello@harbourlane.example',
  phone: null,
  addressLines: ['4 Harbour Lane', 'Port Merren'],
  openingHours: null,
  vatNumber: null,
  returnDays: 30,
  taxRateBasisPoints: 1750,
  deliveryCountries: ['GB', 'IE'],
  reservationMinutes: 31,
  unpaidOrdersPerCustomer: 3,
  unpaidUnitsPerCustomer: 100,
  unpaidOrdersPerAddress: 20,
  unpaidUnitsPerAddress: 200,
  collectionDays: [2, 3],
  timeZone: 'Europe/London',
  guestCartDays: 90,
  currency: 'gbp',
  country: 'GB',
  deliveryMethods: [
    {
      id: 'standard',
      kind: 'delivery',
      label: 'Standard',
      priceMinor: 350,
      countries: ['GB'],
      daysFrom: 3,
      daysTo: 5,
      active: true,
    },
  ],
}

test('settings that nobody touched: what is sent is what was read', () => {
  const { currency: _currency, country: _country, ...sent } = SETTINGS
  expect(changeOf(draftOf(SETTINGS), SETTINGS)).toEqual(sent)
})

test('a VAT rate: to the hundredth of a per cent, and nothing that is no number', () => {
  expect(['20', '17.5', '0', '5,5', '', '-1'].map(basisPointsIn)).toEqual([
    2000,
    1750,
    0,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ])
})

test('countries as people type them: each once, in capitals', () => {
  expect(codesIn('gb, ie;FR gb')).toEqual(['GB', 'IE', 'FR'])
})
