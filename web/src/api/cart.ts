import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'

import type { CartLineView, CartView } from '#features/cart/contract.ts'
import { keptIn } from '#web/lib/storage.ts'

import { withAdded, without, withoutCoupon, withQuantity } from './cart-forecast.ts'
import { request } from './client.ts'

export type { CartLineView, CartView }

/** The cart as the shop last told it, with the version to ask "has it changed?" by. */
interface KnownCart {
  readonly cart: CartView
  readonly etag: string | null
}

/** Another name for another shape: what an older page kept is not read. */
const STORAGE_KEY = 'cart-2'
const mirror = keptIn<KnownCart>(() => localStorage, STORAGE_KEY)

async function remember(response: Response): Promise<CartView> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both sides compile against one contract
  const cart = (await response.json()) as CartView
  mirror.write({ cart, etag: response.headers.get('etag') })
  return cart
}

async function fetchCart(signal: AbortSignal): Promise<CartView> {
  const known = mirror.read()
  const headers = known?.etag ? { 'if-none-match': known.etag } : undefined
  const response = await request('GET', '/cart', { signal, ...(headers && { headers }) })
  return response.status === 304 && known ? known.cart : await remember(response)
}

/** The cart: what this browser last knew at once, and the shop's answer as soon as it is there. */
export const cartQuery = queryOptions({
  queryKey: ['cart'],
  queryFn: ({ signal }) => fetchCart(signal),
  initialData: () => mirror.read()?.cart,
  initialDataUpdatedAt: 0,
  staleTime: 5_000,
})

export function useCart() {
  return useQuery(cartQuery)
}

/** Follows changes made in other tabs; returns the way to stop. */
export function followOtherTabs(queryClient: QueryClient): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    const known = key === STORAGE_KEY ? mirror.read() : null
    if (known) queryClient.setQueryData(cartQuery.queryKey, known.cart)
  }
  addEventListener('storage', onStorage)
  return () => removeEventListener('storage', onStorage)
}

interface CartChangeSpec<Change> {
  /** What the cart will look like if the shop agrees. */
  readonly forecast: (cart: CartView | undefined, change: Change) => CartView | undefined
  readonly send: (change: Change) => Promise<Response>
}

const MUTATION_KEY = ['cart', 'change']

/**
 * A change of the cart: shown at once, sent one after the other, corrected by the shop's answer. A refusal
 * puts back what was there and asks the shop how things stand; saying why is the caller's part.
 */
function useCartChange<Change>({ forecast, send }: CartChangeSpec<Change>) {
  const queryClient = useQueryClient()
  const { queryKey } = cartQuery

  return useMutation({
    mutationKey: MUTATION_KEY,
    scope: { id: 'cart' },
    mutationFn: async (change: Change) => await remember(await send(change)),
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey })
      const before = queryClient.getQueryData(queryKey)
      queryClient.setQueryData(queryKey, forecast(before, change))
      return { before }
    },
    onError: (_error, _change, context) => {
      queryClient.setQueryData(queryKey, context?.before)
    },
    onSuccess: (cart) => {
      // While more changes wait, their forecast is nearer the truth than this answer.
      const last = queryClient.isMutating({ mutationKey: MUTATION_KEY }) === 1
      if (last) queryClient.setQueryData(queryKey, cart)
    },
    onSettled: async (_cart, error) => {
      if (error) await queryClient.invalidateQueries({ queryKey })
    },
  })
}

const linePath = (sku: string) => `/cart/lines/${encodeURIComponent(sku)}`

/** Adds units; the line is what the page knows of the variant, `quantity` being how many are added. */
export function useAddToCart() {
  return useCartChange<CartLineView>({
    forecast: withAdded,
    send: ({ sku, quantity }) => request('POST', '/cart/lines', { body: { sku, quantity } }),
  })
}

export function useSetQuantity() {
  return useCartChange<{ readonly sku: string; readonly quantity: number }>({
    forecast: (cart, { sku, quantity }) => cart && withQuantity(cart, sku, quantity),
    send: ({ sku, quantity }) => request('PATCH', linePath(sku), { body: { quantity } }),
  })
}

export function useRemoveLine() {
  return useCartChange<CartLineView>({
    forecast: (cart, { sku }) => cart && without(cart, sku),
    send: ({ sku }) => request('DELETE', linePath(sku)),
  })
}

/** Gives a code; what it takes off only the shop knows. */
export function useGiveCoupon() {
  return useCartChange<string>({
    forecast: (cart) => cart,
    send: (code) => request('POST', '/cart/coupons', { body: { code } }),
  })
}

export function useRemoveCoupon() {
  return useCartChange<string>({
    forecast: (cart, code) => cart && withoutCoupon(cart, code),
    send: (code) => request('DELETE', `/cart/coupons/${encodeURIComponent(code)}`),
  })
}
