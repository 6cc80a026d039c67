import type { Browser, Driver, StripeEvent } from './driver.ts'
import { Violation } from './driver.ts'
import {
  type Attempt,
  endOverdue,
  hear,
  liveAttempt,
  type Model,
  type ModelOrder,
  type Standing,
} from './state.ts'

/** One sequence's own part of the shop: its variants, its customers, its post from Stripe; and how its model sees them. */
export interface Scene {
  readonly driver: Driver
  readonly skus: readonly string[]
  readonly customers: readonly { readonly browser: Browser; readonly email: string }[]
  /** Events that Stripe has made and nobody has delivered. */
  readonly transit: StripeEvent[]
  /** Every event of the sequence, by its id. */
  readonly events: Map<string, StripeEvent>
  /** Which were applied: the model hears of each once. */
  readonly applied: Set<string>
}

export const STOCK = [3, 5] as const
export const CUSTOMERS = 3
/** One price in each of two ranges; with delivery at £3.50. */
export const PRICES = [1000, 1250] as const

let scenes = 0

/** @returns a scene of its own on that shop, and the model of how it begins. */
export async function openScene(driver: Driver): Promise<{ scene: Scene; model: Model }> {
  const name = `P${(scenes += 1)}`
  const skus = STOCK.map((_, variant) => `${name}-${variant}`)
  await driver.shop.given.product({
    title: `Goods ${name}`,
    variants: skus.map((sku, variant) => ({
      sku,
      onHand: STOCK[variant] ?? 0,
      priceMinor: PRICES[variant] ?? 0,
      options: [{ name: 'Size', value: String(variant) }],
    })),
  })
  const customers = Array.from({ length: CUSTOMERS }, (_, i) => ({
    browser: driver.shop.browser(),
    email: `${name.toLowerCase()}-${i}@example.com`,
  }))
  return {
    scene: { driver, skus, customers, transit: [], events: new Map(), applied: new Set() },
    model: { levels: STOCK.map((onHand) => ({ onHand, reserved: 0 })), orders: [], seconds: 0 },
  }
}

/** Takes up what Stripe has to tell. */
export function collect({ driver, transit, events }: Scene): void {
  for (const event of driver.newEvents()) {
    events.set(event.id, event)
    transit.push(event)
  }
}

/** The model's side of the job that applies an event. */
export function applyEvent(model: Model, { events, applied }: Scene, eventId: string): void {
  const event = events.get(eventId)
  if (!event || applied.has(eventId)) return
  applied.add(eventId)
  const told = standingTold(event)
  const found = told && attemptOf(model, event.sessionId)
  if (found) hear(model, found.order, found.attempt, told)
}

function standingTold({ type, paymentStatus }: StripeEvent): Standing | undefined {
  switch (type) {
    case 'checkout.session.completed':
      return paymentStatus === 'paid' ? 'paid' : 'processing'
    case 'checkout.session.async_payment_succeeded':
      return 'paid'
    case 'checkout.session.async_payment_failed':
      return 'failed'
    case 'checkout.session.expired':
      return 'expired'
    default:
      return undefined
  }
}

function attemptOf(
  model: Model,
  sessionId: string,
): { order: ModelOrder; attempt: Attempt } | undefined {
  for (const order of model.orders) {
    const attempt = order.attempts.find((one) => one.sessionId === sessionId)
    if (attempt) return { order, attempt }
  }
  return undefined
}

export async function work(
  model: Model,
  scene: Scene,
  { isTwice, seed }: { readonly isTwice: boolean; readonly seed: number },
): Promise<void> {
  await scene.driver.work(
    { isTwice, shuffle: (items) => shuffled(items, seed) },
    (job, payload) => {
      if (job === 'payments.apply-event') applyEvent(model, scene, String(payload['eventId']))
    },
  )
  await followEnded(model, scene)
  collect(scene)
}

/**
 * Overdue orders are ended as soon as somebody wants what they hold; which, and when, is the shop's affair, and the model follows.
 * @returns whether any was.
 */
export async function followEnded(model: Model, { driver }: Scene): Promise<boolean> {
  const overdue = model.orders.filter(
    ({ status, isOverdue }) => status === 'awaiting_payment' && isOverdue,
  )
  if (overdue.length === 0) return false
  const find = async () =>
    await driver.shop.db.order.findMany({
      where: { id: { in: overdue.map(({ id }) => id) } },
      include: { payments: true },
    })
  // A fault that waits for its statement may strike here: it strikes once.
  const found = await find().catch(find)
  const ended = overdue.filter((order) => {
    const { status, payments } = found.find(({ id }) => id === order.id) ?? {}
    const live = liveAttempt(order)
    const payment = payments?.find((one) => one.stripeSessionId === live?.sessionId)
    return live ? payment?.status !== 'open' : status !== 'awaiting_payment'
  })
  for (const order of ended) endOverdue(model, order)
  return ended.length > 0
}

/** The same order for the same seed. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const left = [...items]
  const out: T[] = []
  let state = seed >>> 0
  while (left.length > 0) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    out.push(...left.splice(state % left.length, 1))
  }
  return out
}

export const sessionIn = (paymentUrl: unknown): string =>
  /cs_\w+/.exec(String(paymentUrl))?.[0] ?? ''

export function expectThat(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Violation(otherwise)
}
