import type { AdminOrderView } from '#features/orders/contract.ts'
import { checkoutBody } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
let owner: Awaited<ReturnType<TestShop['as']>>
beforeAll(async () => {
  shop = await openTestShop()
  owner = await shop.as('owner')
})
afterAll(async () => await shop.close())

let orders = 0
/** A paid order of three mugs at £10 and one pot at £25, delivery £3.50: £58.50. Ten of each were there. */
async function aPaidOrder(body: object = {}) {
  const n = (orders += 1)
  const [mug, pot] = [`MUG-${n}`, `POT-${n}`]
  await shop.given.stock(mug, 10, 1000)
  await shop.given.stock(pot, 10, 2500)
  const browser = shop.browser()
  await browser.post('/api/cart/lines').send({ sku: mug, quantity: 3 }).expect(200)
  await browser.post('/api/cart/lines').send({ sku: pot, quantity: 1 }).expect(200)
  const { body: reply } = await browser.post('/api/checkout').send(checkoutBody(body)).expect(201)
  await shop.pay(reply.paymentUrl)
  const { id, accessToken } = reply.order
  const path = `/api/admin/orders/${id}`
  const view = async (): Promise<AdminOrderView> => (await owner.get(path).expect(200)).body
  const { lines } = await view()
  const [mugs = '', pots = ''] = [mug, pot].map(
    (sku) => lines.find((line) => line.sku === sku)?.id ?? '',
  )
  return {
    id,
    mugs,
    pots,
    sessionId: /cs_\w+/.exec(reply.paymentUrl)?.[0] ?? '',
    view,
    customerSees: async () =>
      (await shop.request().get(`/api/orders/${id}?token=${accessToken}`)).body,
    refund: async (wanted: object, key?: string) => {
      const request = owner.post(`${path}/refunds`)
      if (key !== undefined) void request.set('idempotency-key', key)
      return await request.send(wanted)
    },
    cancel: async (key?: string) => {
      const request = owner.post(`${path}/cancellation`)
      if (key !== undefined) void request.set('idempotency-key', key)
      return await request.send({ reason: 'Ours' })
    },
    post: async (step: string, what: object = {}) =>
      await owner.post(`${path}/${step}`).send(what).expect(201),
    onHand: async (sku: string) =>
      (await shop.db.stockLevel.findFirstOrThrow({ where: { variant: { sku } } })).onHand,
    mug,
    pot,
    stripeRefunds: async () =>
      await shop.db.refund.findMany({ where: { orderId: id }, orderBy: { id: 'asc' } }),
  }
}

type Order = Awaited<ReturnType<typeof aPaidOrder>>

const moneyOf = (minor: number) => ({ minor, currency: 'gbp' })

