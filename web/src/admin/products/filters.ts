import type { Condition, ProductStatus } from '#web/api/admin-products.ts'

const NAMES = ['q', 'status', 'stock', 'category'] as const

/** What the list of products is narrowed to; it is also the page's address, and what the API is asked. */
export type Filters = Readonly<Partial<Record<(typeof NAMES)[number], string | undefined>>>

const STATUS_WORDS: Readonly<Record<ProductStatus, string>> = {
  active: 'Active',
  draft: 'Draft',
  archived: 'Archived',
}

export const statusInWords = (status: ProductStatus): string => STATUS_WORDS[status]

export const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  new: 'New',
  open_box: 'Open box',
  used: 'Used',
}

export const STATUS_TABS = [
  { id: '', label: 'All' },
  ...Object.entries(STATUS_WORDS).map(([id, label]) => ({ id, label })),
] as const

export const STOCK_CHOICES = [
  { value: '', label: 'Any stock' },
  { value: 'in', label: 'In stock' },
  { value: 'low', label: 'Low on stock' },
  { value: 'out', label: 'Sold out' },
]

/** What the API does not know is left out, so that an old or mistyped address still shows a list. */
function isKnown(name: keyof Filters, value: string): boolean {
  if (name === 'status') return value in STATUS_WORDS
  if (name === 'stock') return STOCK_CHOICES.some((choice) => choice.value === value)
  return name === 'q' || /^[a-z0-9-]+$/.test(value)
}

export function filtersIn(params: URLSearchParams): Filters {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = params.get(name)
      return value !== null && value !== '' && isKnown(name, value) ? [[name, value]] : []
    }),
  )
}

/** The filters with a change, as a search in a fixed order, so that one list has one key. */
export function changedFilter(filters: Filters, change: Filters): string {
  const wanted = { ...filters, ...change }
  const params = new URLSearchParams()
  for (const name of NAMES) {
    const value = wanted[name]
    if (value !== undefined && value !== '') params.set(name, value)
  }
  return params.toString()
}
