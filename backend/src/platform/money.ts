import { remember } from './remember.ts'

/** An amount in the currency's smallest unit: £12.50 is `{ minor: 1250, currency: 'gbp' }`. */
export interface Money {
  readonly minor: number
  readonly currency: string
}

export const money = (minor: number, currency: string): Money => ({ minor, currency })

/** As people write it: £1,250.00. */
export function formatMoney({ minor, currency }: Money): string {
  const { format, minorPerMajor } = formatOf(currency)
  return format.format(minor / minorPerMajor)
}

const formatOf = remember((currency) => {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  const { maximumFractionDigits = 2 } = format.resolvedOptions()
  return { format, minorPerMajor: 10 ** maximumFractionDigits }
})
