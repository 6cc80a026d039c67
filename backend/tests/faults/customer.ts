import { setTimeout as pause } from 'node:timers/promises'

import { checkoutBody } from '#tests/support/given.ts'

import type { Site } from './site.ts'

/** What somebody saw who asked the shop: status 0 is no answer at all. */
export interface Seen {
  readonly status: number
  readonly milliseconds: number
  readonly body: Readonly<Record<string, unknown>>
  readonly cookie: string | undefined
}

export interface Question {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

/** Longer than any answer of the shop may take. */
const PATIENCE_MS = 16_000

export async function ask(site: Pick<Site, 'url'>, question: Question): Promise<Seen> {
  const { path, method = 'GET', body, headers = {} } = question
  const began = performance.now()
  const took = () => Math.round(performance.now() - began)
  try {
    const answer = await fetch(`${site.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', connection: 'close', ...headers },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      milliseconds: took(),
      body: readObject(text),
      cookie: /cart=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0],
    }
  } catch {
    return { status: 0, milliseconds: took(), body: {}, cookie: undefined }
  }
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** Somebody with one thing in the cart, who asks for the same again and again with the same key until there is an answer. */
export interface Customer {
  readonly email: string
  checkOut(): Promise<Seen>
  /** Returns and asks again until the order is there. @throws when it never comes. */
  insist(seconds: number): Promise<Order>
}

export interface Order {
  readonly id: string
  readonly accessToken: string
  readonly sessionId: string
}

export async function newCustomer(site: Site, email: string, sku: string): Promise<Customer> {
  const { cookie } = await ask(site, {
    method: 'POST',
    path: '/api/cart/lines',
    body: { sku, quantity: 1 },
  })
  if (cookie === undefined) throw new Error(`${email} could not fill a cart.`)
  const key = crypto.randomUUID()
  const checkOut = async () =>
    await ask(site, {
      method: 'POST',
      path: '/api/checkout',
      body: checkoutBody({ email }),
      headers: { cookie, 'idempotency-key': key },
    })
  return {
    email,
    checkOut,
    async insist(seconds) {
      let last: Seen | undefined
      for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await pause(500)) {
        last = await checkOut()
        if (last.status === 201) return orderIn(last)
      }
      throw new Error(`${email} still has no order: ${JSON.stringify(last)}`)
    },
  }
}

export function orderIn({ body }: Seen): Order {
  const order: unknown = body['order']
  const { id, accessToken } = Object.fromEntries(Object.entries(Object(order)))
  const sessionId = /cs_\w+/.exec(String(body['paymentUrl']))?.[0] ?? ''
  return { id: String(id), accessToken: String(accessToken), sessionId }
}
