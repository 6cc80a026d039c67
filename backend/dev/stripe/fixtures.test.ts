import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { startUnderTest, type UnderTest } from './under-test.ts'

interface Fixtures {
  readonly resources: Readonly<Record<string, object>>
}

const { resources }: Fixtures = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/stripe-fixtures3.json'), 'utf8'),
)

/** Fields of the samples that our objects leave out, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'charge.refunds': 'only when expanded, since 2022-11-15; see refunds.test.ts',
}

let local: UnderTest
let ours: Readonly<Record<string, object>>

beforeAll(async () => {
  local = await startUnderTest()
  ours = await collect(local)
})
afterAll(async () => {
  await local.close()
})

/** One of everything, as it comes over the wire. */
async function collect({ stripe, open, control }: UnderTest): Promise<Record<string, object>> {
  const { id } = await open()
  await control(`sessions/${id}`, { outcome: 'paid' })
  const raw = async (path: string): Promise<object> =>
    (await (
      await fetch(`${local.standIn.url}/v1/${path}`, {
        headers: { authorization: 'Bearer sk_test_underTest' },
      })
    ).json()) as object
  const session = await stripe.checkout.sessions.retrieve(id)
  const intentId = String(session.payment_intent)
  const intent = await stripe.paymentIntents.retrieve(intentId, { expand: ['payment_method'] })
  const { body: refund } = await control('refunds', { session: id, amount: 100 })
  await control('disputes', { session: id })
  const { body: warning } = await control('early_fraud_warnings', { session: id })
  const coupon = await stripe.coupons.create({ percent_off: 25.5 })
  const disputes = await stripe.disputes.list()
  const events = await stripe.events.list({ limit: 1 })
  const endpoints = await stripe.webhookEndpoints.list()
  const movements = await stripe.balanceTransactions.list({ type: 'charge' })
  const expanded = await stripe.checkout.sessions.retrieve(id, {
    expand: ['shipping_cost.shipping_rate'],
  })
  return {
    'checkout.session': await raw(`checkout/sessions/${id}`),
    payment_intent: await raw(`payment_intents/${intentId}`),
    charge: await raw(`charges/${String(intent.latest_charge)}`),
    payment_method: Object(intent.payment_method),
    refund: await raw(`refunds/${String(refund['id'])}`),
    dispute: await raw(`disputes/${disputes.data[0]?.id}`),
    'radar.early_fraud_warning': await raw(`radar/early_fraud_warnings/${String(warning['id'])}`),
    coupon: await raw(`coupons/${coupon.id}`),
    event: await raw(`events/${events.data[0]?.id}`),
    webhook_endpoint: Object(endpoints.data[0]),
    balance_transaction: await raw(`balance_transactions/${movements.data[0]?.id}`),
    shipping_rate: Object(expanded.shipping_cost?.shipping_rate),
    account: await raw('account'),
    balance: await raw('balance'),
  }
}

test.each(Object.keys(resources))(
  '%s: every field of Stripe’s sample, of the same kind',
  (name) => {
    const faults = compare(name, resources[name], ours[name])
    expect(faults.filter((fault) => !EXCEPTIONS[fault.split(':')[0] ?? ''])).toEqual([])
  },
)

/** Goes through the sample; says where ours has no such field, or another kind of value. */
function compare(path: string, sample: unknown, own: unknown): string[] {
  if (sample === null || own === null || isFreeForm(path)) return []
  const [wanted, got] = [kindOf(sample), kindOf(own)]
  if (wanted !== got) return [`${path}: ${wanted}, ours ${got}`]
  if (Array.isArray(sample) && Array.isArray(own)) return compareFirst(path, sample, own)
  return wanted === 'object' ? compareFields(path, Object(sample), Object(own)) : []
}

function compareFirst(path: string, sample: readonly unknown[], own: readonly unknown[]): string[] {
  return sample.length > 0 && own.length > 0 ? compare(`${path}[]`, sample[0], own[0]) : []
}

function compareFields(
  path: string,
  sample: Record<string, unknown>,
  own: Record<string, unknown>,
) {
  return Object.entries(sample).flatMap(([field, value]) =>
    Object.hasOwn(own, field)
      ? compare(`${path}.${field}`, value, own[field])
      : [`${path}.${field}: missing`],
  )
}

/** The caller's own keys, and the object an event happens to be about. */
function isFreeForm(path: string): boolean {
  return path === 'event.data.object' || path.endsWith('.metadata')
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}
