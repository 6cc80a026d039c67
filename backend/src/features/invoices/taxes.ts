import { spread, taxIncluded } from '#features/pricing/index.ts'

import { byRate, negative, type TaxShare, taxIn } from './rules.ts'

interface Line {
  readonly totalMinor: number
  readonly taxRateBp: number
  readonly taxMinor: number
}

interface Delivery {
  readonly deliveryMinor: number
  readonly deliveryTaxMinor: number
}

/** The taxes contained in an order, by rate. */
export function taxesOfOrder(
  lines: readonly Line[],
  { deliveryMinor, deliveryTaxMinor }: Delivery,
): readonly TaxShare[] {
  const rateBp = deliveryRate(lines, { deliveryMinor, deliveryTaxMinor })
  return byRate([
    ...lines.map((line) => ({ ...line, rateBp: line.taxRateBp })).map(asShare),
    { rateBp, totalMinor: deliveryMinor, taxMinor: deliveryTaxMinor },
  ])
}

const asShare = ({ rateBp, totalMinor, taxMinor }: TaxShare): TaxShare => ({
  rateBp,
  totalMinor,
  taxMinor,
})

/** Delivery is taxed as the goods in the parcel are: at the rate of theirs that its tax says. */
export function deliveryRate(
  lines: readonly Pick<Line, 'taxRateBp'>[],
  { deliveryMinor, deliveryTaxMinor }: Delivery,
): number {
  const rates = lines.map(({ taxRateBp }) => taxRateBp)
  const fitting = rates.find((rate) => taxIncluded(deliveryMinor, rate) === deliveryTaxMinor)
  return fitting ?? Math.max(0, ...rates)
}

interface Credited {
  readonly amountMinor: number
  /** What of the amount is known by line, or as delivery; the rest is for the order as a whole. */
  readonly parts: readonly TaxShare[]
}

interface Invoiced {
  readonly totalMinor: number
  readonly taxes: readonly TaxShare[]
  /** What earlier credit notes took off it. */
  readonly credited: readonly TaxShare[]
}

/**
 * The taxes in an amount that goes back of an invoice. What is for no line is spread over the rates as the invoice is; the credit that
 * completes the invoice takes all that is left of each rate, so that no penny of tax stays or is credited twice.
 */
export function taxesCredited(
  { amountMinor, parts }: Credited,
  { totalMinor, taxes, credited }: Invoiced,
): readonly TaxShare[] {
  const before = credited.reduce((sum, share) => sum + share.totalMinor, 0)
  if (before + amountMinor === totalMinor) return byRate([...taxes, ...negative(credited)])

  const known = parts.reduce((sum, share) => sum + share.totalMinor, 0)
  if (known > amountMinor)
    return taxesCredited({ amountMinor, parts: [] }, { totalMinor, taxes, credited })
  const shares = spread(
    amountMinor - known,
    taxes.map((share) => share.totalMinor),
  )
  const rest = taxes.map(({ rateBp }, at) => {
    const shareMinor = shares[at] ?? 0
    return { rateBp, totalMinor: shareMinor, taxMinor: taxIncluded(shareMinor, rateBp) }
  })
  return atMost(byRate([...parts, ...rest]), taxIn(taxes) - taxIn(credited))
}

/** Rounding may never credit more tax than is left; what is too much is taken from the largest share. */
function atMost(shares: readonly TaxShare[], leftMinor: number): readonly TaxShare[] {
  const beyond = taxIn(shares) - leftMinor
  const [first, ...others] = shares
  if (beyond <= 0 || !first) return shares
  return [{ ...first, taxMinor: Math.max(0, first.taxMinor - beyond) }, ...others]
}
