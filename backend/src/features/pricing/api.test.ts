import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
let manager: Awaited<ReturnType<TestShop['as']>>
beforeAll(async () => {
  shop = await openTestShop()
  manager = await shop.as('manager')
})
afterAll(async () => await shop.close())

const DISCOUNTS = '/api/admin/discounts'
const tenPercent = (more: object = {}) => ({
  name: 'Ten per cent off',
  kind: 'percentage',
  percentBasisPoints: 1000,
  ...more,
})

test('a coupon is made: its code is kept in capitals, and who made it is written down', async () => {
  const { status, body } = await manager
    .post(DISCOUNTS)
    .send(tenPercent({ code: ' made-1 ', minimumSpendMinor: 2000, limitTotal: 5 }))

  expect(status).toBe(201)
  expect(body).toMatchObject({
    code: 'MADE-1',
    percentBasisPoints: 1000,
    amount: null,
    gift: null,
    minimumSpend: { minor: 2000, currency: 'gbp' },
    limitTotal: 5,
    active: true,
    uses: 0,
  })
  expect((await manager.get(`${DISCOUNTS}/${body.id}`)).body).toEqual(body)
  expect(await shop.db.audit.findFirst({ where: { subjectId: body.id } })).toMatchObject({
    action: 'discount.created',
    actor: 'Test manager',
  })
})

test('a gift is made: it names what is given and how many are left', async () => {
  await shop.given.stock('GIVEN-1', 7)
  const { body } = await manager
    .post(DISCOUNTS)
    .send({ name: 'A tea on us', kind: 'gift', giftSku: 'GIVEN-1', minimumSpendMinor: 1000 })

  expect(body.gift).toMatchObject({ sku: 'GIVEN-1', title: 'Tea GIVEN-1', available: 7 })
})

test('it is switched off: it is listed behind those that are on', async () => {
  const body = tenPercent({ code: 'OFF-1' })
  const { body: made } = await manager.post(DISCOUNTS).send(body).expect(201)

  const changed = await manager.put(`${DISCOUNTS}/${made.id}`).send({ ...body, active: false })

  expect(changed.body).toMatchObject({ id: made.id, active: false })
  const { items } = (await manager.get(DISCOUNTS)).body
  expect(items.at(-1).id).toBe(made.id)
})

test('a code that is taken: 409, whichever way it is written, and nothing is saved', async () => {
  await manager
    .post(DISCOUNTS)
    .send(tenPercent({ code: 'TAKEN-1' }))
    .expect(201)
  const other = await manager.post(DISCOUNTS).send(tenPercent({ code: 'OTHER-1' }))

  const refused = await manager.post(DISCOUNTS).send(tenPercent({ code: 'taken-1' }))
  const renamed = await manager
    .put(`${DISCOUNTS}/${other.body.id}`)
    .send(tenPercent({ code: 'taken-1' }))

  for (const { status, body } of [refused, renamed]) {
    expect(status).toBe(409)
    expect(body).toMatchObject({ type: '/problems/code-taken', code: 'TAKEN-1' })
  }
  expect((await manager.get(`${DISCOUNTS}/${other.body.id}`)).body.code).toBe('OTHER-1')
})

test('a gift that is not in the catalogue: 422', async () => {
  const refused = await manager
    .post(DISCOUNTS)
    .send({ name: 'Nothing', kind: 'gift', giftSku: 'NOWHERE' })

  expect(refused.status).toBe(422)
  expect(refused.body).toMatchObject({ type: '/problems/gift-unknown', sku: 'NOWHERE' })
})

test.each([
  ['a percentage without one', { percentBasisPoints: null }, 'percentBasisPoints'],
  ['a percentage with an amount', { amountMinor: 100 }, 'amountMinor'],
  ['more than all of it', { percentBasisPoints: 10_001 }, 'percentBasisPoints'],
  ['a fixed amount without one', { kind: 'fixed_amount', percentBasisPoints: null }, 'amountMinor'],
  ['a gift without one', { kind: 'gift', percentBasisPoints: null }, 'giftSku'],
  [
    'an end before its start',
    { startsAt: '2026-12-01T00:00:00Z', endsAt: '2026-12-01T00:00:00Z' },
    'endsAt',
  ],
  ['a year that no calendar of the books has', { startsAt: '0000-01-01T00:00:00Z' }, 'startsAt'],
  ['a limit of none', { limitTotal: 0 }, 'limitTotal'],
  ['a code with a blank in it', { code: 'TEN OFF' }, 'code'],
])('%s: 400 at its place', async (_what, more, field) => {
  const { status, body } = await manager.post(DISCOUNTS).send(tenPercent(more))

  expect(status).toBe(400)
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    `#/body/${field}`,
  ])
})

test('one that is not there: 404', async () => {
  const path = `${DISCOUNTS}/01900000-0000-7000-8000-00000000dead`

  expect((await manager.get(path)).body.type).toBe('/problems/discount-not-found')
  expect((await manager.put(path).send(tenPercent())).status).toBe(404)
})

test.each(['editor', 'packer', 'viewer', 'customer'] as const)('a %s: 403', async (role) => {
  const agent = await shop.as(role)
  expect((await agent.get(DISCOUNTS)).status).toBe(403)
  expect((await agent.post(DISCOUNTS).send(tenPercent())).status).toBe(403)
})
