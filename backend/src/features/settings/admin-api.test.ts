import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const PATH = '/api/admin/settings'

const STANDARD = {
  id: 'standard',
  kind: 'delivery',
  label: 'Royal Mail',
  priceMinor: 495,
  countries: [],
  daysFrom: 2,
  daysTo: 3,
  active: true,
}

test('a shop nobody set up: its owner names it, and the storefront says so at once', async () => {
  const owner = await shop.as('owner')
  const { body: before } = await owner.get(PATH).expect(200)
  await shop.request().get('/api/shop')

  const saved = await owner.patch(PATH).send({
    version: before.version,
    name: 'Harbour Lane',
    addressLines: ['4 Harbour Lane', 'Port Merren'],
    taxRateBasisPoints: 500,
    deliveryCountries: ['GB', 'IE'],
    guestCartDays: 14,
    deliveryMethods: [STANDARD, { ...STANDARD, id: undefined, label: 'Courier', priceMinor: 900 }],
  })

  expect(saved.status).toBe(200)
  expect(saved.body).toMatchObject({ version: before.version + 1, name: 'Harbour Lane' })
  expect((await shop.request().get('/api/shop')).body).toMatchObject({
    name: 'Harbour Lane',
    addressLines: ['4 Harbour Lane', 'Port Merren'],
    taxRateBasisPoints: 500,
    guestCartDays: 14,
  })
  const options = await shop.request().get('/api/checkout/options?country=IE')
  expect(options.body.items).toMatchObject([
    { method: 'standard', label: 'Royal Mail', price: { minor: 495 } },
    { label: 'Courier', price: { minor: 900 } },
  ])
  const written = await shop.db.audit.findMany({ where: { subjectType: 'settings' } })
  expect(written.map(({ actor, action }) => [actor, action])).toEqual([
    ['Test owner', 'settings.changed'],
    ['Test owner', 'delivery.changed'],
  ])
})

test('two people open the settings: the second to save is told, and nothing of theirs is kept', async () => {
  const [owner, manager] = [await shop.as('owner'), await shop.as('manager')]
  const { version } = (await owner.get(PATH)).body
  await owner.patch(PATH).send({ version, returnDays: 14 }).expect(200)

  const late = await manager.patch(PATH).send({ version, returnDays: 60, deliveryMethods: [] })

  expect([late.status, late.body.type]).toEqual([412, '/problems/settings-changed'])
  expect((await owner.get(PATH)).body).toMatchObject({ version: version + 1, returnDays: 14 })
})

test('both save at one moment: one of them wins', async () => {
  const owner = await shop.as('owner')
  const { version } = (await owner.get(PATH)).body

  const both = await Promise.all(
    ['One', 'Two'].map(async (tagline) => await owner.patch(PATH).send({ version, tagline })),
  )

  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
})

test.each([
  [{ taxRateBasisPoints: 10_001 }, '#/body/taxRateBasisPoints'],
  [{ timeZone: 'Europe/Atlantis' }, '#/body/timeZone'],
  [{ reservationMinutes: 5 }, '#/body/reservationMinutes'],
  [{ collectionDays: [] }, '#/body/collectionDays'],
  [{ currency: 'usd' }, '#/body'],
  [{ deliveryMethods: [STANDARD, STANDARD] }, '#/body/deliveryMethods'],
  [{ deliveryMethods: [{ ...STANDARD, daysTo: 1 }] }, '#/body/deliveryMethods/0/daysTo'],
])(
  'settings that no shop could work with, %j: the fault is named at its field',
  async (change, pointer) => {
    const owner = await shop.as('owner')
    const before = (await owner.get(PATH)).body

    const refused = await owner.patch(PATH).send({ version: before.version, ...change })

    expect(refused.status).toBe(400)
    expect(refused.body.errors[0].pointer).toContain(pointer)
    expect((await owner.get(PATH)).body).toEqual(before)
  },
)

test('an editor or a packer: the settings and the switch are not theirs', async () => {
  for (const role of ['editor', 'packer', 'viewer'] as const) {
    const staff = await shop.as(role)
    await staff.get(PATH).expect(403)
    await staff.patch(PATH).send({ version: 0 }).expect(403)
    await staff.put('/api/admin/sales').send({ paused: true }).expect(403)
    await staff.get('/api/admin/sales').expect(200)
  }
})
