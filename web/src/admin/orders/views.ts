import { MOST_PER_PAGE } from '#web/api/admin-orders.ts'

/** A view of the orders: its address, its words, and what it asks of the API. */
export interface OrdersView {
  readonly id: string
  readonly label: string
  readonly query: Readonly<Record<string, string>>
  /** Work that is done in the order it came in. */
  readonly isQueue?: true
  readonly empty: { readonly title: string; readonly hint: string }
}

export const ORDERS_VIEWS: readonly OrdersView[] = [
  {
    id: 'to-pack',
    label: 'To pack',
    // As much as one answer holds, as on Today: both then know as much of the queue.
    query: { toFulfil: 'true', limit: MOST_PER_PAGE },
    isQueue: true,
    empty: { title: 'Nothing to pack', hint: 'Paid orders appear here as they come in.' },
  },
  {
    id: 'all',
    label: 'All',
    query: {},
    empty: { title: 'No orders yet', hint: 'The first one appears here as it comes in.' },
  },
  {
    id: 'review',
    label: 'Needs review',
    query: { needsReview: 'true' },
    empty: {
      title: 'Nothing to look into',
      hint: 'Orders whose payment or refund does not add up would be here.',
    },
  },
  {
    id: 'unpaid',
    label: 'Not paid',
    query: { status: 'awaiting_payment' },
    empty: {
      title: 'No unpaid orders',
      hint: 'Orders whose customer is still at the payment page would be here. They end by themselves if they are not paid.',
    },
  },
  {
    id: 'sent',
    label: 'Sent',
    query: { fulfilmentStatus: 'fulfilled' },
    empty: { title: 'Nothing sent yet', hint: 'Orders come here once they are marked as sent.' },
  },
  {
    id: 'ready',
    label: 'To collect',
    query: { fulfilmentStatus: 'ready_for_collection' },
    empty: {
      title: 'Nothing waits behind the counter',
      hint: 'Packed orders for collection come here once they are marked as ready.',
    },
  },
  {
    id: 'cancelled',
    label: 'Cancelled',
    query: { status: 'cancelled' },
    empty: {
      title: 'No cancelled orders',
      hint: 'Orders that you or a customer cancel would be here.',
    },
  },
]

const [FIRST] = ORDERS_VIEWS

export function viewIn(params: URLSearchParams): OrdersView {
  const wanted = params.get('view')
  const view = ORDERS_VIEWS.find(({ id }) => id === wanted) ?? FIRST
  if (!view) throw new Error('There are no views of the orders.')
  return view
}

/** What the API is asked, sorted, so that one list has one key. */
export function apiSearch({ query }: OrdersView, words: string): string {
  const params = new URLSearchParams(query)
  if (words !== '') params.set('q', words)
  params.sort()
  return params.toString()
}

/** The page's address for a view and words; the first view without words is the plain address. */
export function pageSearch(view: string, words: string): string {
  return new URLSearchParams({
    ...(view !== FIRST?.id && { view }),
    ...(words !== '' && { q: words }),
  }).toString()
}
