import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const add = (sku: string, quantity: number) => ({ sku, quantity })
const price = async (sku: string, priceMinor: number) =>
  await shop.db.variant.update({ where: { sku }, data: { priceMinor } })
const adjust = async (sku: string, delta: number) => {
  const editor = await shop.as('editor')
  const body = { delta, reason: 'counted' }
  await editor.post(`/api/admin/inventory/${sku}/adjustments`).send(body).expect(201)
}

describe('a guest', () => {
  test('has an empty cart of version 0, and no cookie for looking', async () => {
    const response = await shop.browser().get('/api/cart')

    expect(response.body).toMatchObject({
      version: 0,
      lines: [],
      total: { minor: 0, currency: 'gbp' },
    })
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  test('puts something in: the cookie is theirs alone, and the cart is priced', async () => {
    await shop.given.stock('GUEST-1', 5, 850)
    const browser = shop.browser()

    const response = await browser.post('/api/cart/lines').send(add('GUEST-1', 2))

    expect(response.status).toBe(200)
    expect(response.headers['set-cookie']?.[0]).toMatch(
      /^cart=[\w-]{43}; Max-Age=7776000; Path=\/api; HttpOnly; SameSite=Lax$/,
    )
    expect(response.body.lines).toMatchObject([
      {
        sku: 'GUEST-1',
        quantity: 2,
        unitPrice: { minor: 850 },
        total: { minor: 1700 },
        notice: null,
      },
    ])
    expect((await browser.get('/api/cart')).body).toEqual(response.body)
    expect((await shop.browser().get('/api/cart')).body.lines).toEqual([])
  })

  test('adds twice: the quantities add up; sets: the quantity is that', async () => {
    await shop.given.stock('GUEST-2', 9)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send(add('GUEST-2', 2))
    const added = await browser.post('/api/cart/lines').send(add('GUEST-2', 3))
    const set = await browser.patch('/api/cart/lines/GUEST-2').send({ quantity: 4 })

    expect([added, set].map(({ body }) => body.lines[0].quantity)).toEqual([5, 4])
  })

  test('wants more than there are: 409 says how many, and the cart is as it was', async () => {
    await shop.given.stock('GUEST-3', 3)
    const browser = shop.browser()
    const before = await browser.post('/api/cart/lines').send(add('GUEST-3', 2))

    const refused = await browser.post('/api/cart/lines').send(add('GUEST-3', 2))

    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      type: '/problems/not-enough-stock',
      lines: [{ sku: 'GUEST-3', wanted: 2, available: 3, inCart: 2 }],
    })
    expect((await browser.get('/api/cart')).body.lines).toEqual(before.body.lines)
    expect((await browser.patch('/api/cart/lines/GUEST-3').send({ quantity: 4 })).status).toBe(409)
  })

  test('wants more than there are of the first thing: no cart is made for it', async () => {
    await shop.given.stock('GUEST-4', 1)
    const before = await shop.db.cart.count()

    const refused = await shop.browser().post('/api/cart/lines').send(add('GUEST-4', 2))

    expect(refused.status).toBe(409)
    expect(await shop.db.cart.count()).toBe(before)
  })

  test('asks for what is not sold, or not any more: 404', async () => {
    await shop.given.product({ title: 'A draft', status: 'draft', variants: [{ sku: 'DRAFT-1' }] })

    for (const sku of ['NOWHERE', 'DRAFT-1']) {
      const refused = await shop.browser().post('/api/cart/lines').send(add(sku, 1))
      expect(refused.status).toBe(404)
      expect(refused.body.type).toBe('/problems/not-for-sale')
    }
  })

  test('takes a line out, twice: it is gone, and that is no error', async () => {
    await shop.given.stock('GUEST-5', 3)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send(add('GUEST-5', 1))

    expect((await browser.delete('/api/cart/lines/GUEST-5')).body.lines).toEqual([])
    expect((await browser.delete('/api/cart/lines/GUEST-5')).status).toBe(200)
  })

  test('replaces everything: repeated lines are one, the order is the one given', async () => {
    await shop.given.stock('GUEST-6', 9)
    await shop.given.stock('GUEST-7', 9)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send(add('GUEST-6', 1))

    const lines = [add('GUEST-7', 1), add('GUEST-6', 2), add('GUEST-7', 2)]
    const response = await browser.put('/api/cart').send({ lines })

    expect(
      response.body.lines.map(({ sku, quantity }: { sku: string; quantity: number }) => [
        sku,
        quantity,
      ]),
    ).toEqual([
      ['GUEST-7', 3],
      ['GUEST-6', 2],
    ])
    expect((await browser.put('/api/cart').send({ lines: [] })).body.lines).toEqual([])
  })

  test('adds from two tabs at once: nothing is lost', async () => {
    await shop.given.stock('GUEST-8', 100)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send(add('GUEST-8', 1))

    await Promise.all(
      Array.from({ length: 10 }, async () => {
        await browser.post('/api/cart/lines').send(add('GUEST-8', 2)).expect(200)
      }),
    )

    expect((await browser.get('/api/cart')).body.lines[0].quantity).toBe(21)
  })
})

