import type { OrderRow, OrderRows } from '#web/api/admin-orders.ts'

const since = ({ placedAt, createdAt }: OrderRow): string => placedAt ?? createdAt

export interface Queue {
  readonly orders: readonly OrderRow[]
  /** In which order they stand. */
  readonly says: string
}

/**
 * The orders in the order they are to be packed: those that wait longest first. The API gives the newest first, so
 * only who has the whole list can turn it round; a part of it stays as it is, and says so.
 */
export function queueOf(pages: readonly OrderRows[]): Queue {
  const orders = pages.flatMap(({ items }) => items)
  const isWhole = pages.length === 1 && pages[0]?.nextCursor === null
  return isWhole
    ? {
        orders: orders.toSorted((a, b) => since(a).localeCompare(since(b))),
        says: 'Oldest first.',
      }
    : { orders, says: 'Newest first: there are too many to show the oldest first.' }
}
