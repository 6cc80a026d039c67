import type Stripe from 'stripe'

import { disputeState, fraudWarning, listedSession, refundState } from './facts.ts'
import type { Listed, PaymentGateway, Window } from './gateway.ts'
import { movement } from './movement.ts'

/** The most that Stripe puts on a page (https://docs.stripe.com/api/pagination). */
const PAGE = 100

type Lists = Pick<
  PaymentGateway,
  | 'refundsOf'
  | 'listSessions'
  | 'listRefunds'
  | 'listDisputes'
  | 'listFraudWarnings'
  | 'listMovements'
>

/** Stripe's lists, a page at a time. */
export function stripeLists(load: () => Promise<Stripe>): Lists {
  return {
    async refundsOf(intentId) {
      const stripe = await load()
      const { data } = await stripe.refunds.list({ payment_intent: intentId, limit: PAGE })
      return data.map(refundState)
    },

    // Whether a bank's no has come is told by the intent.
    async listSessions(window) {
      const { checkout } = await load()
      const wanted = { ...paramsOf(window), expand: ['data.payment_intent'] }
      return listed(await checkout.sessions.list(wanted), listedSession)
    },

    async listRefunds(window) {
      const { refunds } = await load()
      return listed(await refunds.list(paramsOf(window)), refundState)
    },

    async listDisputes(window) {
      const { disputes } = await load()
      return listed(await disputes.list(paramsOf(window)), disputeState)
    },

    async listFraudWarnings(window) {
      const { radar } = await load()
      return listed(await radar.earlyFraudWarnings.list(paramsOf(window)), fraudWarning)
    },

    async listMovements(window) {
      const { balanceTransactions } = await load()
      const wanted = { ...paramsOf(window), expand: ['data.source'] }
      return listed(await balanceTransactions.list(wanted), movement)
    },
  }
}

function paramsOf({ from, until, after }: Window) {
  return {
    created: { gte: seconds(from), lte: seconds(until) },
    limit: PAGE,
    ...(after !== null && { starting_after: after }),
  }
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000)

interface Page {
  readonly data: readonly { readonly id: string }[]
  readonly has_more: boolean
}

/** One thing that makes no sense does not hide the others. */
function listed<Item>(
  { data, has_more: hasMore }: Page,
  read: (object: unknown) => Item,
): Listed<Item> {
  const items: Item[] = []
  const senseless: string[] = []
  for (const object of data) {
    try {
      items.push(read(object))
    } catch {
      senseless.push(object.id)
    }
  }
  return { items, senseless, next: hasMore ? (data.at(-1)?.id ?? null) : null }
}
