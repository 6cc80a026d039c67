import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import type { AdminOrderView, FulfilmentView, OrderRow } from '#features/orders/contract.ts'

import { adminApi, staffFile } from './admin-client.ts'

export type { AdminOrderView, FulfilmentView, OrderRow }

export interface OrderRows {
  readonly items: readonly OrderRow[]
  readonly nextCursor: string | null
}

const ORDERS = ['admin', 'orders']
/** Orders come in while the page is open. */
const LOOK_AGAIN_MS = 60_000
/** The longest page the API gives. */
export const MOST_PER_PAGE = '100'

/** Orders, newest first; `search` holds the API's own parameters without cursor and limit. */
export function ordersQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: [...ORDERS, 'list', search],
    queryFn: async ({ pageParam, signal }) => {
      const params = new URLSearchParams(search)
      if (pageParam !== null) params.set('cursor', pageParam)
      return await adminApi.get<OrderRows>(`/orders?${params}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  })
}

/** As many as one answer holds, to be counted: exact unless there is a next page. */
export function countedOrdersQuery(search: string) {
  return queryOptions({
    queryKey: [...ORDERS, 'counted', search],
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams(search)
      params.set('limit', MOST_PER_PAGE)
      return await adminApi.get<OrderRows>(`/orders?${params}`, { signal })
    },
    refetchInterval: LOOK_AGAIN_MS,
  })
}

const detailKey = (id: string) => [...ORDERS, 'one', id]
const STILL_MOVING_MS = 3000

/** Money is on its way, and the page says so until it has arrived. */
function stillMoving({ refunds, paymentStatus }: AdminOrderView): boolean {
  return paymentStatus === 'processing' || refunds.some(({ status }) => status === 'pending')
}

export function orderQuery(id: string) {
  return queryOptions({
    queryKey: detailKey(id),
    queryFn: ({ signal }) => adminApi.get<AdminOrderView>(pathOf(id), { signal }),
    refetchInterval: ({ state: { data } }) =>
      data && stillMoving(data) ? STILL_MOVING_MS : LOOK_AGAIN_MS,
  })
}

const pathOf = (id: string, action = '') => `/orders/${encodeURIComponent(id)}${action}`

/** A step of an order: its answer is the order as it is now. A refusal has it read again, for something else came first. */
function useOrderStep<Input>(id: string, step: (input: Input) => Promise<AdminOrderView>) {
  const queryClient = useQueryClient()

  return useMutation({
    mutationFn: step,
    onSuccess: async (order) => {
      queryClient.setQueryData(detailKey(id), order)
      await forgetLists(queryClient)
    },
    onError: async () => await queryClient.invalidateQueries({ queryKey: detailKey(id) }),
  })
}

async function forgetLists(queryClient: QueryClient): Promise<void> {
  await Promise.all(
    ['list', 'counted'].map(
      async (kind) => await queryClient.invalidateQueries({ queryKey: [...ORDERS, kind] }),
    ),
  )
}

export function usePackOrder(id: string) {
  return useOrderStep(id, () => adminApi.post<AdminOrderView>(pathOf(id, '/fulfilments')))
}

export interface Sending {
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
}

const parcelPath = (id: string, step: 'sent' | 'ready' | 'collected') =>
  `/fulfilments/${encodeURIComponent(id)}/${step}`

export function useMarkSent(orderId: string, fulfilmentId: string) {
  return useOrderStep(orderId, (body: Sending) =>
    adminApi.post<AdminOrderView>(parcelPath(fulfilmentId, 'sent'), { body }),
  )
}

export function useMarkReady(orderId: string) {
  return useOrderStep(orderId, (fulfilmentId: string) =>
    adminApi.post<AdminOrderView>(parcelPath(fulfilmentId, 'ready')),
  )
}

export function useMarkCollected(orderId: string) {
  return useOrderStep(orderId, (fulfilmentId: string) =>
    adminApi.post<AdminOrderView>(parcelPath(fulfilmentId, 'collected')),
  )
}

export function useResolveReview(id: string) {
  return useOrderStep(id, () => adminApi.post<AdminOrderView>(pathOf(id, '/review'), { body: {} }))
}

export function useCancelOrder(id: string) {
  return useOrderStep(id, (body: { reason: string }) =>
    adminApi.post<AdminOrderView>(pathOf(id, '/cancellation'), { body }),
  )
}

export interface RefundRequest {
  readonly lines: readonly {
    readonly lineId: string
    readonly quantity: number
    readonly restock: boolean
  }[]
  readonly delivery: boolean
  readonly amountMinor: number
  readonly reason: string
  readonly tellReason: boolean
}

/** `key` names one refund, so that sending it again does it once. */
export function useRefundOrder(id: string, key: string) {
  const headers = { 'idempotency-key': key }
  return useOrderStep(id, (body: RefundRequest) =>
    adminApi.post<AdminOrderView>(pathOf(id, '/refunds'), { body, headers }),
  )
}

/** Opens a paper of the order in a window of its own: `invoice`, `credit-notes/3`. */
export function useOpenPaper(id: string) {
  return useMutation({
    mutationFn: async (name: string) => {
      // Opened at once, for a window that opens later is taken for an advertisement.
      const shown = open('', '_blank')
      try {
        const file = await staffFile(`/orders/${encodeURIComponent(id)}/${name}.pdf`)
        const address = URL.createObjectURL(file)
        if (shown) shown.location.href = address
        else location.assign(address)
      } catch (error) {
        shown?.close()
        throw error
      }
    },
  })
}
