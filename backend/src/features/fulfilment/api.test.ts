import { randomUUID } from 'node:crypto'

import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const TRACKING = {
  carrier: 'Royal Mail',
  trackingNumber: 'RM 123 GB',
  trackingUrl: 'https://track.example/RM123GB',
}
const COLLECTION = { delivery: { method: 'collection' } }

async function unpaidOrder(body: object = {}) {
  const sku = `TEA-${randomUUID()}`
  await shop.given.stock(sku, 10)
  const reply = await buy(shop.browser(), sku, 2, body)
  return {
    id: String(reply.body.order.id),
    number: Number(reply.body.order.number),
    paymentUrl: String(reply.body.paymentUrl),
  }
}

async function paidOrder(body: object = {}) {
  const order = await unpaidOrder(body)
  await shop.pay(order.paymentUrl)
  return order
}

async function packedOrder(body: object = {}) {
  const order = await paidOrder(body)
  const packer = await shop.as('packer')
  const reply = await packer.post(`/api/admin/orders/${order.id}/fulfilments`).expect(201)
  return { ...order, packer, fulfilmentId: String(reply.body.fulfilments[0].id) }
}

const eventsOf = async (orderId: string) =>
  (await shop.db.orderEvent.findMany({ where: { orderId }, orderBy: { id: 'asc' } })).map(
    ({ kind }) => kind,
  )
const published = async (name: string, orderId: string) =>
  (await shop.db.outbox.findMany({ where: { name } }))
    .map(({ payload }) => payload)
    .filter((payload) => JSON.stringify(payload).includes(orderId))
const mailsAbout = (number: number) =>
  shop.mails.filter(({ subject }) => subject.includes(String(number))).map((mail) => mail.subject)

