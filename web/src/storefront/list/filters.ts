import { formatMoney } from '#web/lib/format.ts'

/** The parameters a list of products knows, in the one order that names a list. */
export const MANY = ['category', 'brand', 'condition', 'tag'] as const
export const ONE = ['q', 'minPrice', 'maxPrice', 'inStock', 'onSale', 'sort'] as const
export type ManyFilter = (typeof MANY)[number]
export type OneFilter = (typeof ONE)[number]

/** How many pages of a list were opened; it is part of the address, so that coming back finds them open. */
const PAGES = 'show'

export const CONDITION_LABELS: Readonly<Record<string, string>> = {
  new: 'New',
  open_box: 'Open box',
  used: 'Used',
}

/** The API's parameters for a list page's address; what the address does not know is left out. */
export function listSearch(params: URLSearchParams, category?: string): string {
  const search = new URLSearchParams()
  if (category !== undefined) search.append('category', category)

  for (const name of MANY) {
    if (name === 'category' && category !== undefined) continue
    for (const value of params.getAll(name).toSorted()) search.append(name, value)
  }
  for (const name of ONE) {
    const value = params.get(name)?.trim()
    if (value) search.append(name, value)
  }
  return search.toString()
}

/** At least one, at most 20: a made-up address must not make us fetch a thousand. */
export function pagesShown(params: URLSearchParams): number {
  const pages = Number(params.get(PAGES))
  return Number.isInteger(pages) ? Math.min(Math.max(pages, 1), 20) : 1
}

export function withPagesShown(params: URLSearchParams, pages: number): URLSearchParams {
  const next = new URLSearchParams(params)
  next.set(PAGES, String(pages))
  return next
}

/** The address after ticking or unticking one value of a filter; the list then starts at its beginning. */
export function toggled(params: URLSearchParams, name: ManyFilter, value: string): URLSearchParams {
  const next = fromTheStart(params)
  if (params.getAll(name).includes(value)) next.delete(name, value)
  else next.append(name, value)
  return next
}

export function withValue(
  params: URLSearchParams,
  name: OneFilter,
  value: string | null,
): URLSearchParams {
  const next = fromTheStart(params)
  if (value === null || value === '') next.delete(name)
  else next.set(name, value)
  return next
}

/** The address with the words and the order kept, and every filter gone. */
export function withoutFilters(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams()
  for (const name of ['q', 'sort']) {
    const value = params.get(name)
    if (value !== null) next.set(name, value)
  }
  return next
}

function fromTheStart(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params)
  next.delete(PAGES)
  return next
}

export interface ActiveFilter {
  readonly label: string
  /** The address without it. */
  readonly without: URLSearchParams
}

/** Facets know the labels of the values; without them the value speaks for itself. */
type LabelOf = (name: ManyFilter, value: string) => string

/** What narrows the list now, each with the way to take it off. */
export function activeFilters(
  params: URLSearchParams,
  currency: string,
  labelOf: LabelOf,
): readonly ActiveFilter[] {
  const many = MANY.flatMap((name) =>
    params.getAll(name).map((value) => ({
      label: labelOf(name, value),
      without: toggled(params, name, value),
    })),
  )
  const one = (['minPrice', 'maxPrice', 'inStock', 'onSale'] as const).flatMap((name) => {
    const value = params.get(name)
    const label = value === null ? null : oneLabel(name, value, currency)
    return label === null ? [] : [{ label, without: withValue(params, name, null) }]
  })
  return [...many, ...one]
}

/** Whether anything but the words and the page's own category keeps things out of the list. */
export function isNarrowed(params: URLSearchParams): boolean {
  return activeFilters(params, 'gbp', (_name, value) => value).length > 0
}

function oneLabel(name: OneFilter, value: string, currency: string): string | null {
  const amount = () => formatMoney({ minor: Number(value), currency })
  if (name === 'minPrice') return `From ${amount()}`
  if (name === 'maxPrice') return `Up to ${amount()}`
  if (value !== 'true') return null
  return name === 'inStock' ? 'In stock' : 'Reduced'
}
