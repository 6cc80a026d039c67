const formats = new Map<string, Intl.NumberFormat>()

/** An amount in minor units as a person reads it, "£12.50". */
export function money(minor: number, currency: string): string {
  const format =
    formats.get(currency) ?? new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  formats.set(currency, format)
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
