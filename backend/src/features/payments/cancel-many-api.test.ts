import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'
import { connect, untilSomebodyWaits } from '#tests/support/template-database.ts'

let shop: TestShop
let manager: Awaited<ReturnType<TestShop['as']>>
beforeAll(async () => {
  shop = await openTestShop()
  manager = await shop.as('manager')
})
afterAll(async () => {
  expect(await shop.books()).toEqual([])
  await shop.close()
})

const REASON = 'The price was wrong by a mistake of ours. We are sorry.'

/** Orders of one unit each, paid. */
async function paidOrders(sku: string, count: number): Promise<readonly string[]> {
  const replies = await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const reply = await buy(shop.browser(), sku, 1, { email: `buyer${at}@example.com` })
      return reply.body as { order: { id: string }; paymentUrl: string }
    }),
  )
  for (const { paymentUrl } of replies) {
    shop.stripe.control.session(/cs_\w+/.exec(paymentUrl)?.[0] ?? '', { outcome: 'paid' })
  }
  await shop.settled()
  return replies.map(({ order }) => order.id)
}

const begin = async (orderIds: readonly string[]) =>
  await manager.post('/api/admin/cancellations').send({ orderIds, reason: REASON })

const look = async (id: string) => (await manager.get(`/api/admin/cancellations/${id}`)).body

test('orders by SKU, price and time: the preview counts them, the money, and what cannot be cancelled and why', async () => {
  await shop.given.stock('WRONG-1', 10, 85)
  const [packed = '', ...others] = await paidOrders('WRONG-1', 3)
  await manager.post(`/api/admin/orders/${packed}/fulfilments`).expect(201)
  await shop.given.stock('RIGHT-1', 10, 850)
  await paidOrders('RIGHT-1', 1)
  const hour = 3_600_000
  const now = shop.clock.now().getTime()
  const body = {
    sku: 'WRONG-1',
    unitPriceMinor: 85,
    from: new Date(now - hour).toISOString(),
    to: new Date(now + hour).toISOString(),
  }

  const { body: preview } = await manager
    .post('/api/admin/cancellations/preview')
    .send(body)
    .expect(200)
  const none = await manager
    .post('/api/admin/cancellations/preview')
    .send({ ...body, unitPriceMinor: 850 })

  expect(preview).toMatchObject({
    cancellable: 2,
    goesBack: { minor: 2 * (85 + 350), currency: 'gbp' },
    hasMore: false,
  })
  const whyNot = Object.fromEntries(
    preview.items.map((item: { id: string; whyNot: string | null }) => [item.id, item.whyNot]),
  )
  expect(whyNot).toEqual({
    [packed]: 'It is packed already: look for its parcel first.',
    ...Object.fromEntries(others.map((id) => [id, null])),
  })
  expect(none.body).toMatchObject({ items: [], cancellable: 0 })
})

test('paid, unpaid, packed and cancelled already: each comes to its end, told in plain words, with one audit entry', async () => {
  await shop.given.stock('MIXED-1', 10, 100)
  const paid = await paidOrders('MIXED-1', 3)
  const [first = '', packed = '', gone = ''] = paid
  await manager.post(`/api/admin/orders/${packed}/fulfilments`).expect(201)
  await manager.post(`/api/admin/orders/${gone}/cancellation`).send({ reason: 'Asked for' })
  const unpaid = (await buy(shop.browser(), 'MIXED-1', 1, { email: 'slow@example.com' })).body
  await shop.settled()
  const auditBefore = await shop.db.audit.count()

  const begun = await begin([...paid, unpaid.order.id])
  expect(begun.status).toBe(202)
  expect(begun.body).toMatchObject({ status: 'running', counts: { waiting: 4 } })
  await shop.settled()

  const run = await look(begun.body.id)
  expect(run).toMatchObject({
    status: 'done',
    reason: REASON,
    startedBy: 'Test manager',
    counts: { waiting: 0, cancelled: 2, refused: 2, failed: 0 },
  })
  const told = Object.fromEntries(
    run.items.map(({ orderId, detail }: { orderId: string; detail: string }) => [orderId, detail]),
  )
  expect(told[packed]).toMatch(/packed already/)
  expect(told[gone]).toMatch(/cancelled already/)
  expect(await shop.db.audit.count()).toBe(auditBefore + 1)
  expect(
    await shop.db.audit.findFirst({ where: { action: 'orders.cancelled_together' } }),
  ).toMatchObject({
    actor: 'Test manager',
    detail: { reason: REASON, orders: 4 },
  })

  const order = (await manager.get(`/api/admin/orders/${first}`)).body
  expect(order).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
  expect(order.timeline.map(({ detail }: { detail: string }) => detail)).toContain(
    `Cancelled: ${REASON}`,
  )
  const mails = shop.mails.filter(
    ({ subject, text }) => /is cancelled/.test(subject) && text.includes(REASON),
  )
  expect(mails).toHaveLength(2)
  expect((await manager.get('/api/admin/cancellations')).body.items[0]).toMatchObject({
    id: run.id,
    counts: { cancelled: 2, refused: 2 },
  })
})

