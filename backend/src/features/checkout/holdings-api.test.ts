import { buy } from '#tests/support/given.ts'
import { ORIGIN_KEY, openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ rateLimits: true })
  await shop.shop.settings.save({ unpaidUnitsPerCustomer: 40, unpaidUnitsPerAddress: 60 }, OWNER)
})
afterAll(async () => await shop.close())

const OWNER = { accountId: null, name: 'The owner' }

/** A browser at an address of its own. */
const at = (address: string) =>
  shop.browser().set('x-origin-key', ORIGIN_KEY).set('cloudfront-viewer-address', `${address}:4711`)

let people = 0
const somebody = () => ({ email: `guest-${(people += 1)}@example.com` })

const levelOf = async (sku: string) =>
  await shop.db.stockLevel.findFirstOrThrow({
    where: { variant: { sku } },
    select: { onHand: true, reserved: true },
  })

const tally = (replies: readonly { readonly status: number }[]) => ({
  taken: replies.filter(({ status }) => status === 201).length,
  refused: replies.filter(({ status }) => status === 429).length,
})

describe('one address', () => {
  test('200 checkouts at once under 200 names: 20 orders are held and not one more; others still buy', async () => {
    await shop.given.stock('HOARD-1', 250)
    const browsers = Array.from({ length: 200 }, () => at('203.0.113.1'))
    const replies = await Promise.all(
      browsers.map(async (browser) => await buy(browser, 'HOARD-1', 1, somebody())),
    )

    expect(tally(replies)).toEqual({ taken: 20, refused: 180 })
    expect(await levelOf('HOARD-1')).toEqual({ onHand: 250, reserved: 20 })
    const refused = replies.find(({ status }) => status === 429)
    expect(refused?.body).toMatchObject({
      type: '/problems/too-many-unpaid',
      retryAfterSeconds: expect.any(Number),
      detail: expect.stringMatching(/^Many orders from your internet connection wait to be paid/),
    })
    expect(refused?.body).not.toHaveProperty('orders')
    expect(Math.abs(Number(refused?.headers['retry-after']) - 31 * 60)).toBeLessThan(60)
    expect((await buy(at('203.0.113.2'), 'HOARD-1', 1, somebody())).status).toBe(201)
  }, 60_000)

  test('whoever pays makes room', async () => {
    const waiting = await shop.db.payment.findFirstOrThrow({
      where: { status: 'open', order: { lines: { some: { sku: 'HOARD-1' } } } },
      orderBy: { order: { createdAt: 'asc' } },
      include: { order: true },
    })
    const full = await buy(at('203.0.113.1'), 'HOARD-1', 1, somebody())
    await shop.pay(waiting.paymentUrl ?? '')
    const room = await buy(at('203.0.113.1'), 'HOARD-1', 1, somebody())

    expect([full.status, room.status]).toEqual([429, 201])
    const paid = await shop.db.order.findUniqueOrThrow({ where: { id: waiting.orderId } })
    expect(paid).toMatchObject({ status: 'placed', customerKey: null, clientKey: null })
    expect(waiting.order.clientKey).toHaveLength(32)
  })

  test('their time runs out: the next checkout ends them itself and finds room', async () => {
    await shop.stripe.control.clock({ advanceSeconds: 32 * 60 })
    const reply = await buy(at('203.0.113.1'), 'HOARD-1', 1, somebody())

    expect(reply.status).toBe(201)
    await shop.shop.payments.expireAllOverdue()
    await shop.settled()
    expect(await levelOf('HOARD-1')).toMatchObject({ reserved: 1 })
  })

  test('units count as well as orders', async () => {
    await shop.given.stock('HOARD-2', 100)
    const first = await buy(at('203.0.113.3'), 'HOARD-2', 30, somebody())
    const second = await buy(at('203.0.113.3'), 'HOARD-2', 30, somebody())
    const third = await buy(at('203.0.113.3'), 'HOARD-2', 1, somebody())

    expect([first, second, third].map(({ status }) => status)).toEqual([201, 201, 429])
  })

  test('a network of version 6 counts as one address', async () => {
    await shop.given.stock('HOARD-3', 100)
    const first = await buy(at('2001:db8:0:7:0:0:0:1'), 'HOARD-3', 30, somebody())
    const second = await buy(at('2001:db8:0:7:9:9:9:9'), 'HOARD-3', 31, somebody())
    const elsewhere = await buy(at('2001:db8:0:8:0:0:0:1'), 'HOARD-3', 31, somebody())

    expect([first, second, elsewhere].map(({ status }) => status)).toEqual([201, 429, 201])
  })
})

describe('one customer', () => {
  test('ten browsers at ten addresses, at once, with one mailbox: three orders', async () => {
    await shop.given.stock('MANY-1', 50)
    const replies = await Promise.all(
      Array.from(
        { length: 10 },
        async (_, i) =>
          await buy(at(`198.51.100.${i}`), 'MANY-1', 1, { email: `grace+${i}@example.com` }),
      ),
    )

    expect(tally(replies)).toEqual({ taken: 3, refused: 7 })
    expect(await levelOf('MANY-1')).toMatchObject({ reserved: 3 })
  })

  test('at Gmail with dots and its other domain: one mailbox', async () => {
    await shop.given.stock('DOTS-1', 50)
    const emails = ['joan@gmail.com', 'j.oan@gmail.com', 'jo.an@googlemail.com', 'joan+4@gmail.com']
    const statuses: number[] = []
    for (const [i, email] of emails.entries())
      statuses.push((await buy(at(`198.51.101.${i}`), 'DOTS-1', 1, { email })).status)

    expect(statuses).toEqual([201, 201, 201, 429])
  })

  test('signed in: the refusal leads to the orders that wait, and cancelling one makes room', async () => {
    await shop.given.stock('MANY-2', 50)
    const authorization = await shop.bearer('customer')
    const orders: { id: string; number: number }[] = []
    for (let i = 0; i < 3; i += 1) {
      const browser = at(`198.51.101.${i}`).set('authorization', authorization)
      const { body } = await buy(browser, 'MANY-2')
      orders.push({ id: body.order.id, number: body.order.number })
      // Each in a basket of its own, as from another device: one basket has one order that waits.
      await shop.db.order.update({ where: { id: body.order.id }, data: { cartId: null } })
    }
    const browser = at('198.51.101.9').set('authorization', authorization)
    const refused = await buy(browser, 'MANY-2')
    await browser.post(`/api/orders/${orders[0]?.id}/cancellation`).expect(200)
    const again = await buy(browser, 'MANY-2')

    expect([refused.status, again.status]).toEqual([429, 201])
    expect(refused.body).toMatchObject({ type: '/problems/too-many-unpaid', orders })
  })

  test('more in one order than any may hold: 422 says how much is', async () => {
    await shop.given.stock('MANY-3', 50)
    const reply = await buy(at('198.51.100.77'), 'MANY-3', 41, somebody())

    expect([reply.status, reply.body.type]).toEqual([422, '/problems/too-much-at-once'])
    expect(reply.body.mostUnits).toBe(40)
    expect(await levelOf('MANY-3')).toMatchObject({ reserved: 0 })
  })

  test('the same basket again is the same order, and not one more', async () => {
    await shop.given.stock('MANY-4', 50)
    const browser = at('198.51.100.78')
    const person = somebody()
    const first = await buy(browser, 'MANY-4', 1, person)
    const changed = await Promise.all(
      [1, 2, 3, 4].map(async () => await buy(browser, 'MANY-4', 1, person)),
    )

    expect(first.status).toBe(201)
    expect(changed.every(({ status }) => status !== 429)).toBe(true)
  })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
