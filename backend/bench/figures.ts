/** The value in the middle; of an even number of values the upper of the two. */
export function median(values: readonly number[]): number {
  return quantile(sorted(values), 0.5)
}

/** The value that such a share of the sorted values does not exceed; 0 where there are none. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0
}

export const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b)
