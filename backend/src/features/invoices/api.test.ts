import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

let skus = 0
async function aPlacedOrder(priceMinor = 1000, quantity = 2, body: object = {}) {
  const sku = `BOOK-${(skus += 1)}`
  const product = await shop.given.product({
    title: `Τσαγιέρα & чайник ${sku}`,
    variants: [{ sku, priceMinor, onHand: 20 }],
  })
  const { body: reply } = await buy(shop.browser(), sku, quantity, body)
  if (reply.paymentUrl) await shop.pay(reply.paymentUrl)
  const { id, accessToken, number } = reply.order
  return { id, sku, number, product, path: `/api/orders/${id}`, query: `?token=${accessToken}` }
}

type Placed = Awaited<ReturnType<typeof aPlacedOrder>>

const pdf = async ({ path, query }: Placed, name = 'invoice') =>
  await shop.request().get(`${path}/${name}.pdf${query}`).buffer()

/** How many pages a file has. */
const pagesOf = (bytes: Buffer): number =>
  bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

const invoiceOf = async ({ id }: Placed) =>
  await shop.db.invoice.findUniqueOrThrow({ where: { orderId: id } })

test('a placed order: it has the next number, who sold and bought, and its tax by rate', async () => {
  await shop.shop.settings.save(
    { name: 'Harbour Lane', addressLines: ['4 Harbour Lane'], vatNumber: 'GB 123' },
    { accountId: null, name: 'Test' },
  )
  const first = await aPlacedOrder()
  const second = await aPlacedOrder()

  const [one, two] = [await invoiceOf(first), await invoiceOf(second)]
  expect(two.number).toBe(one.number + 1)
  expect(one).toMatchObject({
    totalMinor: 2350,
    taxMinor: 391,
    taxes: [{ rateBp: 2000, totalMinor: 2350, taxMinor: 391 }],
    seller: { name: 'Harbour Lane', addressLines: ['4 Harbour Lane'], vatNumber: 'GB 123' },
    buyer: { name: 'Ada Lovelace', address: { line1: '1 Quay Street', country: 'GB' } },
  })
  const view = await shop.request().get(first.path + first.query)
  expect(view.body.invoice).toEqual({ number: one.number, issuedAt: one.issuedAt.toISOString() })
})

test('as a file: whole through either door, for its customer and for staff, and the same bytes each time', async () => {
  const order = await aPlacedOrder()
  const reply = await pdf(order)
  const bytes: Buffer = reply.body

  expect(reply.status).toBe(200)
  expect(reply.headers).toMatchObject({
    'content-type': 'application/pdf',
    'cache-control': 'no-store',
    'content-disposition': expect.stringMatching(/^inline; filename="invoice-\d+\.pdf"$/),
  })
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await pdf(order)).body.equals(bytes)).toBe(true)
  const packer = await shop.as('packer')
  const seen = await packer.get(`${order.path}/invoice.pdf`).buffer()
  expect(seen.body.equals(bytes)).toBe(true)
})

test('asked for by nobody in particular, by another customer, and by an editor: 404, as if there were none', async () => {
  const order = await aPlacedOrder()
  const customer = await shop.as('customer')
  const editor = await shop.as('editor')

  for (const somebody of [shop.request(), customer, editor]) {
    const reply = await somebody.get(`${order.path}/invoice.pdf?token=guessed`)
    expect(reply.status).toBe(404)
    expect(reply.body.type).toBe('/problems/order-not-found')
  }
})

test('an order that nobody paid: it has no invoice', async () => {
  const sku = `BOOK-${(skus += 1)}`
  await shop.given.stock(sku, 3)
  const { body } = await buy(shop.browser(), sku)
  const { id, accessToken } = body.order

  const reply = await shop.request().get(`/api/orders/${id}/invoice.pdf?token=${accessToken}`)
  expect(reply.status).toBe(404)
  expect(reply.body.type).toBe('/problems/invoice-not-found')
})

test('an order that costs nothing, and one paid too late: they have their invoices', async () => {
  const free = await aPlacedOrder(0, 1, { delivery: { method: 'collection' } })
  expect(await invoiceOf(free)).toMatchObject({ totalMinor: 0, taxMinor: 0 })

  const sku = `BOOK-${(skus += 1)}`
  await shop.given.stock(sku, 3)
  const { body } = await buy(shop.browser(), sku)
  const sessionId = /cs_\w+/.exec(body.paymentUrl)?.[0] ?? ''
  shop.stripe.control.session(sessionId, { outcome: 'abandoned' })
  await shop.settled()
  shop.stripe.control.session(sessionId, { outcome: 'paid', force: true })
  await shop.settled()
  expect(await shop.db.invoice.count({ where: { orderId: body.order.id } })).toBe(1)
})