describe('a delivery', () => {
  test('packed: everything is in the parcel, and the books say who did it', async () => {
    const { id } = await paidOrder()
    const packer = await shop.as('packer')

    const reply = await packer.post(`/api/admin/orders/${id}/fulfilments`)

    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({
      id,
      fulfilmentStatus: 'unfulfilled',
      fulfilments: [{ kind: 'delivery', status: 'packed', sentAt: null }],
    })
    expect(await eventsOf(id)).toEqual(['created', 'placed', 'packed'])
    const lines = await shop.db.fulfilmentLine.findMany({ where: { fulfilment: { orderId: id } } })
    expect(lines).toMatchObject([{ quantity: 2 }])
    const audit = await shop.db.audit.findMany({ where: { subjectId: id } })
    expect(audit).toMatchObject([{ action: 'order.packed', actor: 'Test packer' }])
  })

  test('sent: the order is fulfilled, and the customer is mailed the tracking number', async () => {
    const { id, number, packer, fulfilmentId } = await packedOrder()

    const reply = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/sent`).send(TRACKING)
    await shop.drain()

    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      fulfilmentStatus: 'fulfilled',
      fulfilments: [{ ...TRACKING, status: 'sent', sentAt: expect.any(String) }],
    })
    expect(reply.body.timeline.at(-1)).toMatchObject({
      event: 'sent',
      detail: 'Sent with Royal Mail (RM 123 GB).',
    })
    expect(await published('order.sent', id)).toEqual([{ orderId: id, fulfilmentId }])
    const mail = shop.mails.find(({ subject }) => subject === `Order ${number} is on its way`)
    expect(mail).toMatchObject({ to: 'ada@example.com', replyTo: 'shop@example.com' })
    expect(mail?.text).toContain('Tracking number: RM 123 GB')
    expect(mail?.html).toContain('href="https://track.example/RM123GB"')
    const audit = await shop.db.audit.findMany({ where: { action: 'order.sent', subjectId: id } })
    expect(audit).toMatchObject([{ detail: { ...TRACKING, fulfilmentId, number } }])
  })

  test('sent without a carrier or a number: that is fine too', async () => {
    const { packer, fulfilmentId } = await packedOrder()
    const reply = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/sent`).send({})
    expect(reply.status).toBe(200)
    expect(reply.body.timeline.at(-1).detail).toBe('Sent.')
  })

  test('sent five times at once: one of them, and one mail', async () => {
    const { id, number, packer, fulfilmentId } = await packedOrder()

    const replies = await Promise.all(
      Array.from(
        { length: 5 },
        async () => await packer.post(`/api/admin/fulfilments/${fulfilmentId}/sent`).send(TRACKING),
      ),
    )
    await shop.drain()

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 409, 409, 409, 409,
    ])
    const refused = replies.find(({ status }) => status === 409)
    expect(refused?.body).toMatchObject({
      type: '/problems/fulfilment-status-conflict',
      detail: 'It is marked as sent already. Nothing changed.',
    })
    expect(await published('order.sent', id)).toHaveLength(1)
    expect(mailsAbout(number)).toEqual([
      `Order ${number} is paid and confirmed`,
      `Order ${number} is on its way`,
    ])
  })

  test('packed five times at once: one parcel', async () => {
    const { id } = await paidOrder()
    const packer = await shop.as('packer')

    const replies = await Promise.all(
      Array.from(
        { length: 5 },
        async () => await packer.post(`/api/admin/orders/${id}/fulfilments`),
      ),
    )

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 409, 409, 409, 409,
    ])
    expect(await shop.db.fulfilment.count({ where: { orderId: id } })).toBe(1)
  })

  test.each(['ready', 'collected'])('marked as %s: refused, for it is to be sent', async (step) => {
    const { packer, fulfilmentId } = await packedOrder()
    const reply = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/${step}`)
    expect(reply.status).toBe(409)
    expect(reply.body.detail).toBe('This order is delivered. Mark it as sent instead.')
  })
})

describe('a collection', () => {
  test('ready, then collected: each is told to the customer in its own words', async () => {
    const { id, number, packer, fulfilmentId } = await packedOrder(COLLECTION)

    const early = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/collected`)
    const ready = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/ready`)
    await shop.drain()
    const collected = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/collected`)
    await shop.drain()

    expect(early.status).toBe(409)
    expect(ready.body).toMatchObject({
      fulfilmentStatus: 'ready_for_collection',
      fulfilments: [{ kind: 'collection', status: 'ready', collectedAt: null }],
    })
    expect(collected.body).toMatchObject({
      fulfilmentStatus: 'collected',
      fulfilments: [{ status: 'collected', collectedAt: expect.any(String) }],
    })
    expect(await eventsOf(id)).toEqual([
      'created',
      'placed',
      'packed',
      'ready_for_collection',
      'collected',
    ])
    expect(await published('order.collected', id)).toEqual([{ orderId: id, fulfilmentId }])
    expect(mailsAbout(number)).toEqual([
      `Order ${number} is paid and confirmed`,
      `Order ${number} is ready to be collected`,
      `Thank you for collecting order ${number}`,
    ])
  })

  test('marked as sent, or as ready twice: refused', async () => {
    const { packer, fulfilmentId } = await packedOrder(COLLECTION)
    const sent = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/sent`).send({})
    await packer.post(`/api/admin/fulfilments/${fulfilmentId}/ready`).expect(200)
    const again = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/ready`)
    expect([sent.status, again.status]).toEqual([409, 409])
  })
})

