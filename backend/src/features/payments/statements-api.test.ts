import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => await shop.close())

const FEE = Math.round(1350 * 0.015) + 20
const gbp = (minor: number) => ({ minor, currency: 'gbp' })

async function paid(count: number) {
  await shop.given.stock('DAY-1', 100, 1000)
  const sessions: string[] = []
  for (let n = 0; n < count; n += 1) {
    const { body } = await buy(shop.browser(), 'DAY-1')
    await shop.pay(body.paymentUrl)
    sessions.push(/cs_\w+/.exec(body.paymentUrl)?.[0] ?? '')
  }
  return sessions
}

const run = async () =>
  (await (await shop.as('manager')).post('/api/admin/reconciliations').send({})).body
const statements = async (query = '') =>
  (await (await shop.as('owner')).get(`/api/admin/statements${query}`)).body.items

/** Payments that Stripe has and no shop knows, oldest first, as a list has them. */
function strangers(count: number) {
  const createdAt = new Date(shop.clock.now().getTime() - 60_000).toISOString()
  shop.stripe.control.adopt(
    Array.from({ length: count }, (_none, n) => ({
      orderId: `elsewhere-${n}`,
      sessionId: `cs_stranger${n}`,
      paymentIntentId: `pi_stranger${n}`,
      amountMinor: 1000,
      currency: 'gbp',
      createdAt,
    })),
  )
}

const cursorOf = async (list: string) =>
  await shop.db.reconciliationCursor.findUniqueOrThrow({ where: { list } })

describe('the statement of the day', () => {
  test('captured, refunded, fees and disputed are Stripe’s own, and agree with the orders to the penny', async () => {
    const [first = '', second = ''] = await paid(3)
    shop.stripe.control.refund({ session: first, amount: 401 })
    shop.stripe.control.dispute({ session: second })
    await shop.settled()
    await run()
    await run()

    const day = shop.clock.now().toISOString().slice(0, 10)
    expect(await statements()).toMatchObject([
      {
        day,
        captured: gbp(4050),
        refunded: gbp(401),
        fees: gbp(3 * FEE + 2000),
        disputed: gbp(1350),
        orders: { captured: gbp(4050), refunded: gbp(401) },
        difference: gbp(0),
        mismatches: 0,
      },
    ])
    expect(await statements(`?to=${day}&from=${day}`)).toHaveLength(1)
    expect(await statements('?to=2000-01-01')).toEqual([])
    const owner = await shop.as('owner')
    expect((await owner.get('/api/admin/statements?from=0000-01-01')).status).toBe(400)
  })

  test('a refund that came back and a dispute that was won leave the day as if they had not been', async () => {
    const [first = '', second = ''] = await paid(2)
    const { id } = shop.stripe.control.refund({ session: first, amount: 500 })
    shop.stripe.control.settleRefund(id, { status: 'failed' })
    const dispute = shop.stripe.control.dispute({ session: second })
    shop.stripe.control.followDispute(dispute.id, { status: 'won' })
    await shop.settled()
    await run()

    expect(await statements()).toMatchObject([
      { refunded: gbp(0), disputed: gbp(0), difference: gbp(0), mismatches: 0 },
    ])
  })

  test('money at Stripe that no order has, and a penny too much in the books: both show', async () => {
    await paid(1)
    strangers(1)
    await shop.db.payment.updateMany({ data: { capturedMinor: 1351 } })
    await run()

    expect(await statements()).toMatchObject([
      {
        captured: gbp(2350),
        orders: { captured: gbp(1351) },
        difference: gbp(999),
        mismatches: 2,
      },
    ])
  })

  test('a payment that only the books have shows once it should have arrived', async () => {
    await run()
    await paid(1)
    await shop.db.payment.updateMany({ data: { stripeIntentId: 'pi_nowhere' } })
    await shop.db.$executeRaw`update payment set updated_at = ${shop.clock.now()}`
    await shop.stripe.control.clock({ advanceSeconds: 2 * 3600 })
    await shop.shop.payments.reconcileOnSchedule()

    const { items } = await shop.shop.payments.statements({})
    const [statement] = items
    expect(statement).toMatchObject({ captured: gbp(1350), orders: { captured: gbp(1350) } })
    expect(statement?.mismatches).toBe(2)
  })
})