describe('what is given back', () => {
  test('one of three mugs, put back: its price goes back once, one unit is on the shelf, both sides read it', async () => {
    const order = await aPaidOrder()
    const lines = [{ lineId: order.mugs, quantity: 1, restock: true }]
    const reason = 'A chip in the glaze'

    const reply = await order.refund({ lines, reason, tellReason: true })
    await shop.settled()

    expect(reply.status).toBe(201)
    expect(await order.view()).toMatchObject({
      status: 'placed',
      paymentStatus: 'partially_refunded',
      refunded: moneyOf(1000),
      refunds: [
        { status: 'succeeded', amount: moneyOf(1000), reason, creditNote: expect.any(Number) },
      ],
      refundable: {
        amount: moneyOf(4850),
        lines: [
          { lineId: order.mugs, units: 2, restockable: 2, refunded: moneyOf(1000) },
          { lineId: order.pots, units: 1, restockable: 1 },
        ],
      },
    })
    expect(await order.customerSees()).toMatchObject({
      lines: [{ id: order.mugs, refundedUnits: 1 }, { refundedUnits: 0 }],
      refunds: [
        { reason, lines: [{ quantity: 1, title: `Tea ${order.mug}`, amount: moneyOf(1000) }] },
      ],
    })
    expect(await order.onHand(order.mug)).toBe(8)
    const movements = await shop.db.stockMovement.findMany({
      where: { orderId: order.id, reason: 'restock' },
    })
    expect(movements).toMatchObject([{ delta: 1, actorId: expect.any(String) }])
    const mail = shop.mails.findLast(({ subject }) => subject.startsWith('£10.00 refunded'))
    expect(mail?.text).toContain(`1 × Tea ${order.mug}`)
    expect(mail?.text).toContain(reason)
    expect(mail?.text).toMatch(/credit-notes\/\d+\.pdf\?token=/)
  })

  test('by line, the delivery and a sum at once, and then all that is left: the order is refunded to the penny', async () => {
    const order = await aPaidOrder()

    await order.refund({
      lines: [{ lineId: order.pots, quantity: 1 }],
      delivery: true,
      amountMinor: 123,
    })
    await shop.settled()
    expect((await order.view()).refunded).toEqual(moneyOf(2500 + 350 + 123))
    expect(await order.onHand(order.pot)).toBe(9)
    await order.refund({})
    await shop.settled()

    const { refunded, paymentStatus, refunds, refundable, creditNotes } = await order.view()
    expect({ refunded, paymentStatus }).toEqual({
      refunded: moneyOf(5850),
      paymentStatus: 'refunded',
    })
    expect(refunds[1]).toMatchObject({
      amount: moneyOf(2877),
      lines: [{ lineId: order.mugs, quantity: 3, amount: moneyOf(2877) }],
    })
    expect(refundable).toMatchObject({ amount: moneyOf(0), delivery: moneyOf(0) })
    expect(creditNotes).toHaveLength(2)
    expect((await order.refund({ amountMinor: 1 })).body.type).toBe('/problems/nothing-to-refund')
  })

  test('a reason that is for the staff: the customer does not read it', async () => {
    const order = await aPaidOrder()
    await order.refund({ amountMinor: 100, reason: 'Grumbles a lot' })
    await shop.settled()

    expect(JSON.stringify(await order.customerSees())).not.toContain('Grumbles')
    expect(shop.mails.some(({ text }) => text.includes('Grumbles'))).toBe(false)
  })

  test.each([
    ['more than is left', () => ({ amountMinor: 5851 }), 'refund-too-large', 409],
    [
      'more units than were bought',
      (o: Order) => ({ lines: [{ lineId: o.mugs, quantity: 4 }] }),
      'units-refunded',
      409,
    ],
    [
      'a line of another order',
      (o: Order) => ({ lines: [{ lineId: o.id, quantity: 1 }] }),
      'order-line-unknown',
      422,
    ],
    [
      'a line twice',
      (o: Order) => ({ lines: [1, 1].map((quantity) => ({ lineId: o.mugs, quantity })) }),
      'invalid-request',
      400,
    ],
  ])('%s: refused, and nothing changes', async (_what, wanted, problem, status) => {
    const order = await aPaidOrder()
    const reply = await order.refund(wanted(order))

    expect(reply.status).toBe(status)
    expect(reply.body.type).toBe(`/problems/${problem}`)
    expect(await order.view()).toMatchObject({ refunds: [], refundable: { amount: moneyOf(5850) } })
  })

  test('the delivery twice: the second time it is refused', async () => {
    const order = await aPaidOrder()
    await order.refund({ delivery: true })

    expect((await order.refund({ delivery: true })).body.type).toBe('/problems/delivery-refunded')
  })

  test('a packer may not', async () => {
    const order = await aPaidOrder()
    const packer = await shop.as('packer')

    expect((await packer.post(`/api/admin/orders/${order.id}/refunds`).send({})).status).toBe(403)
  })
})

describe('at the same moment', () => {
  test('thirty refunds of £5: eleven go through, and never more than came in', async () => {
    const order = await aPaidOrder()
    const replies = await Promise.all(
      Array.from({ length: 30 }, async () => await order.refund({ amountMinor: 500 })),
    )
    await shop.settled()

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: 11 }, () => 201),
      ...Array.from({ length: 19 }, () => 409),
    ])
    expect(await order.view()).toMatchObject({
      refunded: moneyOf(5500),
      refundable: { amount: moneyOf(350) },
    })
  })

  test('ten refunds of one mug, put back, and a cancellation: every unit comes back once', async () => {
    const order = await aPaidOrder()
    const lines = [{ lineId: order.mugs, quantity: 1, restock: true }]
    await Promise.all([
      ...Array.from({ length: 5 }, async () => await order.refund({ lines })),
      order.cancel(),
      ...Array.from({ length: 5 }, async () => await order.refund({ lines })),
    ])
    await shop.settled()

    expect(await order.view()).toMatchObject({ status: 'cancelled', refunded: moneyOf(5850) })
    expect(await order.onHand(order.mug)).toBe(10)
    expect(await order.onHand(order.pot)).toBe(10)
  })
})

