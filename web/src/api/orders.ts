import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import type { OrderView } from '#features/orders/contract.ts'
import type { OrderWithPayment } from '#features/payments/contract.ts'
import { keptIn } from '#web/lib/storage.ts'

import { cartQuery } from './cart.ts'
import { api } from './client.ts'

export type { OrderView, OrderWithPayment }

/** An order, and the token that shows it is the caller's; an account needs none. */
export interface OrderKey {
  readonly id: string
  readonly token: string | null
}

function orderPath({ id, token }: OrderKey, action = ''): string {
  const query = token === null ? '' : `?${new URLSearchParams({ token })}`
  return `/orders/${encodeURIComponent(id)}${action}${query}`
}

/** Where a paper of the order is: `invoice`, `credit-notes/3`. */
export const paperPath = (key: OrderKey, name: string): string =>
  `/api${orderPath(key, `/${name}.pdf`)}`

const keyOf = ({ id, token }: OrderKey) => ['order', id, token] as const

/** While a payment is being confirmed the page looks again by itself. */
const LOOK_AGAIN_MS = 3000

function stillMoving({ status, paymentStatus }: OrderView): boolean {
  return (
    paymentStatus === 'processing' || (status === 'awaiting_payment' && paymentStatus === 'paid')
  )
}

export function orderQuery(key: OrderKey) {
  return queryOptions({
    queryKey: keyOf(key),
    queryFn: () => api.get<OrderView>(orderPath(key)),
    refetchInterval: ({ state: { data } }) => (data && stillMoving(data) ? LOOK_AGAIN_MS : false),
  })
}

const waiting = keptIn<{ readonly id: string; readonly token: string }>(
  () => sessionStorage,
  'order-to-pay',
)

/** Remembers, for as long as the tab lives, the order that was left for its payment page. */
export function keepWaiting(order: { readonly id: string; readonly accessToken: string }): void {
  waiting.write({ id: order.id, token: order.accessToken })
}

/** The order this tab checked out and has not paid, while it can still be paid; the way back to it is its token. */
export function useWaitingOrder(): { readonly order: OrderView; readonly token: string } | null {
  const kept = waiting.read()
  const { data: order } = useQuery({
    ...orderQuery(kept ?? { id: '', token: null }),
    enabled: kept !== null,
  })
  return kept && order?.status === 'awaiting_payment' && order.canPay
    ? { order, token: kept.token }
    : null
}

/**
 * Asks the shop to look at the payment itself: what the browser's return says is never believed. Asked once
 * per visit of the page.
 */
export function paymentQuery(key: OrderKey) {
  return queryOptions({
    queryKey: [...keyOf(key), 'payment'],
    queryFn: async ({ client }) => {
      const reply = await api.post<OrderWithPayment>(orderPath(key, '/payment'))
      client.setQueryData(keyOf(key), reply.order)
      // What was bought has left the basket.
      if (reply.order.status === 'placed') await client.invalidateQueries(cartQuery)
      return reply
    },
    staleTime: 'static',
    gcTime: 0,
  })
}

export function usePayAgain(key: OrderKey) {
  return useMutation({
    mutationFn: () => api.post<OrderWithPayment>(orderPath(key, '/payment')),
  })
}

export function useCancelOrder(key: OrderKey) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: () => api.post<OrderView>(orderPath(key, '/cancellation')),
    onSuccess: (order) => queryClient.setQueryData(keyOf(key), order),
  })
}

export function useOrderLookup() {
  return useMutation({
    mutationFn: (body: { number: string; email: string }) =>
      api.post<{ detail: string }>('/orders/lookup', { body }),
  })
}
