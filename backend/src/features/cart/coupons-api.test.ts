import { checkoutBody } from '#tests/support/given.ts'
import { promotion } from '#tests/support/promotions.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterEach(async () => {
  await shop.db.promotion.updateMany({ data: { active: false } })
})
afterAll(async () => await shop.close())

const DAY_MS = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(shop.clock.now().getTime() + days * DAY_MS).toISOString()

/** A browser with so many units of a new product in its basket. */
async function withBasket(sku: string, quantity: number, priceMinor: number) {
  await shop.given.stock(sku, 50, priceMinor)
  const browser = shop.browser()
  await browser.post('/api/cart/lines').send({ sku, quantity }).expect(200)
  return browser
}

describe('a code', () => {
  test('is given in small letters with blanks around it: it takes off, and it is gone when taken out', async () => {
    await promotion(shop, { code: 'TEN', name: 'Ten per cent off' })
    const browser = await withBasket('CODE-1', 2, 1000)

    const { body } = await browser.post('/api/cart/coupons').send({ code: '  ten ' })

    expect(body).toMatchObject({
      subtotal: { minor: 2000 },
      discount: { minor: 200 },
      total: { minor: 1800 },
      promotions: [{ name: 'Ten per cent off', code: 'TEN', discount: { minor: 200 } }],
      coupons: [{ code: 'TEN', name: 'Ten per cent off', reason: null, detail: null }],
    })
    expect((await browser.get('/api/cart')).body).toEqual(body)

    const without = (await browser.delete('/api/cart/coupons/tEn')).body
    expect(without).toMatchObject({ discount: { minor: 0 }, total: { minor: 2000 }, coupons: [] })
    expect((await browser.delete('/api/cart/coupons/TEN')).status).toBe(200)
  })

  test('is given before anything is in the basket: it waits there', async () => {
    await promotion(shop, { code: 'EARLY' })
    const browser = shop.browser()

    const { body } = await browser.post('/api/cart/coupons').send({ code: 'EARLY' }).expect(200)
    expect(body.coupons).toMatchObject([{ code: 'EARLY', reason: 'below_minimum' }])

    await shop.given.stock('CODE-2', 5, 1000)
    const bought = await browser.post('/api/cart/lines').send({ sku: 'CODE-2', quantity: 1 })
    expect(bought.body.discount.minor).toBe(100)
  })

  test('that nobody knows: 404, and no basket is made for it', async () => {
    const before = await shop.db.cart.count()
    const refused = await shop.browser().post('/api/cart/coupons').send({ code: 'nonsense' })

    expect(refused.status).toBe(404)
    expect(refused.body).toMatchObject({ type: '/problems/coupon-unknown', code: 'NONSENSE' })
    expect(refused.headers['set-cookie']).toBeUndefined()
    expect(await shop.db.cart.count()).toBe(before)
  })

  test.each([
    ['has ended', 'ended', { endsAt: -1, startsAt: -2 }],
    ['starts tomorrow', 'not_started', { startsAt: 1 }],
    ['is switched off', 'ended', { active: false }],
  ])(
    'that %s: 409 says so',
    async (what, reason, { startsAt, endsAt, ...more }: Record<string, unknown>) => {
      const code = `REFUSED-${what.replaceAll(' ', '-')}`
      await promotion(shop, {
        code,
        ...(typeof startsAt === 'number' && { startsAt: inDays(startsAt) }),
        ...(typeof endsAt === 'number' && { endsAt: inDays(endsAt) }),
        ...more,
      })

      const refused = await shop.browser().post('/api/cart/coupons').send({ code })

      expect(refused.status).toBe(409)
      expect(refused.body).toMatchObject({ type: '/problems/coupon-refused', reason })
    },
  )

  test('that needs more in the basket: it is kept, says how much, and applies once there is', async () => {
    await promotion(shop, { code: 'BIG', minimumSpendMinor: 3000 })
    const browser = await withBasket('CODE-3', 2, 1000)

    const { body } = await browser.post('/api/cart/coupons').send({ code: 'BIG' }).expect(200)
    expect(body.coupons).toMatchObject([
      { code: 'BIG', reason: 'below_minimum', detail: 'Spend £10.00 more to use BIG.' },
    ])
    expect(body.discount.minor).toBe(0)

    const more = await browser.patch('/api/cart/lines/CODE-3').send({ quantity: 3 })
    expect(more.body).toMatchObject({ discount: { minor: 300 }, coupons: [{ reason: null }] })
  })

  test('that ends while it is in the basket: it stays in sight with the reason, and the version is another', async () => {
    const short = await promotion(shop, { code: 'SHORT', endsAt: inDays(1) })
    const browser = await withBasket('CODE-4', 1, 1000)
    const given = await browser.post('/api/cart/coupons').send({ code: 'SHORT' })

    await short.change({ endsAt: inDays(0) })
    const { body, status } = await browser
      .get('/api/cart')
      .set('if-none-match', String(given.headers['etag']))

    expect(status).toBe(200)
    expect(body).toMatchObject({
      discount: { minor: 0 },
      coupons: [{ code: 'SHORT', reason: 'ended', detail: 'SHORT has ended.' }],
    })
  })

  test('beside an offer that saves more: it stays, is not needed, and is not used', async () => {
    const code = await promotion(shop, { code: 'LESS' })
    await promotion(shop, { percentBasisPoints: 2000, name: 'A fifth off' })
    const browser = await withBasket('CODE-5', 1, 1000)

    const { body } = await browser.post('/api/cart/coupons').send({ code: 'LESS' })
    expect(body).toMatchObject({ discount: { minor: 200 }, coupons: [{ reason: 'outdone' }] })

    await browser.post('/api/checkout').send(checkoutBody()).expect(201)
    expect(await code.uses()).toBe(0)
  })

  test('too many: the eleventh is refused', async () => {
    const browser = shop.browser()
    for (let i = 0; i < 11; i += 1) await promotion(shop, { code: `MANY-${i}` })
    for (let i = 0; i < 10; i += 1) {
      await browser
        .post('/api/cart/coupons')
        .send({ code: `MANY-${i}` })
        .expect(200)
    }

    const refused = await browser.post('/api/cart/coupons').send({ code: 'MANY-10' })
    expect(refused.body).toMatchObject({ status: 409, reason: 'too_many' })
  })

  test('of a guest who signs in: it is in the account’s basket', async () => {
    await promotion(shop, { code: 'MINE' })
    const guest = await withBasket('CODE-6', 1, 1000)
    await guest.post('/api/cart/coupons').send({ code: 'MINE' }).expect(200)
    const customer = await shop.as('customer')
    await customer.post('/api/cart/lines').send({ sku: 'CODE-6', quantity: 1 }).expect(200)

    const merged = await guest.get('/api/cart').set('authorization', await shop.bearer('customer'))

    expect(merged.body.coupons).toMatchObject([{ code: 'MINE', reason: null }])
    await customer.put('/api/cart').send({ lines: [] })
    await customer.delete('/api/cart/coupons/MINE')
  })
})