describe('the bank does not take a refund after all', () => {
  test('it failed after it had succeeded: the money is here again, the credit note is corrected, the unit stays on the shelf, and it can be tried again', async () => {
    const order = await aPaidOrder()
    const lines = [{ lineId: order.mugs, quantity: 1, restock: true }]
    await order.refund({ lines })
    await shop.settled()
    const [refund] = await order.stripeRefunds()
    shop.stripe.control.settleRefund(refund?.stripeRefundId ?? '', { status: 'failed' })
    await shop.settled()

    expect(await order.view()).toMatchObject({
      paymentStatus: 'paid',
      refunded: moneyOf(0),
      needsReview: true,
      refunds: [{ status: 'failed', failure: 'Stripe says: failed.' }],
      refundable: { lines: [{ units: 3, restockable: 2, refunded: moneyOf(0) }, {}] },
      creditNotes: [
        { kind: 'credit', amount: moneyOf(1000) },
        { kind: 'correction', amount: moneyOf(1000) },
      ],
    })
    expect(await order.onHand(order.mug)).toBe(8)
    expect(shop.mails.some(({ subject }) => subject.startsWith('A refund of £10.00'))).toBe(true)

    const [again] = lines
    expect((await order.refund({ lines: [{ ...again, quantity: 3 }] })).body.type).toBe(
      '/problems/units-restocked',
    )
    await order.refund({ lines: [{ ...again, restock: false }] })
    await shop.settled()
    expect(await order.view()).toMatchObject({ refunded: moneyOf(1000) })
    expect((await order.view()).creditNotes).toHaveLength(3)
  })

  test('Stripe refuses it outright: no credit note, and all is as it was', async () => {
    const order = await aPaidOrder()
    shop.stripe.control.fault({ match: 'POST /v1/refunds', status: 400, times: 1 })
    await order.refund({ lines: [{ lineId: order.pots, quantity: 1 }] })
    await shop.settled()

    const { refunds, creditNotes, refundable } = await order.view()
    expect(refunds).toMatchObject([{ status: 'failed', creditNote: null }])
    expect(creditNotes).toEqual([])
    expect(refundable).toMatchObject({ amount: moneyOf(5850), lines: [{}, { units: 1 }] })
  })
})

test('a part given back in the dashboard beside ours: both count, and no more than came in goes back', async () => {
  const order = await aPaidOrder()
  shop.stripe.control.refund({ session: order.sessionId, amount: 3000 })
  await shop.settled()

  expect((await order.refund({ lines: [{ lineId: order.mugs, quantity: 3 }] })).body).toMatchObject(
    {
      type: '/problems/refund-too-large',
      left: moneyOf(2850),
    },
  )
  await order.refund({ lines: [{ lineId: order.mugs, quantity: 2 }] })
  await shop.settled()
  expect(await order.view()).toMatchObject({
    refunded: moneyOf(5000),
    refunds: [{ lines: [] }, { lines: [{ quantity: 2 }] }],
    creditNotes: [{ amount: moneyOf(3000) }, { amount: moneyOf(2000) }],
  })
})

describe('before and after the parcel', () => {
  test('a mug given back before packing: the others are packed and sent, and the order is fulfilled', async () => {
    const order = await aPaidOrder()
    await order.refund({ lines: [{ lineId: order.mugs, quantity: 1 }] })
    const { body } = await order.post('fulfilments')
    const contents = await shop.db.fulfilmentLine.findMany({
      where: { fulfilment: { orderId: order.id } },
    })
    expect(contents.find(({ orderLineId }) => orderLineId === order.mugs)?.quantity).toBe(2)
    await owner
      .post(`/api/admin/fulfilments/${body.fulfilments[0].id}/sent`)
      .send({ carrier: null, trackingNumber: null, trackingUrl: null })
      .expect(200)

    expect(await order.view()).toMatchObject({ fulfilmentStatus: 'fulfilled' })
    const again = await owner.post(`/api/admin/orders/${order.id}/fulfilments`).send({})
    expect(again.body.type).toBe('/problems/cannot-pack')
  })

  test('sent, and all of it came back: it cannot be cancelled, it is refunded by line, and it is returned', async () => {
    const order = await aPaidOrder()
    const { body } = await order.post('fulfilments')
    await owner
      .post(`/api/admin/fulfilments/${body.fulfilments[0].id}/sent`)
      .send({ carrier: null, trackingNumber: null, trackingUrl: null })
    expect((await order.cancel()).body.type).toBe('/problems/cannot-cancel')
    const lines = [
      { lineId: order.mugs, quantity: 3, restock: true },
      { lineId: order.pots, quantity: 1, restock: true },
    ]
    await order.refund({ lines })
    await shop.settled()

    expect(await order.view()).toMatchObject({
      status: 'placed',
      fulfilmentStatus: 'returned',
      refunded: moneyOf(5500),
    })
    expect(await order.onHand(order.mug)).toBe(10)
  })

  test('every unit given back before packing, but not the delivery: nothing is to be packed', async () => {
    const order = await aPaidOrder()
    const lines = [order.mugs, order.pots].map((lineId, at) => ({
      lineId,
      quantity: at === 0 ? 3 : 1,
    }))
    await order.refund({ lines })
    await shop.settled()

    const { body } = await owner.get('/api/admin/orders?toFulfil=true&limit=100')
    expect(body.items.map(({ id }: { id: string }) => id)).not.toContain(order.id)
  })

  test('ready to be collected and never fetched: it can be cancelled, its units come back, the customer is told', async () => {
    const order = await aPaidOrder({ delivery: { method: 'collection' } })
    const { body } = await order.post('fulfilments')
    const [parcel] = body.fulfilments
    await owner.post(`/api/admin/fulfilments/${parcel.id}/ready`).expect(200)

    expect((await order.customerSees()).canCancel).toBe(false)
    expect((await order.cancel()).status).toBe(200)
    await shop.settled()
    expect(await order.view()).toMatchObject({ status: 'cancelled', refunded: moneyOf(5500) })
    expect(await order.onHand(order.mug)).toBe(10)
    expect(shop.mails.some(({ subject }) => subject.endsWith('is cancelled'))).toBe(true)
    const collected = await owner.post(`/api/admin/fulfilments/${parcel.id}/collected`)
    expect(collected.status).toBe(409)
  })
})

