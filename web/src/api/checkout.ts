import { queryOptions, useMutation } from '@tanstack/react-query'

import type { CartChange, CheckoutReply, DeliveryOption } from '#features/checkout/contract.ts'
import type { Money } from '#platform/money.ts'
import { keptIn } from '#web/lib/storage.ts'

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

/**
 * Turns the basket into an order. A retry of the same content after a lost answer carries the same
 * Idempotency-Key; once the shop has answered, the next try is a new attempt.
 */
export function useCheckOut(basketVersion: number | undefined) {
  return useMutation({
    mutationFn: async (body: CheckoutRequest) => {
      const attempt = attemptFor(JSON.stringify([basketVersion, body]))
      try {
        const reply = await api.post<CheckoutReply>('/checkout', {
          body,
          headers: { 'idempotency-key': attempt.key },
        })
        openAttempt.clear()
        if (reply.paymentUrl !== null) keepWaiting(reply.order)
        return reply
      } catch (error) {
        const answered = error instanceof ApiProblem && error.status >= 400 && error.status < 500
        if (answered) openAttempt.clear()
        throw error
      }
    },
  })
}

/** What changed since the basket was seen, when that is why checkout was refused. */
export function changesIn(error: unknown): readonly CartChange[] {
  if (!(error instanceof ApiProblem) || error.code !== 'cart-changed') return []
  const { changes } = error.document
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract says what this problem carries
  return Array.isArray(changes) ? (changes as readonly CartChange[]) : []
}
