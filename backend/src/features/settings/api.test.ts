import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const OWNER = { accountId: null, name: 'The owner' }

test('a shop nobody set up: it says what it is, delivers at home, and can be ordered from', async () => {
  const { body } = await shop.request().get('/api/shop').expect(200)
  const countries = await shop.request().get('/api/countries').expect(200)

  expect(body).toEqual({
    name: 'Our shop',
    tagline: '',
    currency: 'gbp',
    country: 'GB',
    email: 'shop@example.com',
    phone: null,
    addressLines: [],
    openingHours: null,
    returnDays: 30,
    taxRateBasisPoints: 2000,
    guestCartDays: 90,
    salesPaused: null,
  })
  expect(countries.body).toEqual({ items: [{ code: 'GB', name: 'United Kingdom' }] })
  const methods = await shop.shop.settings.deliveryMethods()
  expect(methods.map(({ kind }) => kind)).toEqual(['delivery', 'collection'])
})

test('settings saved: the next look shows them, the rest stays, and it is written down who did it', async () => {
  await shop.shop.settings.save({ name: 'Harbour Lane', deliveryCountries: ['IE', 'GB'] }, OWNER)

  const { body } = await shop.request().get('/api/shop')
  expect(body).toMatchObject({ name: 'Harbour Lane', currency: 'gbp' })
  const countries = await shop.request().get('/api/countries')
  expect(countries.body.items).toEqual([
    { code: 'IE', name: 'Ireland' },
    { code: 'GB', name: 'United Kingdom' },
  ])
  expect(await shop.db.audit.findMany({ where: { action: 'settings.changed' } })).toMatchObject([
    { actor: 'The owner', detail: { name: 'Harbour Lane', deliveryCountries: ['IE', 'GB'] } },
  ])
})

test('settings saved by another instance: seen at once where money is decided, within seconds where shown', async () => {
  await shop.request().get('/api/shop')
  await shop.db.setting.upsert({
    where: { key: 'returnDays' },
    create: { key: 'returnDays', value: 14, updatedAt: shop.clock.now() },
    update: { value: 14 },
  })

  expect(await shop.shop.settings.read(shop.db)).toMatchObject({ returnDays: 14 })
  await shop.clock.advance(5)
  expect((await shop.request().get('/api/shop')).body.returnDays).toBe(14)
})

test.each([
  { currency: 'pounds' },
  { taxRateBasisPoints: 10_001 },
  { timeZone: 'Europe/Atlantis' },
  { reservationMinutes: 5 },
  { deliveryCountries: ['Britain'] },
])('a setting no shop could work with, %p: refused, and nothing is saved', async (changes) => {
  const before = await shop.shop.settings.read(shop.db)

  await expect(shop.shop.settings.save(changes, OWNER)).rejects.toThrow()

  expect(await shop.shop.settings.read(shop.db)).toEqual(before)
})

test('ways of delivery: those on offer, in their order', async () => {
  const method = { kind: 'delivery', priceMinor: 350, daysFrom: 3, daysTo: 5 } as const
  await shop.db.deliveryMethod.createMany({
    data: [
      { ...method, id: 'express', label: 'Express', position: 2 },
      { ...method, id: 'standard', label: 'Standard', position: 1 },
      { ...method, id: 'drone', label: 'Drone', position: 0, active: false },
    ],
  })

  const methods = await shop.shop.settings.deliveryMethods()

  expect(methods.map(({ id }) => id)).toEqual(['standard', 'express'])
})
