import { setTimeout as pause } from 'node:timers/promises'

import { ask } from './asking.ts'
import type { Fault } from './fault.ts'
import { FORWARD, type Mode } from './proxy.ts'
import type { Site } from './site.ts'

const dependency = 'Stripe'
const LASTS_MS = 6_000
/** The shop gives up after two tries of 4.5 s. */
const SLOW_LASTS_MS = 11_000
const SLOW_MS = 30_000
const SILENT_MS = 15_000

const misbehaving = (name: string, how: object, lastsMs = LASTS_MS): Fault => ({
  dependency,
  name,
  async strike(site) {
    await control(site, 'faults', { match: '* /v1/', times: null, ...how })
    await pause(lastsMs)
    await ask(`${site.urls.stripe}/_control/reset`, { method: 'POST', body: {} })
  },
})

const disconnected = (name: string, mode: Mode, lastsMs: number): Fault => ({
  dependency,
  name,
  async strike({ proxies }) {
    proxies.stripe.setMode(mode)
    await pause(lastsMs)
    proxies.stripe.setMode(FORWARD)
  },
})

export const STRIPE_FAULTS: readonly Fault[] = [
  misbehaving('answers 500', { status: 500 }),
  misbehaving('answers 429', { status: 429 }),
  misbehaving('silent, the work not done', { status: 500, delayMs: SILENT_MS }, SLOW_LASTS_MS),
  misbehaving(
    'silent, the work done',
    { status: 500, after: true, delayMs: SILENT_MS },
    SLOW_LASTS_MS,
  ),
  misbehaving('takes 30 s', { delayMs: SLOW_MS }, SLOW_LASTS_MS),
  misbehaving('answers no JSON', { malformed: true }),
  disconnected('resets connections', { kind: 'reset' }, LASTS_MS),
  disconnected('black-holed', { kind: 'hold' }, SLOW_LASTS_MS),
  {
    dependency,
    name: 'webhooks: half dropped, the rest three times and shuffled',
    async strike(site) {
      await control(site, 'delivery', { dropRate: 0.5, duplicates: 3, shuffle: true })
      await pause(LASTS_MS)
      await control(site, 'delivery', { dropRate: 0, duplicates: 1, shuffle: false })
    },
  },
]

async function control(site: Site, path: string, body: object): Promise<void> {
  const reply = await ask(`${site.urls.stripe}/_control/${path}`, { method: 'POST', body })
  if (reply.status !== 200 && reply.status !== 201) {
    throw new Error(`Stripe's stand-in refuses ${path}: ${JSON.stringify(reply.body)}`)
  }
}
