import type { Answer, Connection } from './connection.ts'
import type { PlacedOrders } from './placed-orders.ts'
import { campaignSkuAt, hotSku, skuAt, slugAt, wordsAt } from './shelves.ts'

/** What a visitor has at hand. */
export interface Visitor {
  readonly shop: Connection
  /** Where the stand-in for Stripe takes its controls. */
  readonly stripe: Connection
  readonly placed: PlacedOrders
  /** Counts over all visitors, so that they do not all ask for the same. */
  readonly turn: () => number
}

export type Scenario = (visitor: Visitor) => Promise<void>

export const LIST = '/api/products?limit=20'
const ADDRESS = { line1: '1 Quay Street', city: 'Whitby', postalCode: 'YO21 1DL', country: 'GB' }

/** What is measured under load, by name. Each is done again and again by every visitor. */
export const SCENARIOS = {
  nothing: get(() => '/nothing'),
  list: get(() => LIST),
  facets: get(() => `${LIST}&include=facets,total`),
  product: get((turn) => `/api/products/${slugAt(turn)}`),
  search: get((turn) => `${LIST}&q=${wordsAt(turn)}`),
  /** Nothing has the word, and what is like it is found. */
  typo: get((turn) => `${LIST}&q=${misspelt(wordsAt(turn))}`),
  cart: async (visitor) => void (await fillCart(visitor, skuAt(visitor.turn()))),
  checkout: async (visitor) => await buy(visitor, skuAt(visitor.turn())),
  /** Everybody wants the same, so that all orders wait for one row. */
  checkoutHot: async (visitor) => await buy(visitor, hotSku()),
  checkoutHundred: async (visitor) => await buy(visitor, campaignSkuAt(visitor.turn())),
  /** As far as Stripe's page, and never back. */
  toPayment: async (visitor) => void (await checkOut(visitor, skuAt(visitor.turn()))),
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof SCENARIOS

/** From a new cart to a placed order. */
async function buy(visitor: Visitor, sku: string): Promise<void> {
  const { orderId, sessionId } = await checkOut(visitor, sku)
  const isPlaced = visitor.placed.wait(orderId)
  await pay(visitor, sessionId)
  await isPlaced
}

/** From a new cart to an order that waits to be paid. */
export async function checkOut(
  visitor: Pick<Visitor, 'shop'>,
  sku: string,
): Promise<{ orderId: string; sessionId: string }> {
  const answer = await askToCheckOut(visitor, await fillCart(visitor, sku))
  assertStatus(answer, 201)
  return readCheckout(answer)
}

/** Without its third letter. */
const misspelt = (word: string): string => word.slice(0, 2) + word.slice(3)

function get(pathOf: (turn: number) => string): Scenario {
  return async ({ shop, turn }) => {
    assertStatus(await shop.ask({ method: 'GET', path: pathOf(turn()) }), 200)
  }
}

/** A new visitor puts one unit into a new cart. Returns the cookie by which the shop knows it again. */
export async function fillCart({ shop }: Pick<Visitor, 'shop'>, sku: string): Promise<string> {
  const body = { sku, quantity: 1 }
  const answer = await shop.ask({ method: 'POST', path: '/api/cart/lines', body })
  assertStatus(answer, 200)
  const cookie = /^set-cookie: (cart=[^;]+)/im.exec(answer.head)?.[1]
  if (cookie === undefined) throw new Error('A new cart came without its cookie.')
  return cookie
}

/** What the checkout page sends. */
export async function askToCheckOut(
  { shop }: Pick<Visitor, 'shop'>,
  cookie: string,
): Promise<Answer> {
  return await shop.ask({
    method: 'POST',
    path: '/api/checkout',
    headers: { cookie, 'idempotency-key': crypto.randomUUID() },
    body: {
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      delivery: { method: 'standard', address: ADDRESS },
    },
  })
}

export function readCheckout(answer: Answer): { orderId: string; sessionId: string } {
  const { order, paymentUrl } = JSON.parse(answer.text())
  return { orderId: String(order.id), sessionId: /cs_\w+/.exec(paymentUrl)?.[0] ?? '' }
}

/** As if the customer had typed a good card's number into Stripe's page. */
export async function pay({ stripe }: Pick<Visitor, 'stripe'>, sessionId: string): Promise<void> {
  await tellStripe({ stripe }, `sessions/${sessionId}`, { outcome: 'paid' })
}

/** Has Stripe's stand-in do something, or be otherwise from now on. */
export async function tellStripe(
  { stripe }: Pick<Visitor, 'stripe'>,
  control: string,
  body: object,
): Promise<void> {
  assertStatus(await stripe.ask({ method: 'POST', path: `/_control/${control}`, body }), 200)
}

export function assertStatus(answer: Answer, wanted: number): void {
  if (answer.status === wanted) return
  throw new Error(`${answer.status} instead of ${wanted}: ${answer.text().slice(0, 300)}`)
}