describe('what is not packed', () => {
  const pack = async (id: string) =>
    await (await shop.as('owner')).post(`/api/admin/orders/${id}/fulfilments`)

  test('an order nobody has paid: 409, and why', async () => {
    const { id } = await unpaidOrder()
    const reply = await pack(id)
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      type: '/problems/cannot-pack',
      detail: 'The order is not paid yet. Pack it once it is.',
    })
    expect(await shop.db.fulfilment.count({ where: { orderId: id } })).toBe(0)
  })

  test('a cancelled order: neither packed nor, packed before, sent', async () => {
    const { id, packer, fulfilmentId } = await packedOrder()
    await (await shop.as('owner')).post(`/api/admin/orders/${id}/cancellation`).send({}).expect(200)

    const packed = await pack(id)
    const sent = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/sent`).send(TRACKING)

    expect(packed.body.detail).toMatch(/cancelled/)
    expect(sent.status).toBe(409)
    expect(sent.body.detail).toMatch(/cancelled/)
  })

  test('an order whose money all went back after it was packed: not sent', async () => {
    const { id, packer, fulfilmentId } = await packedOrder()
    await (await shop.as('owner')).post(`/api/admin/orders/${id}/refunds`).send({}).expect(201)
    await shop.settled()

    const sent = await packer.post(`/api/admin/fulfilments/${fulfilmentId}/sent`).send(TRACKING)

    expect(sent.status).toBe(409)
    expect(sent.body.detail).toMatch(/All of the money went back/)
  })

  test('an order whose payment is in doubt: not before somebody has looked at it', async () => {
    const { id } = await paidOrder()
    await shop.db.order.update({
      where: { id },
      data: { needsReview: true, reviewReason: 'A refund failed.' },
    })
    const reply = await pack(id)
    expect(reply.status).toBe(409)
    expect(reply.body.detail).toBe(
      'Its payment has to be looked at before it is packed. A refund failed.',
    )
  })

  test('an order that does not exist, or a parcel: 404', async () => {
    const owner = await shop.as('owner')
    const order = await pack(randomUUID())
    const parcel = await owner.post(`/api/admin/fulfilments/${randomUUID()}/sent`).send({})
    expect([order.status, order.body.type]).toEqual([404, '/problems/order-not-found'])
    expect([parcel.status, parcel.body.type]).toEqual([404, '/problems/fulfilment-not-found'])
  })
})

describe('who may', () => {
  test.each([
    ['owner', 201],
    ['manager', 201],
    ['packer', 201],
    ['editor', 403],
    ['viewer', 403],
    ['customer', 403],
  ] as const)('pack: %s, %i', async (role, status) => {
    const { id } = await paidOrder()
    const reply = await (await shop.as(role)).post(`/api/admin/orders/${id}/fulfilments`)
    expect(reply.status).toBe(status)
  })

  test.each(['sent', 'ready', 'collected'])(
    'mark as %s: not a viewer, not a stranger',
    async (step) => {
      const path = `/api/admin/fulfilments/${randomUUID()}/${step}`
      expect((await (await shop.as('viewer')).post(path).send({})).status).toBe(403)
      expect((await shop.request().post(path).send({})).status).toBe(401)
    },
  )
})

describe('what is not accepted', () => {
  test.each([
    [{ trackingUrl: 'javascript:alert(1)' }, '#/body/trackingUrl'],
    [{ trackingUrl: 'not an address' }, '#/body/trackingUrl'],
    [{ trackingUrl: `https://a.example/${'x'.repeat(500)}` }, '#/body/trackingUrl'],
    [{ carrier: 'x'.repeat(101) }, '#/body/carrier'],
    [{ carrier: '' }, '#/body/carrier'],
    [{ trackingNumber: 'a\nb' }, '#/body/trackingNumber'],
    [{ carrier: 'half a pair \ud800' }, '#/body/carrier'],
    [{ trackingNumber: 5 }, '#/body/trackingNumber'],
    [{ colour: 'blue' }, '#/body/colour'],
  ])('a bad value (%#): 400, naming the field', async (body, pointer) => {
    const reply = await (await shop.as('owner'))
      .post(`/api/admin/fulfilments/${randomUUID()}/sent`)
      .send(body)
    expect(reply.status).toBe(400)
    expect(reply.body.errors).toEqual([{ pointer, detail: expect.any(String) }])
  })

  test('an address with quotes and spaces in it: kept as a browser writes it', async () => {
    const { packer, fulfilmentId } = await packedOrder()
    const reply = await packer
      .post(`/api/admin/fulfilments/${fulfilmentId}/sent`)
      .send({ trackingUrl: 'https://a.example/x y"<z>' })
    expect(reply.body.fulfilments[0].trackingUrl).toBe('https://a.example/x%20y%22%3Cz%3E')
  })

  test('no id at all: 400', async () => {
    const reply = await (await shop.as('owner')).post('/api/admin/fulfilments/42/sent').send({})
    expect(reply.body.errors).toEqual([{ pointer: '#/params/id', detail: expect.any(String) }])
  })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
