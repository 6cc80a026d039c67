import { startUnderTest, type UnderTest } from './under-test.ts'

let local: UnderTest
beforeAll(async () => {
  local = await startUnderTest()
})
afterAll(async () => {
  await local.close()
})

async function paidIntent(outcome = 'paid'): Promise<string> {
  const { id } = await local.open()
  await local.control(`sessions/${id}`, { outcome })
  const { payment_intent: intent } = await local.stripe.checkout.sessions.retrieve(id)
  return String(intent)
}

test('a part and the rest: never more than was paid', async () => {
  const intent = await paidIntent()
  const part = await local.stripe.refunds.create({
    payment_intent: intent,
    amount: 949,
    reason: 'requested_by_customer',
    metadata: { line: '1' },
  })
  expect(part).toMatchObject({ status: 'succeeded', amount: 949, metadata: { line: '1' } })
  await expect(
    local.stripe.refunds.create({ payment_intent: intent, amount: 2001 }),
  ).rejects.toMatchObject({
    statusCode: 400,
    param: 'amount',
    message: 'Refund amount (£20.01) is greater than unrefunded amount on charge (£20.00)',
  })

  const rest = await local.stripe.refunds.create(
    { payment_intent: intent },
    { idempotencyKey: `rest-${intent}` },
  )
  expect(rest.amount).toBe(2000)
  await expect(local.stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
    code: 'charge_already_refunded',
  })

  const { data } = await local.stripe.refunds.list({ payment_intent: intent })
  expect(data.map(({ id }) => id)).toEqual([rest.id, part.id])
  const { latest_charge: charge } = await local.stripe.paymentIntents.retrieve(intent, {
    expand: ['latest_charge.refunds'],
  })
  expect(charge).toMatchObject({
    amount_refunded: 2949,
    refunded: true,
    refunds: { data: [{}, {}] },
  })
  await local.receive('refund.created', 2)
  await local.receive('charge.refunded', 2)
})

test('nothing was paid: there is nothing to refund', async () => {
  const intent = await paidIntent('declined')
  await expect(local.stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
  })
})

test('a refund that fails later: the money is back, and the charge knows', async () => {
  const intent = await paidIntent()
  const { body: refund } = await local.control('refunds', { payment_intent: intent, amount: 100 })
  await local.control(`refunds/${String(refund['id'])}`, { status: 'failed' })

  const failed = await local.stripe.refunds.retrieve(String(refund['id']))
  expect(failed).toMatchObject({ status: 'failed', failure_reason: expect.any(String) })
  const { data } = await local.stripe.charges.list({ payment_intent: intent })
  expect(data[0]).toMatchObject({ amount_refunded: 0, refunded: false })
  await local.receive('refund.failed')
})

test('a bank debit is refunded in its own time', async () => {
  const { id } = await local.open()
  await local.control(`sessions/${id}`, { outcome: 'succeeded' })
  const { payment_intent: intent } = await local.stripe.checkout.sessions.retrieve(id)
  const refund = await local.stripe.refunds.create({ payment_intent: String(intent) })
  expect(refund.status).toBe('pending')

  await local.control('clock', { advanceSeconds: 20 })
  expect((await local.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded')
  await local.receive('refund.updated')
})

test('a dispute: the money goes, and comes back when it is won', async () => {
  const intent = await paidIntent()
  const { body: dispute } = await local.control('disputes', { payment_intent: intent })
  expect(dispute).toMatchObject({ status: 'needs_response', amount: 2949, reason: 'fraudulent' })
  await expect(local.stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
    code: 'charge_disputed',
  })

  const path = `disputes/${String(dispute['id'])}`
  await local.control(path, { status: 'under_review' }, 'PATCH')
  await local.control(path, { status: 'won' })
  const { data } = await local.stripe.disputes.list({ payment_intent: intent })
  expect(data[0]).toMatchObject({ id: dispute['id'], status: 'won' })
  expect(data[0]?.balance_transactions.map(({ amount }) => amount)).toEqual([-2949, 2949])
  for (const type of ['created', 'funds_withdrawn', 'updated', 'funds_reinstated', 'closed']) {
    await local.receive(`charge.dispute.${type}`)
  }
  expect((await local.control(path, { status: 'lost' })).status).toBe(409)
})

test('a fraud warning: the shop hears of it', async () => {
  const intent = await paidIntent()
  await local.control('early_fraud_warnings', { payment_intent: intent })
  await local.receive('radar.early_fraud_warning.created')
  const { data } = await local.stripe.radar.earlyFraudWarnings.list({ payment_intent: intent })
  expect(data).toHaveLength(1)
})

test('the balance: what was captured, less fees, refunds and disputes', async () => {
  const before = await net()
  const intent = await paidIntent()
  await local.stripe.refunds.create({ payment_intent: intent, amount: 1000 })

  expect((await net()) - before).toBe(2949 - 64 - 1000)
  const { available, pending } = await local.stripe.balance.retrieve()
  const sum = [...available, ...pending].reduce((all, { amount }) => all + amount, 0)
  expect(sum).toBe(await net())
})

async function net(): Promise<number> {
  const all = await local.stripe.balanceTransactions.list({ limit: 100 })
  return all.data.reduce((sum, row) => sum + row.net, 0)
}