describe('a walk', () => {
  test('500 pages to pay on: all are looked at, each once, in five pages', async () => {
    strangers(500)
    const { lookedAt, status, failures } = await run()

    // Each has a session and a movement of the balance.
    expect({ lookedAt, status, failures }).toEqual({ lookedAt: 1000, status: 'done', failures: 0 })
    expect(await cursorOf('sessions')).toMatchObject({ untilAt: null, after: null })
    expect((await statements())[0]).toMatchObject({ captured: gbp(500_000), mismatches: 500 })
  })

  test('more than one run takes: the next goes on where it ended, and misses nothing', async () => {
    strangers(1150)
    const { body } = await missedPayment()

    expect(await run()).toMatchObject({ status: 'done', healed: 1 })
    expect(await cursorOf('sessions')).toMatchObject({ after: expect.stringMatching(/^cs_/) })
    await run()
    expect(await cursorOf('sessions')).toMatchObject({ untilAt: null, after: null })
    expect(await shop.db.balanceEntry.count()).toBe(1151)
    expect((await orderOf(body)).status).toBe('placed')
  })

  test('Stripe fails half-way: what was done stays, the rest follows, nothing is done twice', async () => {
    const { body } = await missedPayment()
    strangers(250)
    shop.stripe.control.fault({ match: 'GET /v1/refunds', status: 500, times: 2 })
    expect(await run()).toMatchObject({ status: 'failed', failures: 1, healed: 1 })
    expect((await orderOf(body)).status).toBe('placed')

    expect(await run()).toMatchObject({ status: 'done', failures: 0, healed: 0 })
  })

  test('Stripe fails in the middle of a list: the place is kept', async () => {
    const { body } = await missedPayment()
    strangers(250)
    const list = 'GET /v1/checkout/sessions'
    shop.stripe.control.fault({ match: list, delayMs: 1 })
    shop.stripe.control.fault({ match: list, status: 500, times: 2 })
    expect(await run()).toMatchObject({ status: 'failed', healed: 0 })
    expect(await cursorOf('sessions')).toMatchObject({ after: expect.stringMatching(/^cs_/) })

    expect(await run()).toMatchObject({ status: 'done', healed: 1 })
    expect((await orderOf(body)).status).toBe('placed')
  })

  test('dead in the middle: another takes over, the late one changes nothing, all is healed once', async () => {
    const { body } = await missedPayment()
    strangers(250)
    shop.stripe.control.fault({ match: 'GET /v1/refunds', delayMs: 1500 })
    const late = run()
    while (shop.stripe.control.faults().length > 0) await shop.drain()
    await shop.stripe.control.clock({ advanceSeconds: 11 * 60 })
    expect(await run()).toMatchObject({ status: 'done' })
    // The sessions were done before it was given up, and nothing afterwards.
    expect(await late).toMatchObject({ status: 'abandoned', lookedAt: 251 })
    await shop.drain()

    const runs = await shop.db.reconciliation.findMany({ orderBy: { startedAt: 'asc' } })
    expect(runs).toMatchObject([{ status: 'abandoned' }, { status: 'done' }])
    expect((await orderOf(body)).status).toBe('placed')
    expect(await shop.db.stockMovement.count({ where: { reason: 'sale' } })).toBe(1)
  })
})

/** An order that is paid at Stripe, of which the shop has not heard. */
async function missedPayment() {
  await shop.given.stock('MISS-1', 5, 1000)
  const bought = await buy(shop.browser(), 'MISS-1')
  shop.stripe.control.delivery({ dropRate: 1 })
  shop.stripe.control.session(/cs_\w+/.exec(bought.body.paymentUrl)?.[0] ?? '', { outcome: 'paid' })
  return bought
}

const orderOf = async ({ order }: { order: { id: string; accessToken: string } }) =>
  (await shop.request().get(`/api/orders/${order.id}?token=${order.accessToken}`)).body
