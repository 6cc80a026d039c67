const MINOR_PER_MAJOR = 100
/** The dearest price there can be, in minor units. */
export const MOST_MINOR = 99_999_999

/** What a typed price range comes to, in minor units; null where nothing bounds it. */
export interface TypedRange {
  readonly min: string | null
  readonly max: string | null
}

/** The range as it was meant: the smaller amount first. Nothing when one of them is not an amount of money. */
export function typedRange(from: string, to: string): TypedRange | undefined {
  const [min, max] = [minorOf(from), minorOf(to)]
  if (Number.isNaN(min) || Number.isNaN(max)) return undefined

  const isTurned = min !== null && max !== null && min > max
  return isTurned ? asText(max, min) : asText(min, max)
}

/** "20" or "£19.99" in pence; null when nothing is typed, NaN when it is not an amount. */
function minorOf(typed: string): number | null {
  const figures = typed.replaceAll(/[£\s,]/g, '')
  if (typed.trim() === '') return null
  if (!/^\d*\.?\d+$|^\d+\.$/.test(figures)) return Number.NaN

  const minor = Math.round(Number(figures) * MINOR_PER_MAJOR)
  return minor <= MOST_MINOR ? minor : Number.NaN
}

const asText = (min: number | null, max: number | null): TypedRange => ({
  min: min === null ? null : String(min),
  max: max === null ? null : String(max),
})
