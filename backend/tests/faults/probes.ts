import { setTimeout as pause } from 'node:timers/promises'

import { DEMO_LOGINS } from '#seed/accounts.ts'

import { ask, type Reply } from './asking.ts'
import type { Customers, Purchase } from './customer.ts'
import type { Site } from './site.ts'

export const PROBES = ['browse', 'cart', 'pay', 'see', 'admin'] as const
export type ProbeName = (typeof PROBES)[number]

/** One question put to the shop, and when, by `performance.now()`. */
export interface Sample {
  readonly at: number
  readonly reply: Reply
}

export type Samples = Readonly<Record<ProbeName, readonly Sample[]>>

export interface Probes {
  readonly samples: Samples
  /** Checked out since the probes began. */
  readonly purchases: readonly Purchase[]
  /** Waits until each of the five got a good answer to something asked after that moment. @returns how long that took, or null. */
  recovered(since: number, patienceMs: number): Promise<number | null>
  /** Asks nothing more, and waits for those who have paid to see their order placed. */
  stop(): Promise<void>
}

const EVERY_MS = 250
/** Buyers do not wait for each other: one that hangs is not the last that comes. */
const PAY_EVERY_MS = 700
const MOST_BUYERS = 12
const PATIENCE_MS = 60_000
const LOOK_EVERY_MS = 20

/** Five people who do all day what people do in a shop, each with their own connection and patience. */
export async function startProbes(site: Site, customers: Customers): Promise<Probes> {
  const shop = site.server.url
  const headers = { authorization: `Bearer ${await signIn(shop)}` }
  const known = await customers.enter()
  if (!(await customers.finish(known, 15_000))) throw new Error('No order before the fault.')
  const samples: Record<ProbeName, Sample[]> = { browse: [], cart: [], pay: [], see: [], admin: [] }
  const purchases: Purchase[] = []
  const finishing: Promise<boolean>[] = []
  const stopping = new AbortController()

  async function note(name: ProbeName, at: number, act: () => Promise<Reply | null>) {
    const reply = await act()
    if (reply) samples[name].push({ at, reply })
  }

  async function repeat(name: ProbeName, everyMs: number, act: () => Promise<Reply | null>) {
    const inHand = new Set<Promise<void>>()
    while (!stopping.signal.aborted) {
      const at = performance.now()
      const one = note(name, at, act).finally(() => inHand.delete(one))
      inHand.add(one)
      if (inHand.size >= MOST_BUYERS) await Promise.race(inHand)
      await pause(everyMs)
    }
    await Promise.all(inHand)
  }

  async function buy(): Promise<Reply | null> {
    const purchase = readyCarts.shift()
    void refill()
    if (!purchase) return null
    purchases.push(purchase)
    const reply = await customers.checkOut(purchase)
    // Whoever is shown the payment page pays, whatever goes wrong meanwhile.
    if (isFine(reply)) finishing.push(customers.finish(purchase, PATIENCE_MS))
    return reply
  }

  // Carts are filled beforehand: paying is tried for itself, also while no cart can be filled.
  const readyCarts = await Promise.all(
    Array.from({ length: MOST_BUYERS }, async () => await customers.enter()),
  )
  const refill = async () =>
    void (await customers.enter().then(
      (purchase) => readyCarts.push(purchase),
      () => 0,
    ))

  const running = [
    repeat('browse', EVERY_MS, async () => await ask(`${shop}/api/products?limit=20`)),
    repeat('cart', EVERY_MS, customers.addToCart),
    repeat('pay', PAY_EVERY_MS, buy),
    repeat('see', EVERY_MS, async () => await customers.look(known)),
    repeat('admin', EVERY_MS, async () => await ask(`${shop}/api/admin/orders`, { headers })),
  ]

  return {
    samples,
    purchases,
    async recovered(since, patienceMs) {
      const isGood = (name: ProbeName) =>
        samples[name].some(({ at, reply }) => at >= since && isFine(reply))
      while (performance.now() - since < patienceMs) {
        if (PROBES.every(isGood)) return performance.now() - since
        await pause(LOOK_EVERY_MS)
      }
      return null
    },
    async stop() {
      stopping.abort()
      await Promise.all(running)
      await Promise.all(finishing)
    },
  }
}

export const isFine = ({ status }: Reply): boolean => status !== null && status < 400

async function signIn(shop: string): Promise<string> {
  const { body } = await ask(`${shop}/api/auth/login`, { method: 'POST', body: DEMO_LOGINS.owner })
  return String(body['accessToken'])
}
