import { queryOptions, useMutation } from '@tanstack/react-query'

import type {
  CartChange,
  CheckoutReply,
  DeliveryOption,
  QueuedCheckoutView,
} from '#features/checkout/contract.ts'
import type { Money } from '#platform/money.ts'
import { keptIn } from '#web/lib/storage.ts'

import { cartQuery } from './cart.ts'
import { ApiProblem, api } from './client.ts'
import { keepWaiting } from './orders.ts'

export type { CartChange, CheckoutReply, DeliveryOption }

export interface CheckoutRequest {
  readonly email: string
  readonly name: string
  readonly phone: string | null
  readonly delivery: {
    readonly method: string
    readonly address: {
      readonly line1: string
      readonly line2: string | null
      readonly city: string
      readonly region: string | null
      readonly postalCode: string
      readonly country: string
    } | null
  }
  readonly expectedTotal: Money
}

/** The answer goes by the basket: with free delivery its prices are none. */
export function deliveryOptionsQuery(country: string, isFree = false) {
  return queryOptions({
    queryKey: ['delivery-options', country, isFree],
    queryFn: async () => {
      const path = `/checkout/options?${new URLSearchParams({ country })}`
      return (await api.get<{ items: readonly DeliveryOption[] }>(path)).items
    },
    staleTime: 300_000,
  })
}

interface Attempt {
  readonly key: string
  readonly content: string
}

/** An attempt whose end we have not heard of, so that trying again, after a reload too, is the same attempt. */
const openAttempt = keptIn<Attempt>(() => sessionStorage, 'checkout-attempt')

function attemptFor(content: string): Attempt {
  const open = openAttempt.read()
  if (open?.content === content) return open

  const attempt = { key: crypto.randomUUID(), content }
  openAttempt.write(attempt)
  return attempt
}

const A_SECOND = 1000
const MOST_LOOKS_IN_FLIGHT = 20

/** After a reload the first request may still be under way: its answer comes to whoever asks with the same key. */
async function postOnce(body: CheckoutRequest, key: string) {
  const headers = { 'idempotency-key': key, prefer: 'respond-async, wait=3' }
  for (let looks = 1; ; looks += 1) {
    try {
      return await api.post<CheckoutReply | QueuedCheckoutView>('/checkout', { body, headers })
    } catch (error) {
      const isInFlight = error instanceof ApiProblem && error.code === 'idempotency-key-in-flight'
      if (!isInFlight || looks === MOST_LOOKS_IN_FLIGHT) throw error
      await pause(A_SECOND)
    }
  }
}

/**
 * Turns the basket into an order, or has the shop take it in when it is busy. A retry of the same content after a lost answer
 * carries the same Idempotency-Key; once the shop has answered, the next try is a new attempt.
 */
export function useCheckOut(basketVersion: number | undefined) {
  return useMutation({
    mutationFn: async (body: CheckoutRequest) => {
      const attempt = attemptFor(JSON.stringify([basketVersion, body]))
      try {
        const reply = await postOnce(body, attempt.key)
        openAttempt.clear()
        if (!('order' in reply)) queuedAt.write(reply.statusUrl)
        else if (reply.paymentUrl !== null) keepWaiting(reply.order)
        return reply
      } catch (error) {
        const answered = error instanceof ApiProblem && error.status >= 400 && error.status < 500
        if (answered) openAttempt.clear()
        throw error
      }
    },
  })
}

/** Where to ask for the order that the shop took in and this tab waits for; a reload finds it again. */
export const queuedAt = keptIn<string>(() => sessionStorage, 'checkout-queued')

/** Longer than the shop keeps anybody in line. */
const PATIENCE_MS = 6 * 60 * A_SECOND
const LONGEST_PAUSE_MS = 5 * A_SECOND

/** Asks until the order is taken or refused; ever less often, for the shop is busy. A lost connection is waited out. */
async function untilTaken(statusUrl: string, signal: AbortSignal): Promise<CheckoutReply> {
  const path = statusUrl.replace(/^\/api/, '')
  const enough = Date.now() + PATIENCE_MS
  for (let wait = A_SECOND; ; wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
    try {
      const { reply, refusal } = await api.get<QueuedCheckoutView>(path, { signal })
      if (reply) return reply
      if (refusal) throw new QueuedRefusal(refusal.status, refusal)
    } catch (error) {
      const isAway = error instanceof ApiProblem && (error.status === 0 || error.status >= 500)
      if (!isAway || error instanceof QueuedRefusal || Date.now() > enough) throw error
    }
    await pause(wait)
    signal.throwIfAborted()
  }
}

/** What the checkout itself was answered, rather than the question after it. */
class QueuedRefusal extends ApiProblem {}

/** What came of the order that was taken in: the answer a checkout has at once, or its refusal as the error. */
export function takenQuery(statusUrl: string) {
  return queryOptions({
    queryKey: ['queued-checkout', statusUrl],
    queryFn: async ({ signal, client }) => {
      try {
        const reply = await untilTaken(statusUrl, signal)
        queuedAt.clear()
        if (reply.paymentUrl !== null) keepWaiting(reply.order)
        return reply
      } catch (error) {
        if (signal.aborted) throw error
        queuedAt.clear()
        await client.invalidateQueries({ queryKey: cartQuery.queryKey })
        throw error
      }
    },
    retry: false,
    staleTime: 'static',
    gcTime: 0,
  })
}

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms))

/** Orders of the caller that wait to be paid, when that is why checkout was refused and the shop knows who asks. */
export function waitingOrdersIn(
  error: ApiProblem,
): readonly { readonly id: string; readonly number: number }[] {
  const { orders } = error.document
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- docs/problems.md says what this problem carries
  return Array.isArray(orders) ? (orders as readonly { id: string; number: number }[]) : []
}

/** What changed since the basket was seen, when that is why checkout was refused. */
export function changesIn(error: unknown): readonly CartChange[] {
  if (!(error instanceof ApiProblem) || error.code !== 'cart-changed') return []
  const { changes } = error.document
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract says what this problem carries
  return Array.isArray(changes) ? (changes as readonly CartChange[]) : []
}
