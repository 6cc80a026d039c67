/** What may be asked of the list of products; it is also the page's address. */
export type ListQuery = Readonly<Record<string, string | readonly string[] | undefined>>

function withQuery(path: string, query: ListQuery): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) params.append(name, one)
  }
  return params.size === 0 ? path : `${path}?${params}`
}

/** Every address in the shop. Links are made here, so that a page moves in one place. */
export const paths = {
  home: '/',
  category: (slug: string) => `/c/${encodeURIComponent(slug)}`,
  search: (query: ListQuery = {}) => withQuery('/search', query),
  /** A product; with the SKU of one of its variants, that variant. */
  product: (slug: string, sku?: string) => withQuery(`/p/${encodeURIComponent(slug)}`, { sku }),
  basket: '/basket',
  checkout: '/checkout',
  order: (id: string, token?: string) => withQuery(`/orders/${id}`, { token }),
  orderLookup: '/orders/lookup',
  deliveryAndReturns: '/delivery-and-returns',
} as const