describe('the version', () => {
  test('nothing changed: 304; something changed: the cart again', async () => {
    await shop.given.stock('VERSION-1', 9)
    const browser = shop.browser()
    const { headers } = await browser.post('/api/cart/lines').send(add('VERSION-1', 1))
    const etag = String(headers['etag'])

    expect((await browser.get('/api/cart').set('if-none-match', etag)).status).toBe(304)
    await price('VERSION-1', 900)
    const changed = await browser.get('/api/cart').set('if-none-match', etag)
    expect(changed.status).toBe(200)
    expect(changed.headers['etag']).not.toBe(etag)
  })
})

describe('the shop moved on since', () => {
  test('a new price: it is charged, and the change is named', async () => {
    await shop.given.stock('MOVED-1', 9, 500)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send(add('MOVED-1', 2))
    await price('MOVED-1', 450)

    const { body } = await browser.get('/api/cart')

    expect(body.lines[0]).toMatchObject({
      unitPrice: { minor: 450 },
      total: { minor: 900 },
      notice: { code: 'price_changed', previousUnitPrice: { minor: 500 } },
    })
  })

  test('fewer left: what is left counts, what was wanted is remembered', async () => {
    await shop.given.stock('MOVED-2', 9, 500)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send(add('MOVED-2', 5))
    await adjust('MOVED-2', -7)

    const fewer = (await browser.get('/api/cart')).body
    expect(fewer.lines[0]).toMatchObject({
      quantity: 2,
      total: { minor: 1000 },
      notice: { code: 'quantity_reduced', wantedQuantity: 5 },
    })

    await adjust('MOVED-2', 7)
    expect((await browser.get('/api/cart')).body.lines[0]).toMatchObject({
      quantity: 5,
      notice: null,
    })
  })

  test('sold out, or taken off sale: it stays in sight and costs nothing', async () => {
    await shop.given.stock('MOVED-3', 3, 500)
    const gone = await shop.given.stock('MOVED-4', 3, 700)
    const browser = shop.browser()
    await browser.post('/api/cart/lines').send(add('MOVED-3', 1))
    await browser.post('/api/cart/lines').send(add('MOVED-4', 1))
    await adjust('MOVED-3', -3)
    await shop.db.product.update({ where: { id: gone.id }, data: { status: 'archived' } })

    const { body } = await browser.get('/api/cart')

    expect(body.lines.map((line: { notice: { code: string } }) => line.notice.code)).toEqual([
      'sold_out',
      'no_longer_sold',
    ])
    expect(body.total.minor).toBe(0)
  })
})

