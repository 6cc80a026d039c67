import { z } from 'zod'

import { operation } from '#platform/contract.ts'

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
