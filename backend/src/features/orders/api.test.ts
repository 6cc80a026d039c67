import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await shop.given.stock('ORDER-1', 100, 1000)
})
afterAll(async () => await shop.close())

/** An order by that person, paid unless said otherwise. */
async function order(name: string, { paid = true } = {}) {
  const email = `${name.toLowerCase().replaceAll(/\W/g, '.')}@example.com`
  const { body } = await buy(shop.browser(), 'ORDER-1', 1, { name, email })
  if (paid) await shop.pay(body.paymentUrl)
  return { ...body.order, email } as {
    id: string
    number: number
    accessToken: string
    email: string
  }
}

const numbers = (body: { items: readonly { number: number }[] }) =>
  body.items.map(({ number }) => number)

describe('the guest', () => {
  test('sees the order by its link, frozen as it was bought', async () => {
    const { id, accessToken } = await order('Ada Lovelace')
    await shop.db.variant.update({ where: { sku: 'ORDER-1' }, data: { priceMinor: 1 } })
    await shop.db.product.updateMany({ data: { title: 'Renamed' } })

    const { body } = await shop.request().get(`/api/orders/${id}?token=${accessToken}`)

    expect(body.lines).toMatchObject([
      { title: 'Tea ORDER-1', unitPrice: { minor: 1000 }, total: { minor: 1000 } },
    ])
    expect(body.timeline.map(({ event }: { event: string }) => event)).toEqual([
      'created',
      'placed',
    ])
    await shop.db.variant.update({ where: { sku: 'ORDER-1' }, data: { priceMinor: 1000 } })
  })

  test.each([
    ['without the token', () => ''],
    ['with another token', () => '?token=guess'],
  ])('%s: 404', async (_name, query) => {
    const { id } = await order('Grace Hopper')

    expect((await shop.request().get(`/api/orders/${id}${query()}`)).status).toBe(404)
  })

  test('lost the link: it is mailed to the address of the order, and the answer gives nothing away', async () => {
    const { number, email, id, accessToken } = await order('Mary Somerville')
    const ask = async (body: object) => await shop.request().post('/api/orders/lookup').send(body)
    shop.mails.length = 0

    const known = await ask({ number, email: email.toUpperCase() })
    const unknown = await ask({ number, email: 'somebody.else@example.com' })
    await shop.settled()

    expect(known.status).toBe(202)
    expect(unknown.body).toEqual(known.body)
    expect(shop.mails).toHaveLength(1)
    expect(shop.mails[0]).toMatchObject({
      to: email,
      text: expect.stringContaining(`/orders/${id}?token=${accessToken}`),
    })
  })

  test('gets a confirmation once, however often the event comes', async () => {
    shop.mails.length = 0
    shop.stripe.control.delivery({ duplicates: 3 })
    const { number, email } = await order('Emmy Noether')
    shop.stripe.control.delivery({ duplicates: 1 })

    expect(shop.mails).toMatchObject([
      { to: email, subject: expect.stringContaining(String(number)) },
    ])
  })
})

describe('the customer', () => {
  test("sees their own orders and nobody else's", async () => {
    await order('A Guest')
    const customer = await shop.as('customer')
    await customer.post('/api/cart/lines').send({ sku: 'ORDER-1', quantity: 1 })
    const own = await buy(customer, 'ORDER-1')

    const { body } = await customer.get('/api/orders')

    expect(numbers(body)).toEqual([own.body.order.number])
    expect((await customer.get(`/api/orders/${own.body.order.id}`)).status).toBe(200)
  })
})

describe('the owner', () => {
  test('finds an order by its number, a name or an address', async () => {
    const wanted = await order('Rosalind Franklin')
    const viewer = await shop.as('viewer')
    const find = async (q: string) =>
      numbers((await viewer.get('/api/admin/orders').query({ q })).body)

    for (const q of [
      String(wanted.number),
      `#${wanted.number}`,
      'rosalind',
      'ROSALIND.FRANKLIN@',
    ]) {
      expect(await find(q)).toEqual([wanted.number])
    }
    expect(await find('%')).toEqual([])
    expect(await find('nobody at all')).toEqual([])
  })

  test('filters: what is to be packed is paid and unsent', async () => {
    const unpaid = await order('Not Yet', { paid: false })
    const paid = await order('Paid Up')
    const packer = await shop.as('packer')
    const list = async (query: string) =>
      numbers((await packer.get(`/api/admin/orders?limit=100&${query}`)).body)

    expect(await list('toFulfil=true')).toContain(paid.number)
    expect(await list('toFulfil=true')).not.toContain(unpaid.number)
    expect(await list('status=awaiting_payment')).toContain(unpaid.number)
    expect(await list('needsReview=true')).toEqual([])
  })

  test('pages through all of them, newest first, none twice', async () => {
    const owner = await shop.as('owner')
    const all = numbers((await owner.get('/api/admin/orders?limit=100')).body)
    const seen: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await owner.get(`/api/admin/orders?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...numbers(body))
      cursor = body.nextCursor
    }

    expect(seen).toEqual(all)
    expect(seen).toEqual(seen.toSorted((a, b) => b - a))
    for (const nonsense of ['nonsense', Buffer.from(`1.${'-'.repeat(36)}`).toString('base64url')]) {
      const { body } = await owner.get(`/api/admin/orders?cursor=${nonsense}`)
      expect(body.errors[0].pointer).toBe('#/query/cursor')
    }
  })

  test.each(['customer', 'editor'] as const)('a %s may not look: 403', async (role) => {
    const response = await (await shop.as(role)).get('/api/admin/orders')

    expect([response.status, response.body.type]).toEqual([403, '/problems/not-allowed'])
  })

  test('nobody signed in: 401', async () => {
    expect((await shop.request().get('/api/admin/orders')).status).toBe(401)
  })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
