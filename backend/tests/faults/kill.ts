import { skuAt } from '#bench/shelves.ts'

import { type Customer, newCustomer, type Order, orderIn } from './customer.ts'
import type { Moment } from './proxy.ts'
import type { Site } from './site.ts'

export interface Kills {
  /** How many messages the shop sends in one checkout, and in settling one payment. */
  readonly steps: { readonly checkout: number; readonly settlement: number }
  readonly killed: number
  /** Points that were not reached, because that time fewer messages were needed. */
  readonly missed: number
}

type Part = keyof Kills['steps']

const MOMENTS: readonly Moment[] = ['before', 'after']
const REACH_MS = 3_000
const INSIST_SECONDS = 60
/** Quiet for so long, the shop has done with a payment. */
const QUIET_MS = 500

/**
 * Kills the shop at its first, second, … message to the outside during a checkout, and during the settlement of a payment, both
 * before the message leaves and once it was answered. Then every customer returns and pays, and nothing may be missing.
 */
export async function killBetweenSteps(site: Site, most = Infinity): Promise<Kills> {
  const dry = await newCustomer(site, 'dry@example.com', skuAt(0))
  const checkout = await countDuring(site, async () => void (await dry.checkOut()))
  const order = await dry.insist(INSIST_SECONDS)
  const settlement = await countDuring(site, async () => await payAndRest(site, order))

  const tally = { killed: 0, missed: 0 }
  const waiting: Customer[] = []
  for (const { at, moment } of points(checkout, most)) {
    const customer = await newCustomer(site, `checkout-${at}-${moment}@example.com`, skuAt(at))
    await killDuring(site, { at, moment }, tally, async () => void (await customer.checkOut()))
    waiting.push(customer)
  }
  const orders = await Promise.all(waiting.map(async (one) => await one.insist(INSIST_SECONDS)))
  for (const one of orders) pay(site, one)

  for (const { at, moment } of points(settlement, most)) {
    const customer = await newCustomer(site, `settle-${at}-${moment}@example.com`, skuAt(at))
    const one = orderIn(await customer.checkOut())
    await killDuring(site, { at, moment }, tally, async () => pay(site, one))
  }
  return { steps: { checkout, settlement }, ...tally }
}

/** Every point, or as many spread over all of them. */
function points(steps: Kills['steps'][Part], most: number) {
  const all = Array.from({ length: steps }, (_, i) =>
    MOMENTS.map((moment) => ({ at: i + 1, moment })),
  ).flat()
  const stride = Math.max(1, Math.ceil(all.length / most))
  return all.filter((_, i) => i % stride === 0)
}

async function countDuring(site: Site, act: () => Promise<void>): Promise<number> {
  const before = site.trap.count
  await act()
  return site.trap.count - before
}

async function payAndRest(site: Site, order: Order): Promise<void> {
  pay(site, order)
  let seen = -1
  while (seen !== site.trap.count) {
    seen = site.trap.count
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
  }
}

export function pay(site: Site, { sessionId }: Order): void {
  site.stripe.control.session(sessionId, { outcome: 'paid' })
}

async function killDuring(
  site: Site,
  { at, moment }: { readonly at: number; readonly moment: Moment },
  tally: { killed: number; missed: number },
  act: () => Promise<void>,
): Promise<void> {
  const struck = Promise.withResolvers<boolean>()
  site.trap.armed = {
    at: site.trap.count + at,
    moment,
    strike() {
      site.shop.strike()
      struck.resolve(true)
    },
  }
  const enough = setTimeout(() => struck.resolve(false), REACH_MS)
  await act()
  const isStruck = await struck.promise
  clearTimeout(enough)
  site.trap.armed = undefined
  if (isStruck) tally.killed += 1
  else tally.missed += 1
  if (!isStruck) return
  await site.shop.kill()
  await site.shop.start()
}
