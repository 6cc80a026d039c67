/**
 * Spreads a discount over values in proportion to them, by largest remainder: the parts are whole, come to the discount exactly, and
 * none is more than its value. Ties go to what comes first. `discount` is at most the sum of the values; minor units.
 */
export function spread(discount: number, values: readonly number[]): readonly number[] {
  const whole = values.reduce((sum, value) => sum + BigInt(value), 0n)
  if (discount === 0 || whole === 0n) return values.map(() => 0)
  const shares = values.map((value, place) => {
    const exact = BigInt(discount) * BigInt(value)
    return { place, part: exact / whole, remainder: exact % whole }
  })
  const parts = shares.map(({ part }) => Number(part))
  const left = discount - parts.reduce((sum, part) => sum + part, 0)
  shares
    .toSorted((a, b) => compare(b.remainder, a.remainder) || a.place - b.place)
    .slice(0, left)
    .forEach(({ place }) => {
      parts[place] = (parts[place] ?? 0) + 1
    })
  return parts
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b))
