import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import type { OrderView } from '#features/orders/contract.ts'
import type { OrderWithPayment } from '#features/payments/contract.ts'

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