describe('a customer', () => {
  test('signs in with a full basket: it becomes theirs, the larger quantity wins, the cookie is forgotten', async () => {
    await shop.given.stock('MERGE-1', 9)
    await shop.given.stock('MERGE-2', 9)
    const customer = await shop.as('customer')
    await customer.post('/api/cart/lines').send(add('MERGE-1', 3))
    const guest = shop.browser()
    await guest.put('/api/cart').send({ lines: [add('MERGE-1', 1), add('MERGE-2', 2)] })

    const merged = await guest.get('/api/cart').set('authorization', await shop.bearer('customer'))

    expect(merged.headers['set-cookie']?.[0]).toMatch(/^cart=; Max-Age=0/)
    const quantities = merged.body.lines.map(
      ({ sku, quantity }: { sku: string; quantity: number }) => [sku, quantity],
    )
    expect(quantities).toEqual([
      ['MERGE-1', 3],
      ['MERGE-2', 2],
    ])
    expect((await guest.get('/api/cart')).body.lines).toEqual([])
  })
})

describe('signing in, at two tabs at once', () => {
  test('a full basket: it is theirs, whole, whichever request was first', async () => {
    await shop.given.stock('TABS-1', 9)
    for (const role of ['viewer', 'packer', 'editor'] as const) {
      const guest = shop.browser()
      await guest.post('/api/cart/lines').send(add('TABS-1', 2)).expect(200)
      const authorization = await shop.bearer(role)

      const both = await Promise.all(
        Array.from(
          { length: 4 },
          async () => await guest.get('/api/cart').set('authorization', authorization),
        ),
      )

      expect(both.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      const after = await shop.request().get('/api/cart').set('authorization', authorization)
      expect(after.body.lines).toMatchObject([{ sku: 'TABS-1', quantity: 2 }])
    }
  })

  test('four first things of somebody signed in: one cart with all of them', async () => {
    const skus = ['FIRST-1', 'FIRST-2', 'FIRST-3', 'FIRST-4']
    for (const sku of skus) await shop.given.stock(sku, 9)
    const manager = await shop.as('manager')

    const all = await Promise.all(
      skus.map(async (sku) => await manager.post('/api/cart/lines').send(add(sku, 1))),
    )

    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await manager.get('/api/cart')).body.lines).toHaveLength(4)
  })
})

describe('bad input', () => {
  test.each([
    ['no body', undefined],
    ['not an object', []],
    ['no quantity', { sku: 'GUEST-1' }],
    ['zero', add('GUEST-1', 0)],
    ['negative', add('GUEST-1', -1)],
    ['a fraction', add('GUEST-1', 1.5)],
    ['huge', add('GUEST-1', 1e21)],
    ['unknown fields', { ...add('GUEST-1', 1), price: 1 }],
    ['a NUL byte', add('GUEST\0', 1)],
  ])('%s: 400 with every fault at its place', async (_name, body) => {
    const response = await shop.browser().post('/api/cart/lines').send(body)

    expect(response.status).toBe(400)
    expect(response.body.errors).not.toHaveLength(0)
  })

  test('1e400, which JSON knows and no number is: 400', async () => {
    const response = await shop
      .browser()
      .post('/api/cart/lines')
      .type('json')
      .send('{"sku":"GUEST-1","quantity":1e400}')

    expect(response.status).toBe(400)
    expect(response.body.errors[0].pointer).toBe('#/body/quantity')
  })

  test('a cookie that means nothing: an empty cart, and a new cookie at the first write', async () => {
    await shop.given.stock('COOKIE-1', 2)
    const request = shop.request()

    expect(
      (await request.get('/api/cart').set('cookie', 'cart=nonsense; other=1')).body.lines,
    ).toEqual([])
    const written = await request
      .post('/api/cart/lines')
      .set('cookie', 'cart=nonsense')
      .send(add('COOKIE-1', 1))
    expect(written.headers['set-cookie']?.[0]).toMatch(/^cart=[\w-]{43};/)
  })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
