/** How a payment page stands at Stripe. */
export type Standing = 'open' | 'processing' | 'paid' | 'failed' | 'expired'

/** One try to pay: how it stands at Stripe, and what the shop has heard of it. */
export interface Attempt {
  readonly sessionId: string
  /** When it was opened, in seconds of the model's own clock. */
  readonly openedAt: number
  atStripe: Standing
  heard: Standing | 'cancelled'
  capturedMinor: number
  /** What the shop has set aside to go back. */
  goingBackMinor: number
}

export interface ModelOrder {
  readonly id: string
  readonly token: string
  readonly customer: number
  /** Units by variant. */
  readonly units: readonly number[]
  /** What the shop calls the line of each variant. */
  readonly lineIds: readonly (string | undefined)[]
  readonly totalMinor: number
  readonly deliveryMinor: number
  readonly attempts: Attempt[]
  /** Units by variant whose money the shop gave back, and those that it put back on the shelf. */
  refunded: readonly number[]
  restocked: readonly number[]
  isDeliveryRefunded: boolean
  status: 'awaiting_payment' | 'placed' | 'expired' | 'cancelled'
  isProcessing: boolean
  isOverdue: boolean
  /** Money went back at Stripe, past the shop: which of two refunds Stripe refuses is not the model's to know. */
  hasForeignRefund: boolean
}

export interface Level {
  onHand: number
  reserved: number
}

/** What the shop should be: small enough to be believed by reading it. */
export interface Model {
  readonly levels: Level[]
  readonly orders: ModelOrder[]
  seconds: number
}

export const available = ({ onHand, reserved }: Level): number => onHand - reserved

export const liveAttempt = ({ attempts }: ModelOrder): Attempt | undefined =>
  attempts.find(({ heard }) => heard === 'open' || heard === 'processing')

function each(model: Model, order: ModelOrder, act: (level: Level, quantity: number) => void) {
  model.levels.forEach((level, variant) => {
    const quantity = order.units[variant] ?? 0
    if (quantity > 0) act(level, quantity)
  })
}

export function reserve(model: Model, order: ModelOrder): void {
  each(model, order, (level, quantity) => {
    level.reserved += quantity
  })
}

function release(model: Model, order: ModelOrder): void {
  each(model, order, (level, quantity) => {
    level.reserved -= quantity
  })
}

function sell(model: Model, order: ModelOrder): void {
  order.status = 'placed'
  each(model, order, (level, quantity) => {
    level.onHand -= quantity
    level.reserved -= quantity
  })
}

const isForward = (heard: Attempt['heard'], told: Standing): boolean =>
  heard === 'open' || (heard === 'processing' && told === 'failed')

/** The shop learns how a page stands, from whomever. */
export function hear(model: Model, order: ModelOrder, attempt: Attempt, told: Standing): void {
  const { heard } = attempt
  if (told === 'paid' && heard !== 'paid') return capture(model, order, attempt)
  if (told === 'open' || told === 'paid' || !isForward(heard, told)) return
  attempt.heard = told
  if (order.status !== 'awaiting_payment') return
  if (told === 'expired') {
    if (order.attempts.at(-1) === attempt) expire(model, order)
    return
  }
  order.isProcessing = told === 'processing'
  order.isOverdue = false
}

function capture(model: Model, order: ModelOrder, attempt: Attempt): void {
  attempt.heard = 'paid'
  attempt.capturedMinor = order.totalMinor
  order.isProcessing = false
  if (order.status === 'awaiting_payment') return sell(model, order)
  if (order.status === 'expired' && isEnough(model, order)) {
    reserve(model, order)
    return sell(model, order)
  }
  attempt.goingBackMinor = attempt.capturedMinor
}

const isEnough = (model: Model, { units }: ModelOrder): boolean =>
  model.levels.every((level, variant) => available(level) >= (units[variant] ?? 0))

function expire(model: Model, order: ModelOrder): void {
  order.status = 'expired'
  release(model, order)
}

/** Stripe is asked to close a page; the shop hears how it stands. */
export function close(order: ModelOrder): Standing | undefined {
  const live = liveAttempt(order)
  if (live?.atStripe === 'open') live.atStripe = 'expired'
  return live?.atStripe
}

/** What an unpaid order's time being over comes to. */
export function endOverdue(model: Model, order: ModelOrder): void {
  if (order.status !== 'awaiting_payment' || !order.isOverdue) return
  const live = liveAttempt(order)
  if (!live) return expire(model, order)
  close(order)
  hear(model, order, live, live.atStripe)
}

/** @returns whether the shop should agree to cancel. */
export function cancel(model: Model, order: ModelOrder): boolean {
  const standing = close(order)
  const live = liveAttempt(order)
  if (live && (standing === 'paid' || standing === 'processing')) hear(model, order, live, standing)
  if (order.isProcessing) return false
  if (order.status === 'awaiting_payment') {
    giveUp(model, order)
    return true
  }
  if (order.status !== 'placed') return false
  order.status = 'cancelled'
  restock(
    model,
    order,
    order.units.map((quantity, variant) => quantity - (order.restocked[variant] ?? 0)),
  )
  refundAll(order)
  return true
}

/** An unpaid order whose page is closed ends. */
export function giveUp(model: Model, order: ModelOrder): void {
  const live = liveAttempt(order)
  if (live) live.heard = 'cancelled'
  order.status = 'cancelled'
  release(model, order)
}

function restock(model: Model, order: ModelOrder, units: readonly number[]): void {
  order.restocked = plus(order.restocked, units)
  model.levels.forEach((level, variant) => {
    level.onHand += units[variant] ?? 0
  })
}

const plus = (some: readonly number[], more: readonly number[]): readonly number[] =>
  some.map((quantity, variant) => quantity + (more[variant] ?? 0))

const leftOf = ({ capturedMinor, goingBackMinor }: Attempt): number =>
  capturedMinor - goingBackMinor

/** @returns whether there was anything to give back. */
export function refundAll(order: ModelOrder): boolean {
  const left = order.attempts.filter((attempt) => leftOf(attempt) > 0)
  if (left.length === 0) return false
  for (const attempt of left) attempt.goingBackMinor = attempt.capturedMinor
  order.refunded = order.units
  order.isDeliveryRefunded = true
  return true
}

/** A part of an order that goes back. */
export interface Part {
  /** By variant. */
  readonly units: readonly number[]
  readonly amountMinor: number
  readonly isRestocked: boolean
  readonly hasDelivery: boolean
}

/** @returns whether the shop should agree to give that back. */
export function refundPart(model: Model, order: ModelOrder, part: Part): boolean {
  const { units, amountMinor, isRestocked, hasDelivery } = part
  const payment = order.attempts.find((attempt) => leftOf(attempt) >= amountMinor)
  const fits = (gone: readonly number[]): boolean =>
    plus(gone, units).every((quantity, variant) => quantity <= (order.units[variant] ?? 0))
  if (!payment || !fits(order.refunded) || (isRestocked && !fits(order.restocked))) return false
  if (hasDelivery && order.isDeliveryRefunded) return false
  payment.goingBackMinor += amountMinor
  order.refunded = plus(order.refunded, units)
  order.isDeliveryRefunded ||= hasDelivery
  if (isRestocked) restock(model, order, units)
  return true
}