describe('the same Idempotency-Key', () => {
  test('again: one refund, and the first answer again', async () => {
    const order = await aPaidOrder()
    const first = await order.refund({ amountMinor: 500 }, 'again-1')
    const second = await order.refund({ amountMinor: 500 }, 'again-1')

    expect(second.status).toBe(201)
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(second.body).toEqual(first.body)
    expect(await order.stripeRefunds()).toHaveLength(1)
  })

  test('with another body, or for another order: 422', async () => {
    const [order, other] = [await aPaidOrder(), await aPaidOrder()]
    await order.refund({ amountMinor: 500 }, 'again-2')

    expect((await order.refund({ amountMinor: 501 }, 'again-2')).status).toBe(422)
    expect((await other.refund({ amountMinor: 500 }, 'again-2')).status).toBe(422)
    expect(await other.stripeRefunds()).toEqual([])
  })

  test('while the first is worked on: 409', async () => {
    const order = await aPaidOrder()
    await order.refund({ amountMinor: 500 }, 'again-3')
    await shop.db.$executeRaw`
      update idempotency_key set reply = null, locked_until = ${new Date(shop.clock.now().getTime() + 20_000)} where key = 'again-3'`

    const reply = await order.refund({ amountMinor: 500 }, 'again-3')
    expect(reply.status).toBe(409)
    expect(reply.body.type).toBe('/problems/idempotency-key-in-flight')
  })

  test('after the process died between the refund and the answer: still one refund', async () => {
    const order = await aPaidOrder()
    await order.refund({ amountMinor: 500 }, 'again-4')
    await shop.db.$executeRaw`
      update idempotency_key set reply = null, locked_until = ${new Date(shop.clock.now().getTime() - 1000)} where key = 'again-4'`

    expect((await order.refund({ amountMinor: 500 }, 'again-4')).status).toBe(201)
    expect(await order.stripeRefunds()).toHaveLength(1)
  })

  test('for another order, days after the first: it is no repeat, and its money goes back', async () => {
    const [order, other] = [await aPaidOrder(), await aPaidOrder()]
    await order.refund({ amountMinor: 500 }, 'again-6')
    await shop.db.idempotencyKey.deleteMany({ where: { key: 'again-6' } })

    expect((await other.refund({ amountMinor: 500 }, 'again-6')).status).toBe(201)
    expect(await other.stripeRefunds()).toHaveLength(1)
  })

  test('on a cancellation: the first answer again', async () => {
    const order = await aPaidOrder()
    const first = await order.cancel('again-5')
    const second = await order.cancel('again-5')

    expect(first.status).toBe(200)
    expect(second.body).toEqual(first.body)
  })

  test('which is none: 400', async () => {
    const order = await aPaidOrder()
    expect((await order.refund({ amountMinor: 500 }, 'x'.repeat(300))).status).toBe(400)
  })
})

test('a disputed order: nothing is put back and nothing revived, and it can still be refunded by line', async () => {
  const order = await aPaidOrder()
  shop.stripe.control.dispute({ session: order.sessionId })
  await shop.settled()

  expect(await order.onHand(order.mug)).toBe(7)
  expect(await order.view()).toMatchObject({ status: 'placed', refunds: [], creditNotes: [] })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
