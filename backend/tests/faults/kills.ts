import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

import { drained } from './census.ts'
import type { Customers, Purchase } from './customer.ts'
import { tellRequest, tellStatement } from './messages.ts'
import { CHANNELS, type Channel, type Site } from './site.ts'

/** One kill -9 of the server, and how the purchase that it hit went on. */
export interface Kill {
  readonly phase: Phase
  /** At which of the shop's messages to its neighbours; it was not sent any more. */
  readonly step: number
  readonly channel: Channel | null
  /** What the message would have done; null when the work was over before so many were sent. */
  readonly message: string | null
  /** Until the server answered again, from its end. */
  readonly restartMs: number
}

export type Phase = 'checkout' | 'settlement'

export interface Kills {
  readonly kills: readonly Kill[]
  readonly steps: Readonly<Record<Phase, number>>
}

interface Step {
  readonly channel: Channel
  readonly message: string
}

interface Point {
  readonly phase: Phase
  readonly step: number
}

interface Options {
  /** Gives the order in which the steps are tried. */
  readonly seed: number
  /** After this long no further step is tried. */
  readonly patienceMs: number
}

/** The shop's messages that belong to no purchase: it asks the queue for work all the time. */
const NOISE = /^ReceiveMessage$|^hello or farewell$/
const SETTLE_PATIENCE_MS = 15_000
const QUIET_MS = 1_500
/** A kill at a step that the work does not come to happens after this long. */
const STEP_PATIENCE_MS = 4_000

/**
 * Kills the server before each of the messages it sends to PostgreSQL, Stripe, SQS and SES during a checkout and during a
 * settlement, one purchase for each, and starts it again on the same data. What was interrupted is left for `finish`.
 */
export async function killAtEveryStep(
  site: Site,
  customers: Customers,
  { seed, patienceMs }: Options,
): Promise<Kills> {
  const steps = await countSteps(site, customers)
  const all = [...stepsOf('checkout', steps), ...stepsOf('settlement', steps)]
  const plan = shuffle(all, seed)
  const deadline = performance.now() + patienceMs
  const kills: Kill[] = []
  for (const { phase, step } of plan) {
    if (performance.now() > deadline) break
    const purchase = await customers.enter()
    if (phase === 'settlement') await customers.checkOut(purchase)
    kills.push(await kill(site, phase, step, async () => await begin(customers, purchase, phase)))
  }
  return { kills, steps }
}

/** One undisturbed purchase tells how many steps each half takes. */
async function countSteps(site: Site, customers: Customers): Promise<Record<Phase, number>> {
  // The first one prepares statements and opens connections; the second is what a purchase takes.
  const warmUp = await customers.enter()
  await customers.finish(warmUp, SETTLE_PATIENCE_MS)
  await pause(QUIET_MS)
  const purchase = await customers.enter()
  await pause(QUIET_MS)
  const seen = watch(site, () => true)
  await customers.checkOut(purchase)
  const checkout = seen.length
  await pause(QUIET_MS)
  seen.length = 0
  await customers.pay(purchase)
  await pause(QUIET_MS)
  await drained(site, SETTLE_PATIENCE_MS)
  const settlement = seen.length
  unwatch(site)
  return { checkout, settlement }
}

async function begin(customers: Customers, purchase: Purchase, phase: Phase): Promise<void> {
  if (phase === 'checkout') await customers.checkOut(purchase)
  else if (purchase.order) await customers.pay(purchase)
}

async function kill(
  site: Site,
  phase: Phase,
  step: number,
  act: () => Promise<void>,
): Promise<Kill> {
  const { server } = site
  let struck: Step | null = null
  const ended = Promise.withResolvers<void>()
  let killedAt = 0
  const end = () => {
    killedAt ||= performance.now()
    server.signal('SIGKILL')
    ended.resolve()
  }
  const seen = watch(site, (at) => {
    if (killedAt > 0) return false
    if (seen.length < step) return true
    struck = at
    end()
    return false
  })
  await act()
  // A settlement goes on after Stripe's page has said that it was paid.
  await Promise.race([ended.promise, pause(STEP_PATIENCE_MS)])
  end()
  await server.gone()
  unwatch(site)
  await server.start()
  const { channel, message } = (struck as Step | null) ?? { channel: null, message: null }
  return { phase, step, channel, message, restartMs: performance.now() - killedAt }
}

/** Notes each message before it goes on, and asks whether it may. */
function watch(site: Site, mayPass: (step: Step) => boolean): Step[] {
  const seen: Step[] = []
  for (const channel of CHANNELS) {
    const tell = channel === 'postgres' ? tellStatement : tellRequest
    site.proxies[channel].watch((bytes) => {
      const step = { channel, message: tell(bytes) }
      if (NOISE.test(step.message)) return true
      seen.push(step)
      return mayPass(step)
    })
  }
  return seen
}

function unwatch({ proxies }: Site): void {
  for (const channel of CHANNELS) proxies[channel].watch(null)
}

const stepsOf = (phase: Phase, steps: Readonly<Record<Phase, number>>): readonly Point[] =>
  Array.from({ length: steps[phase] }, (_, i) => ({ phase, step: i + 1 }))

/** The same order for the same seed. */
function shuffle<T>(all: readonly T[], seed: number): readonly T[] {
  const key = (place: number) => createHash('sha256').update(`${seed}:${place}`).digest('hex')
  return all
    .map((one, place) => ({ one, key: key(place) }))
    .toSorted((a, b) => a.key.localeCompare(b.key))
    .map(({ one }) => one)
}
