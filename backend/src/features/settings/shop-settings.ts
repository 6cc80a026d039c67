import { z } from 'zod'

import { CountryCode, EditableSettings, SalesPause } from './contract.ts'
import { DEFAULTS } from './rules.ts'

/** What the owner decides about the shop. Each is a row of its own; what is not there has its default. */
const ShopSettings = z
  .object({
    ...EditableSettings.shape,
    /** ISO 4217, lower case. */
    currency: z.string().regex(/^[a-z]{3}$/, 'Three small letters, as in ISO 4217: gbp.'),
    country: CountryCode,
    salesPaused: SalesPause.nullable(),
  })
  .readonly()
export type ShopSettings = z.output<typeof ShopSettings>

/** The settings as they are kept, with the defaults for what nobody decided. */
export const completeSettings = (kept: Readonly<Record<string, unknown>>): ShopSettings =>
  ShopSettings.parse({ ...DEFAULTS, ...kept })