describe('what applies by itself', () => {
  test('tiers: what is next is named, the better one replaces the other', async () => {
    await promotion(shop, {
      name: 'A fifth off',
      percentBasisPoints: 2000,
      minimumSpendMinor: 4000,
    })
    await promotion(shop, {
      name: 'A third off',
      percentBasisPoints: 3000,
      minimumSpendMinor: 8000,
    })
    const browser = await withBasket('TIER-1', 1, 3580)

    const below = (await browser.get('/api/cart')).body
    expect(below.next[0]).toMatchObject({
      name: 'A fifth off',
      missing: { minor: 420 },
      detail: 'Spend £4.20 more for 20 % off.',
    })

    const more = (await browser.patch('/api/cart/lines/TIER-1').send({ quantity: 2 })).body
    expect([more.discount.minor, more.next[0].name]).toEqual([1432, 'A third off'])
    const most = (await browser.patch('/api/cart/lines/TIER-1').send({ quantity: 3 })).body
    expect([most.discount.minor, most.next]).toEqual([3222, []])
  })

  test('gifts: the dearer replaces the other; it runs out, and who saw it is told', async () => {
    await shop.given.stock('MAGNET', 9, 350)
    await shop.given.product({
      title: 'Mug',
      variants: [{ sku: 'MUG', onHand: 1, priceMinor: 900 }],
    })
    await promotion(shop, { kind: 'gift', giftSku: 'MAGNET', minimumSpendMinor: 1000 })
    await promotion(shop, { kind: 'gift', giftSku: 'MUG', minimumSpendMinor: 2000 })
    const browser = await withBasket('GIFT-1', 1, 1000)

    const one = (await browser.get('/api/cart')).body
    expect(one.gifts).toMatchObject([{ sku: 'MAGNET', worth: { minor: 350 }, notice: null }])
    expect(one.next[0].detail).toBe('Spend £10.00 more for a free Mug.')

    const two = (await browser.patch('/api/cart/lines/GIFT-1').send({ quantity: 2 })).body
    expect(two.gifts).toMatchObject([{ sku: 'MUG', notice: null }])
    expect(two.total.minor).toBe(2000)

    await shop.browser().post('/api/cart/lines').send({ sku: 'MUG', quantity: 1 }).expect(200)
    const editor = await shop.as('editor')
    await editor
      .post('/api/admin/inventory/MUG/adjustments')
      .send({ delta: -1, reason: 'damaged' })
      .expect(201)

    const gone = (await browser.get('/api/cart')).body
    expect(gone.gifts).toMatchObject([
      { sku: 'MAGNET', notice: null },
      { sku: 'MUG', notice: 'The gift has run out.' },
    ])
    expect((await browser.get('/api/cart')).body.gifts).toEqual(gone.gifts)

    const later = await withBasket('GIFT-2', 2, 1000)
    expect((await later.get('/api/cart')).body.gifts).toMatchObject([{ sku: 'MAGNET' }])
  })

  test('free delivery: the basket says so, and the ways of delivery cost nothing', async () => {
    await promotion(shop, { kind: 'free_delivery', minimumSpendMinor: 1000 })
    const browser = await withBasket('FREE-1', 1, 1000)

    expect((await browser.get('/api/cart')).body.freeDelivery).toBe(true)
    const { items } = (await browser.get('/api/checkout/options?country=GB')).body
    expect(items.map(({ price }: { price: { minor: number } }) => price.minor)).toEqual(
      items.map(() => 0),
    )
    const other = (await shop.browser().get('/api/checkout/options?country=GB')).body.items
    expect(other[0].price.minor).toBeGreaterThan(0)
  })
})

describe('guessing', () => {
  test('twenty codes that nobody knows, from one address: 429, even for one that is right', async () => {
    const strict = await openTestShop({ rateLimits: true })
    await promotion(strict, { code: 'RIGHT' })
    const give = async (code: string) =>
      (await strict.browser().post('/api/cart/coupons').send({ code })).status

    for (let i = 0; i < 30; i += 1) expect(await give('RIGHT')).toBe(200)
    for (let i = 0; i < 20; i += 1) expect(await give(`WRONG-${i}`)).toBe(404)
    expect([await give('WRONG'), await give('RIGHT')]).toEqual([429, 429])
    await strict.close()
  })
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
