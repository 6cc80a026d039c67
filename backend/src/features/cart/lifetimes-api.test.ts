import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => {
  expect(await shop.books()).toEqual([])
  await shop.close()
})

const DAY_SECONDS = 24 * 60 * 60
const OWNER = { accountId: null, name: 'The owner' }

async function run(name: string): Promise<void> {
  await shop.shop.scheduled.find((job) => job.name === name)?.run()
}

test('a guest’s cart: its cookie follows the setting, and begins anew with every change', async () => {
  await shop.given.stock('LIFE-1', 5)
  await shop.shop.settings.save({ guestCartDays: 14 }, OWNER)
  const browser = shop.browser()

  const made = await browser.post('/api/cart/lines').send({ sku: 'LIFE-1', quantity: 1 })
  const looked = await browser.get('/api/cart')
  const changed = await browser.patch('/api/cart/lines/LIFE-1').send({ quantity: 2 })

  const cookies = [made, looked, changed].map(({ headers }) => headers['set-cookie']?.[0])
  expect(cookies[0]).toMatch(/^cart=[\w-]{43}; Max-Age=1209600;/)
  expect(cookies[1]).toBeUndefined()
  expect(cookies[2]).toBe(cookies[0])
})

test('carts past their life are removed; a younger one, an account’s and one that is being paid stay', async () => {
  await shop.given.stock('LIFE-2', 9)
  await shop.shop.settings.save({ guestCartDays: 2, reservationMinutes: 31 }, OWNER)
  const line = { sku: 'LIFE-2', quantity: 1 }
  const [old, young, paying] = [shop.browser(), shop.browser(), shop.browser()]
  const customer = await shop.as('customer')
  await old.post('/api/cart/lines').send(line).expect(200)
  await customer.post('/api/cart/lines').send(line).expect(200)
  await buy(paying, 'LIFE-2')
  await shop.clock.advance(1.5 * DAY_SECONDS)
  await young.post('/api/cart/lines').send(line).expect(200)
  await shop.clock.advance(DAY_SECONDS)

  await run('forget-stale-carts')

  const units = async (browser: typeof old) => (await browser.get('/api/cart')).body.unitCount
  expect([await units(old), await units(young), await units(paying)]).toEqual([0, 1, 1])
  expect(await shop.db.cart.count({ where: { accountId: { not: null } } })).toBe(1)

  await run('expire-overdue-orders')
  await run('forget-stale-carts')
  expect(await units(paying)).toBe(0)
})

test('more carts than one batch removes: none is left over', async () => {
  const now = shop.clock.now()
  await shop.db.$executeRaw`
    insert into cart (id, token_hash, created_at, updated_at)
    select gen_random_uuid(), decode(md5(i::text), 'hex'), ${now}, ${now}::timestamptz - interval '91 days' from generate_series(1, 1203) i`

  await run('forget-stale-carts')

  expect(await shop.db.cart.count()).toBe(0)
})

test('units in carts: those somebody is filling, and those being paid, each counted once', async () => {
  const tea = await shop.given.stock('UNITS-1', 20)
  await shop.given.stock('UNITS-2', 20)
  const sleeping = shop.browser()
  await sleeping.post('/api/cart/lines').send({ sku: 'UNITS-1', quantity: 5 }).expect(200)
  await shop.clock.advance(1.5 * DAY_SECONDS)
  const filling = shop.browser()
  await filling.post('/api/cart/lines').send({ sku: 'UNITS-1', quantity: 3 }).expect(200)
  await filling.post('/api/cart/lines').send({ sku: 'UNITS-2', quantity: 1 }).expect(200)
  await buy(shop.browser(), 'UNITS-1', 2)
  const staff = await shop.as('viewer')

  const all = await staff.get('/api/admin/carts/units').expect(200)
  const one = await staff.get(`/api/admin/carts/units?productId=${tea.id}`).expect(200)

  expect(all.body).toEqual({ hours: 24, inCarts: 4, beingPaid: 2, items: [] })
  expect(one.body).toEqual({
    hours: 24,
    inCarts: 3,
    beingPaid: 2,
    items: [{ sku: 'UNITS-1', inCarts: 3, beingPaid: 2 }],
  })
  await shop.request().get('/api/admin/carts/units').expect(401)
})
