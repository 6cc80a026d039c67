import { setTimeout as pause } from 'node:timers/promises'

import { z } from 'zod'

import { skuAt } from '#bench/shelves.ts'

import { ask, type Reply } from './asking.ts'
import type { Site } from './site.ts'

/** One thing that one customer buys. The address is nobody else's, so what came of it can be found again. */
export interface Purchase {
  readonly email: string
  readonly key: string
  readonly cookie: string
  order: Order | null
  paidAt: number | null
  placedAt: number | null
}

interface Order {
  readonly id: string
  readonly token: string
  readonly sessionId: string
}

export type Customers = ReturnType<typeof createCustomers>

const ADDRESS = { line1: '1 Quay Street', city: 'Whitby', postalCode: 'YO21 1DL', country: 'GB' }
const AGAIN_AFTER_MS = 400
const Checkout = z.object({
  order: z.object({ id: z.string(), accessToken: z.string() }),
  paymentUrl: z.string(),
})

/** People who buy, and who try again when something goes wrong. */
export function createCustomers(site: Site) {
  const shop = site.server.url
  const all: Purchase[] = []
  let turn = 0

  async function addToCart(): Promise<Reply> {
    turn += 1
    const body = { sku: skuAt(turn), quantity: 1 }
    return await ask(`${shop}/api/cart/lines`, { method: 'POST', body })
  }

  async function checkOut(purchase: Purchase): Promise<Reply> {
    const { email, key, cookie } = purchase
    const reply = await ask(`${shop}/api/checkout`, {
      method: 'POST',
      headers: { cookie, 'idempotency-key': key },
      body: { email, name: 'Ada Lovelace', delivery: { method: 'standard', address: ADDRESS } },
    })
    if (reply.status === 201) {
      const { order, paymentUrl } = Checkout.parse(reply.body)
      const sessionId = /cs_\w+/.exec(paymentUrl)?.[0] ?? ''
      purchase.order = { id: order.id, token: order.accessToken, sessionId }
    }
    return reply
  }

  /** As if a good card's number had been typed into Stripe's page. */
  async function pay(purchase: Purchase): Promise<void> {
    const url = `${site.urls.stripe}/_control/sessions/${purchase.order?.sessionId}`
    const { status, body } = await ask(url, { method: 'POST', body: { outcome: 'paid' } })
    if (status !== 200) throw new Error(`Stripe takes no payment: ${JSON.stringify(body)}`)
    purchase.paidAt = performance.now()
  }

  async function look(purchase: Purchase): Promise<Reply> {
    const { id, token } = purchase.order ?? { id: '', token: '' }
    const reply = await ask(`${shop}/api/orders/${id}?token=${token}`)
    if (reply.body['status'] === 'placed') purchase.placedAt ??= performance.now()
    return reply
  }

  return {
    all,
    addToCart,
    checkOut,
    pay,
    look,

    /** A customer with a full cart. @throws when the shop does not take it. */
    async enter(): Promise<Purchase> {
      const { cookie, status } = await addToCart()
      if (cookie === null) throw new Error(`A cart was answered with ${status}.`)
      const purchase: Purchase = {
        email: `buyer-${crypto.randomUUID()}@example.com`,
        key: crypto.randomUUID(),
        cookie,
        order: null,
        paidAt: null,
        placedAt: null,
      }
      all.push(purchase)
      return purchase
    },

    /** Goes on where the purchase was left, and repeats what fails, until the order is placed or the time is up. */
    async finish(purchase: Purchase, patienceMs: number): Promise<boolean> {
      const deadline = performance.now() + patienceMs
      while (performance.now() < deadline) {
        if (purchase.order === null) await checkOut(purchase)
        else if (purchase.paidAt === null) await pay(purchase)
        else await look(purchase)
        if (purchase.placedAt !== null) return true
        await pause(AGAIN_AFTER_MS)
      }
      return false
    },
  }
}