test('60 orders, the database gone in the middle and the job lost: the run goes on and does nothing twice', async () => {
  await shop.given.stock('MANY-1', 60, 120)
  const ids = await paidOrders('MANY-1', 60)
  const { body: run } = await begin(ids)
  await shop.shop.outbox.flush()
  shop.queue.takeAll()

  shop.faults.arm({ kind: 'statement', nth: 150, after: false })
  const dying = shop.shop.payments.cancellations.continueRun(run.id)
  await expect(dying).rejects.toBeInstanceOf(Error)
  const { counts } = await look(run.id)
  expect(counts.cancelled).toBeGreaterThanOrEqual(5)
  expect(counts.waiting).toBeGreaterThanOrEqual(30)

  await shop.clock.advance(180)
  await shop.shop.payments.cancellations.resumeStalled()
  await Promise.all([
    shop.settled(),
    shop.shop.payments.cancellations.continueRun(run.id),
    shop.shop.payments.cancellations.continueRun(run.id),
  ])
  await shop.settled()

  expect(await look(run.id)).toMatchObject({
    status: 'done',
    counts: { waiting: 0, cancelled: 60, refused: 0, failed: 0 },
  })
  expect(await shop.db.refund.count({ where: { orderId: { in: [...ids] } } })).toBe(60)
  expect(
    await shop.db.stockLevel.findFirst({ where: { variant: { sku: 'MANY-1' } } }),
  ).toMatchObject({
    onHand: 60,
    reserved: 0,
  })
  const told = shop.mails.filter(({ subject }) => /is cancelled/.test(subject))
  expect(new Set(told.map(({ subject }) => subject)).size).toBe(told.length)
  expect(await shop.books()).toEqual([])
}, 180_000)

test('Stripe is silent for one of them: it is listed as failed, and tried again it is done', async () => {
  await shop.given.stock('SILENT-1', 5, 100)
  const unpaid = (await buy(shop.browser(), 'SILENT-1')).body.order.id
  shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', status: 500, times: 9 })

  const { body: begun } = await begin([unpaid])
  await shop.settled()
  expect(await look(begun.id)).toMatchObject({ status: 'done', counts: { failed: 1 } })

  shop.stripe.control.reset({})
  const again = await manager.post(`/api/admin/cancellations/${begun.id}/retry`)
  expect(again.status).toBe(202)
  await shop.settled()
  expect(await look(begun.id)).toMatchObject({
    status: 'done',
    counts: { failed: 0, cancelled: 1 },
  })

  const nothing = await manager.post(`/api/admin/cancellations/${begun.id}/retry`)
  expect([nothing.status, nothing.body.type]).toEqual([409, '/problems/nothing-to-retry'])
})

test('tried again while another run begins at that very moment: told to wait, and nothing is tried', async () => {
  await shop.given.stock('AT-ONCE-1', 5, 100)
  const unpaid = (await buy(shop.browser(), 'AT-ONCE-1')).body.order.id
  shop.stripe.control.fault({ match: 'POST /v1/checkout/sessions', status: 500, times: 9 })
  const { body: failed } = await begin([unpaid])
  await shop.settled()
  shop.stripe.control.reset({})

  await using other = await connect(shop.databaseUrl)
  await other.query('begin')
  await other.query(
    `insert into cancellation_run (id, reason, actor, started_at, updated_at)
     values (gen_random_uuid(), 'Theirs', 'Somebody', now(), now())`,
  )
  const retried = manager.post(`/api/admin/cancellations/${failed.id}/retry`).then((reply) => reply)
  await untilSomebodyWaits(shop.databaseUrl)
  await other.query('commit')
  const { status, body } = await retried
  await other.query(
    `update cancellation_run set status = 'done', finished_at = now() where reason = 'Theirs'`,
  )

  expect([status, body.type]).toEqual([409, '/problems/cancellation-running'])
  expect(await look(failed.id)).toMatchObject({ counts: { failed: 1, waiting: 0 } })
})

test('begun twice at one moment: one run, and the other is told to wait', async () => {
  await shop.given.stock('TWICE-1', 5, 100)
  const ids = await paidOrders('TWICE-1', 1)

  const both = await Promise.all([begin(ids), begin(ids)])

  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409])
  expect(both.find(({ status }) => status === 409)?.body.type).toBe(
    '/problems/cancellation-running',
  )
  await shop.settled()
})

test('no order of that id, no reason, nothing chosen, or a packer: refused, and nothing begins', async () => {
  const id = '01900000-0000-7000-8000-00000000dead'
  const runs = await shop.db.cancellationRun.count()
  const packer = await shop.as('packer')

  const statuses = [
    await begin([id]),
    await manager.post('/api/admin/cancellations').send({ orderIds: [id], reason: ' ' }),
    await manager.post('/api/admin/cancellations/preview').send({}),
    await manager.get(`/api/admin/cancellations/${id}`),
    await packer.post('/api/admin/cancellations').send({ orderIds: [id], reason: REASON }),
  ].map(({ status }) => status)

  expect(statuses).toEqual([404, 400, 400, 404, 403])
  expect(await shop.db.cancellationRun.count()).toBe(runs)
})
