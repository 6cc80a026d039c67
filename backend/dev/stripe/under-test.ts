import { createServer, type Server } from 'node:http'

import { Stripe } from 'stripe'

import { listen, stopServer } from './http.ts'
import { type StripeStandIn, startStripe } from './index.ts'

export const SECRET_KEY = 'sk_test_underTest'
export const WEBHOOK_SECRET = 'whsec_underTest'

/** An event as the shop would receive it. */
export interface Received {
  readonly signature: string
  readonly body: string
  readonly type: string
  readonly id: string
}

/** The stand-in with a real client, a clock that the test moves, and an endpoint that keeps what it gets. */
export interface UnderTest {
  readonly standIn: StripeStandIn
  readonly stripe: Stripe
  readonly received: Received[]
  /** What the endpoint answers next; 200 when there is nothing left. */
  readonly answers: number[]
  now(): number
  control(path: string, body?: object, method?: string): Promise<{ status: number; body: Json }>
  open(
    changes?: Stripe.Checkout.SessionCreateParams,
  ): Promise<Stripe.Response<Stripe.Checkout.Session>>
  /** Waits until so many events of the type have come. */
  receive(type: string, count?: number): Promise<Received[]>
  restart(): Promise<void>
  close(): Promise<void>
}

// What the controls answer is looked at field by field.
type Json = Record<string, unknown>

export async function startUnderTest(dataDir?: string): Promise<UnderTest> {
  const time = { now: Date.UTC(2026, 10, 20, 12) }
  const received: Received[] = []
  const answers: number[] = []
  const endpoint = receiver(received, answers)
  const port = await listen(endpoint, 0)
  const options = {
    secretKey: SECRET_KEY,
    webhook: { url: `http://127.0.0.1:${port}/webhooks`, secret: WEBHOOK_SECRET },
    clock: {
      now: () => new Date(time.now),
      advance: async (seconds: number) => {
        time.now += seconds * 1000
        await Promise.resolve()
      },
    },
    ...(dataDir === undefined ? {} : { dataDir }),
  }
  let standIn = await startStripe({ ...options, port: 0 })
  const now = () => Math.floor(time.now / 1000)
  const stripe = clientOf(standIn.port)

  return {
    get standIn() {
      return standIn
    },
    stripe,
    received,
    answers,
    now,
    control: async (path, body, method = 'POST') => {
      const init = body ? { method, body: JSON.stringify(body) } : { method }
      const response = await fetch(`${standIn.url}/_control/${path}`, init)
      const answer: Json = JSON.parse(await response.text())
      return { status: response.status, body: answer }
    },
    open: async (changes = {}) =>
      await stripe.checkout.sessions.create({ ...twoKettles(now()), ...changes }),
    receive: async (type, count = 1) => {
      const ofType = () => received.filter((event) => event.type === type)
      await until(() => ofType().length >= count, `${count} × ${type}`)
      return ofType()
    },
    restart: async () => {
      await standIn.close()
      standIn = await startStripe({ ...options, port: standIn.port })
    },
    close: async () => {
      await standIn.close()
      await stopServer(endpoint)
    },
  }
}

/** Two kettles at £12.50 and a tea at 99p, delivered for £3.50: £29.49. */
export function twoKettles(now: number): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    ui_mode: 'hosted_page',
    client_reference_id: 'order-1',
    customer_email: 'ada@example.com',
    metadata: { order: 'order-1' },
    payment_intent_data: { metadata: { order: 'order-1' } },
    line_items: [
      { quantity: 2, price_data: price('Kettle', 1250) },
      { quantity: 1, price_data: price('Tea', 99) },
    ],
    shipping_options: [
      {
        shipping_rate_data: {
          type: 'fixed_amount',
          display_name: 'Delivery',
          fixed_amount: { amount: 350, currency: 'gbp' },
        },
      },
    ],
    success_url: 'http://shop.test/orders/1?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://shop.test/basket',
    expires_at: now + 31 * 60,
  }
}

function price(
  name: string,
  minor: number,
): Stripe.Checkout.SessionCreateParams.LineItem.PriceData {
  return { currency: 'gbp', unit_amount: minor, product_data: { name } }
}

/** A client that goes to the stand-in and tries once, so that faults are seen. */
export function clientOf(port: number, key = SECRET_KEY): Stripe {
  const host = { host: '127.0.0.1', port, protocol: 'http' } as const
  return new Stripe(key, { ...host, maxNetworkRetries: 0, telemetry: false })
}

/** Looks again until it is so; fails after five seconds. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 5000
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function receiver(received: Received[], answers: number[]): Server {
  return createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      const { type, id }: { type: string; id: string } = JSON.parse(body)
      const status = answers.shift() ?? 200
      const signature = String(request.headers['stripe-signature'])
      if (status === 200) received.push({ signature, body, type, id })
      response.writeHead(status).end()
    })
  })
}
