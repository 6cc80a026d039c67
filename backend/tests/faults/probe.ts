import { setTimeout as pause } from 'node:timers/promises'

import { skuAt, slugAt } from '#bench/shelves.ts'
import { DEMO_LOGINS } from '#seed/accounts.ts'

import { ask, type Customer, newCustomer, type Order, orderIn, type Seen } from './customer.ts'
import type { Fault } from './faults.ts'
import { pay } from './kill.ts'
import { settleAndCount, type Tally } from './ledger.ts'
import type { Site } from './site.ts'

export const COLUMNS = ['browse', 'cart', 'pay', 'see order', 'admin'] as const

export interface Row {
  readonly fault: string
  readonly seen: Readonly<Record<(typeof COLUMNS)[number], Seen>>
  /** From the end of the fault to the first good answers, to browse and to pay. */
  readonly recoverySeconds: number
  /** From there until everything that was begun had come to its end. */
  readonly settledSeconds: number
  readonly tally: Tally
}

/** A fault lasts at least so long, so that the work behind the answers meets it too. */
const SHORTEST_MS = 4_000
const RECOVERY_SECONDS = 45
const SETTLE_SECONDS = 120

/** Begins the fault with purchases at every stage under way, has five people ask, ends it, and sees what became of everybody. */
export async function probe(site: Site, fault: Fault, turn: number): Promise<Row> {
  const name = (who: string) => `${who}-${turn}@example.com`
  const seller = await signIn(site)
  const paying = await newCustomer(site, name('pay'), skuAt(turn))
  const paid = await newCustomer(site, name('paid'), skuAt(turn + 50))
  const order = orderIn(await paid.checkOut())
  const load = await startLoad(site, turn)

  await fault.begin(site)
  pay(site, order)
  const [seen] = await Promise.all([
    whatIsSeen(site, { turn, seller, paying, order }),
    pause(SHORTEST_MS),
  ])
  await fault.end(site)
  const ended = performance.now()
  const others = await load.stop()
  const unpaid = await Promise.all(
    [paying, ...others].map(async (one) => await one.insist(RECOVERY_SECONDS)),
  )
  await untilGood(site, turn)
  const recoverySeconds = (performance.now() - ended) / 1000
  for (const one of unpaid) pay(site, one)
  const { seconds, ...tally } = await settleAndCount(site, SETTLE_SECONDS)
  return { fault: fault.name, seen, recoverySeconds, settledSeconds: seconds, tally }
}

interface People {
  readonly turn: number
  readonly seller: string
  readonly paying: Customer
  readonly order: Order
}

async function whatIsSeen(site: Site, people: People): Promise<Row['seen']> {
  const { turn, seller, paying, order } = people
  const [browse, cart, pays, sees, admin] = await Promise.all([
    ask(site, { path: `/api/products/${slugAt(turn)}` }),
    ask(site, {
      method: 'POST',
      path: '/api/cart/lines',
      body: { sku: skuAt(turn + 100), quantity: 1 },
    }),
    paying.checkOut(),
    ask(site, { path: `/api/orders/${order.id}?token=${order.accessToken}` }),
    ask(site, { path: '/api/admin/orders', headers: { authorization: `Bearer ${seller}` } }),
  ])
  return { browse, cart, pay: pays, 'see order': sees, admin }
}

async function signIn(site: Site): Promise<string> {
  const { body } = await ask(site, {
    method: 'POST',
    path: '/api/auth/login',
    body: DEMO_LOGINS.owner,
  })
  return String(body['accessToken'])
}

/** Three shoppers who check out while it begins. */
async function startLoad(site: Site, turn: number) {
  const customers = await Promise.all(
    [1, 2, 3].map(
      async (i) => await newCustomer(site, `load-${turn}-${i}@example.com`, skuAt(turn + 200 + i)),
    ),
  )
  const answered = Promise.all(customers.map(async (customer) => await customer.checkOut()))
  return {
    /** Whatever they were answered, they come again. */
    async stop(): Promise<readonly Customer[]> {
      await answered
      return customers
    },
  }
}

async function untilGood(site: Site, turn: number): Promise<void> {
  const deadline = Date.now() + RECOVERY_SECONDS * 1000
  while ((await ask(site, { path: `/api/products/${slugAt(turn)}` })).status !== 200) {
    if (Date.now() > deadline) throw new Error('The shop does not come back.')
    await pause(100)
  }
}
