import { adminPaths } from '#web/admin/paths.ts'

import type { Count } from './CountTile.tsx'

/** What is counted of the orders; each leads to the list it counts. */
export const ordersToday: readonly Count[] = [
  {
    label: 'To pack or send',
    none: 'Nothing waits to be packed.',
    search: 'toFulfil=true',
    to: adminPaths.orders(),
    urgent: true,
  },
  {
    label: 'To be collected',
    none: 'Nothing waits behind the counter.',
    search: 'fulfilmentStatus=ready_for_collection',
    to: adminPaths.orders('view=ready'),
    urgent: false,
  },
  {
    label: 'Need review',
    none: 'Nothing to look into.',
    search: 'needsReview=true',
    to: adminPaths.orders('view=review'),
    urgent: true,
  },
]

/** What is counted of the products on sale. */
export const stockToday: readonly Count[] = [
  {
    label: 'Low on stock',
    none: 'Nothing runs low.',
    search: 'status=active&stock=low',
    to: adminPaths.products('status=active&stock=low'),
    urgent: false,
  },
  {
    label: 'Sold out',
    none: 'Nothing on sale is sold out.',
    search: 'status=active&stock=out',
    to: adminPaths.products('status=active&stock=out'),
    urgent: false,
  },
]

interface Counted {
  readonly items: readonly unknown[]
  readonly nextCursor: string | null
}

/** How many there are, as far as one answer tells: "100+" when there are more than it holds. */
export function countOf(rows: Counted | undefined): string | undefined {
  if (rows === undefined) return undefined
  return `${rows.items.length}${rows.nextCursor === null ? '' : '+'}`
}