test('twenty settlements at once, some of which fail after they took a number: no number is missing', async () => {
  const before = await shop.db.invoice.count()
  const waiting = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const sku = `BOOK-${(skus += 1)}`
      await shop.given.stock(sku, 3)
      return (await buy(shop.browser(), sku)).body
    }),
  )
  // Every third settlement is thrown away at its very end, once.
  await shop.db.$executeRaw`create table doomed as
    select id from "order" where id = any(${waiting.filter((_one, at) => at % 3 === 0).map(({ order }) => order.id)}::uuid[])`
  await shop.db.$executeRaw`create function doom() returns trigger language plpgsql as $doom$
    begin
      if exists (select from doomed where id = new.order_id) then
        raise exception 'thrown away' using errcode = '58000';
      end if;
      return new;
    end $doom$`
  await shop.db
    .$executeRaw`create trigger doom after insert on invoice for each row execute function doom()`
  for (const { paymentUrl } of waiting) {
    shop.stripe.control.session(/cs_\w+/.exec(paymentUrl)?.[0] ?? '', { outcome: 'paid' })
  }
  const settle = async ({ order }: (typeof waiting)[number]) =>
    await shop.request().post(`/api/orders/${order.id}/payment?token=${order.accessToken}`)
  const replies = await Promise.all(waiting.map(settle))
  expect(replies.filter(({ status }) => status === 500)).toHaveLength(7)
  await shop.db.$executeRaw`drop trigger doom on invoice`
  await shop.db.$executeRaw`drop table doomed`
  await Promise.all(waiting.map(settle))
  await shop.settled()

  const numbers = await shop.db.invoice.findMany({
    select: { number: true },
    orderBy: { number: 'asc' },
  })
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_one, at) => at + 1))
  expect(numbers).toHaveLength(before + 20)
})

test('the product is renamed, repriced and archived, and the shop moves: order, invoice and credit note stay as they were', async () => {
  const order = await aPlacedOrder()
  const owner = await shop.as('owner')
  const { body: view } = await owner.get(`/api/admin/orders/${order.id}`)
  const lines = [{ lineId: view.lines[0].id, quantity: 1, restock: true }]
  await owner.post(`/api/admin/orders/${order.id}/refunds`).send({ lines }).expect(201)
  await shop.settled()
  const [{ number }] = (await owner.get(`/api/admin/orders/${order.id}`)).body.creditNotes
  const papers = async () => [
    (await pdf(order)).body.toString('base64'),
    (await pdf(order, `credit-notes/${number}`)).body.toString('base64'),
    (await shop.request().get(order.path + order.query)).body.lines,
  ]
  const before = await papers()

  await shop.db.product.update({
    where: { id: order.product.id },
    data: { title: 'Something else', status: 'archived' },
  })
  await shop.db.variant.updateMany({
    where: { sku: order.sku },
    data: { priceMinor: 1, archivedAt: shop.clock.now() },
  })
  await shop.shop.settings.save(
    { name: 'Another name', vatNumber: null },
    { accountId: null, name: 'Test' },
  )

  expect(await papers()).toEqual(before)
  const [invoice] = before
  expect(Buffer.from(String(invoice), 'base64').subarray(0, 5).toString()).toBe('%PDF-')
})

test('credit notes: of their order only, numbered on their own', async () => {
  const [order, other] = [await aPlacedOrder(), await aPlacedOrder()]
  const owner = await shop.as('owner')
  await owner.post(`/api/admin/orders/${order.id}/refunds`).send({ amountMinor: 100 }).expect(201)
  await shop.settled()
  const { body } = await shop.request().get(order.path + order.query)
  const [{ number }] = body.creditNotes

  expect((await pdf(order, `credit-notes/${number}`)).body.subarray(0, 5).toString()).toBe('%PDF-')
  const reply = await shop.request().get(`${other.path}/credit-notes/${number}.pdf${other.query}`)
  expect(reply.status).toBe(404)
  expect(reply.body.type).toBe('/problems/credit-note-not-found')
  expect(await shop.db.creditNote.findFirstOrThrow({ where: { number } })).toMatchObject({
    kind: 'credit',
    amountMinor: 100,
    taxMinor: 17,
  })
})

test('sixty lines with long names: several pages', async () => {
  const browser = shop.browser()
  for (let at = 0; at < 60; at += 1) {
    const sku = `LONG-${at}`
    const title = `Hand-thrown stoneware teapot with a bamboo handle, from the last kiln of the autumn ${at}`
    await shop.given.product({ title, variants: [{ sku, priceMinor: 100 }] })
    await browser.post('/api/cart/lines').send({ sku, quantity: 1 }).expect(200)
  }
  const { body } = await browser.post('/api/checkout').send({
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    delivery: { method: 'collection' },
  })
  await shop.pay(body.paymentUrl)
  const { id, accessToken } = body.order
  const { body: bytes } = await shop
    .request()
    .get(`/api/orders/${id}/invoice.pdf?token=${accessToken}`)

  expect(pagesOf(bytes)).toBeGreaterThan(2)
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
