import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const size = (value: string) => [{ name: 'Size', value }]
const variant = (sku: string, more: object = {}) => ({
  sku,
  options: size(sku),
  priceMinor: 850,
  ...more,
})
const auditOf = async (subjectId: string) =>
  await shop.db.audit.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })

async function create(body: object) {
  const editor = await shop.as('editor')
  return await editor.post('/api/admin/products').send(body)
}

async function update(id: string, body: object) {
  const editor = await shop.as('editor')
  return await editor.put(`/api/admin/products/${id}`).send(body)
}

describe('POST /api/admin/products', () => {
  test('a product with two sizes: its stock is opened, its description is safe, its making is on record', async () => {
    const response = await create({
      title: 'Crème kettle',
      description: '<p>Whistles.<script>alert(1)</script></p>',
      brand: 'Brae',
      status: 'active',
      tags: ['gift', 'gift'],
      variants: [variant('KETTLE-S', { onHand: 4, costMinor: 300 }), variant('KETTLE-L')],
    })

    expect(response.status).toBe(201)
    expect(response.body).toMatchObject({
      slug: 'creme-kettle',
      description: '<p>Whistles.</p>',
      tags: ['gift'],
      version: 0,
      variants: [
        {
          sku: 'KETTLE-S',
          price: { minor: 850, currency: 'gbp' },
          cost: { minor: 300, currency: 'gbp' },
          onHand: 4,
          available: 4,
        },
        { sku: 'KETTLE-L', cost: null, onHand: 0 },
      ],
    })
    const movements = await shop.db.stockMovement.findMany({
      where: { variantId: response.body.variants[0].id },
    })
    expect(movements).toMatchObject([{ delta: 4, reason: 'initial' }])
    expect(await auditOf(response.body.id)).toMatchObject([
      {
        action: 'product.created',
        actor: 'Test editor',
        detail: { skus: ['KETTLE-S', 'KETTLE-L'] },
      },
    ])
  })

  test('a title that is taken: the address is numbered; an address that is taken: 409', async () => {
    await create({ title: 'Plain mug', variants: [variant('MUG-1')] })

    const second = await create({ title: 'Plain mug', variants: [variant('MUG-2')] })
    const third = await create({ title: 'Other', slug: 'plain-mug', variants: [variant('MUG-3')] })

    expect(second.body.slug).toBe('plain-mug-2')
    expect(third.status).toBe(409)
    expect(third.body).toMatchObject({ type: '/problems/slug-taken', slug: 'plain-mug' })
  })

  test('two editors, one title, one moment: both are kept, under two addresses', async () => {
    const replies = await Promise.all(
      ['RACE-1', 'RACE-2'].map(
        async (sku) => await create({ title: 'Race', variants: [variant(sku)] }),
      ),
    )

    expect(new Set(replies.map(({ body }) => body.slug))).toEqual(new Set(['race', 'race-2']))
  })

  test('a SKU that is taken: 409 naming it, and nothing is left behind', async () => {
    await create({ title: 'First owner', variants: [variant('TAKEN-1')] })

    const reply = await create({
      title: 'Second owner',
      variants: [variant('FREE-1'), variant('TAKEN-1')],
    })

    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ type: '/problems/sku-taken', skus: ['TAKEN-1'] })
    expect(await shop.db.product.count({ where: { title: 'Second owner' } })).toBe(0)
  })

  test('a category that is not there: 422', async () => {
    const categoryId = '01900000-0000-7000-8000-000000000009'
    const reply = await create({ title: 'Lost', categoryId, variants: [variant('LOST-1')] })
    expect(reply.status).toBe(422)
  })

  test.each([
    ['no title', { variants: [variant('BAD-1')] }, '#/body/title'],
    ['no variant', { title: 'Bad', variants: [] }, '#/body/variants'],
    [
      'a price below zero',
      { title: 'Bad', variants: [variant('BAD-1', { priceMinor: -1 })] },
      '#/body/variants/0/priceMinor',
    ],
    [
      'a price with a fraction',
      { title: 'Bad', variants: [variant('BAD-1', { priceMinor: 8.5 })] },
      '#/body/variants/0/priceMinor',
    ],
    [
      'an unknown field',
      { title: 'Bad', colour: 'red', variants: [variant('BAD-1')] },
      '#/body/colour',
    ],
    ['a NUL byte', { title: 'Bad\0', variants: [variant('BAD-1')] }, '#/body/title'],
    [
      'a slug of its own kind',
      { title: 'Bad', slug: '../x', variants: [variant('BAD-1')] },
      '#/body/slug',
    ],
  ])('%s: 400, naming it', async (_what, body, pointer) => {
    const reply = await create(body)
    expect(reply.status).toBe(400)
    expect(reply.body.errors).toContainEqual(expect.objectContaining({ pointer }))
  })

  test('who may not change what is sold: 403; who is nobody: 401', async () => {
    const packer = await shop.as('packer')
    const body = { title: 'No', variants: [variant('NO-1')] }
    expect((await packer.post('/api/admin/products').send(body)).status).toBe(403)
    expect((await shop.request().post('/api/admin/products').send(body)).status).toBe(401)
  })
})

describe('PUT /api/admin/products/{id}', () => {
  test('prices and status changed: the next version, and on record what was and what is', async () => {
    const { body: before } = await create({
      title: 'Saucepan',
      variants: [variant('PAN-1', { onHand: 2 })],
    })

    const reply = await update(before.id, {
      title: 'Saucepan',
      status: 'active',
      version: 0,
      variants: [
        {
          id: before.variants[0].id,
          ...variant('PAN-1', { priceMinor: 700, compareAtMinor: 850 }),
        },
      ],
    })

    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ status: 'active', version: 1, variants: [{ onHand: 2 }] })
    const [, entry] = await auditOf(before.id)
    expect(entry).toMatchObject({
      action: 'product.updated',
      detail: { changes: { status: { from: 'draft', to: 'active' } } },
    })
    expect(await shop.db.product.findUnique({ where: { id: before.id } })).toMatchObject({
      priceFromMinor: 700,
      compareAtMinor: 850,
      discountBp: 1764,
    })
  })

  test('a version somebody else replaced: 412, and their work stays', async () => {
    const { body: before } = await create({ title: 'Trowel', variants: [variant('TROWEL-1')] })
    const change = (title: string) => ({ title, version: 0, variants: [variant('TROWEL-1')] })
    await update(before.id, change('Their trowel'))

    const late = await update(before.id, change('My trowel'))

    expect(late.status).toBe(412)
    expect(late.body.type).toBe('/problems/product-changed')
    expect((await shop.db.product.findUnique({ where: { id: before.id } }))?.title).toBe(
      'Their trowel',
    )
  })

  test('two save the same version at one moment: one does, the other gets 412', async () => {
    const { body: before } = await create({ title: 'Chisel', variants: [variant('CHISEL-1')] })

    const replies = await Promise.all(
      ['A', 'B'].map(
        async (title) =>
          await update(before.id, { title, version: 0, variants: [variant('CHISEL-1')] }),
      ),
    )

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
  })

  test('saved without a change: the same version, and nothing on record', async () => {
    const { body: before } = await create({ title: 'Kite', variants: [variant('KITE-1')] })

    const reply = await update(before.id, {
      title: 'Kite',
      version: 0,
      variants: [variant('KITE-1')],
    })

    expect(reply.body).toEqual(before)
    expect(await auditOf(before.id)).toHaveLength(1)
  })

  test('a variant left out: archived with its stock, and back with it when it is named again', async () => {
    const { body: before } = await create({
      title: 'Towel',
      variants: [variant('TOWEL-S', { onHand: 3 }), variant('TOWEL-L', { onHand: 5 })],
    })

    const without = await update(before.id, {
      title: 'Towel',
      version: 0,
      variants: [variant('TOWEL-L')],
    })
    expect(without.body.variants).toMatchObject([{ sku: 'TOWEL-L', onHand: 5 }])
    expect(await shop.db.variant.findUnique({ where: { sku: 'TOWEL-S' } })).toMatchObject({
      id: before.variants[0].id,
      archivedAt: expect.any(Date),
    })

    const again = await update(before.id, {
      title: 'Towel',
      version: 1,
      variants: [variant('TOWEL-L'), variant('TOWEL-S')],
    })
    expect(again.body.variants).toMatchObject([
      { sku: 'TOWEL-L', onHand: 5 },
      { id: before.variants[0].id, sku: 'TOWEL-S', onHand: 3 },
    ])
  })

  test('two variants trade SKUs, and one is added: each keeps its own stock', async () => {
    const { body: before } = await create({
      title: 'Plate',
      variants: [variant('PLATE-A', { onHand: 1 }), variant('PLATE-B', { onHand: 2 })],
    })
    const [a, b] = before.variants

    const reply = await update(before.id, {
      title: 'Plate',
      version: 0,
      variants: [
        { id: a.id, ...variant('PLATE-B') },
        { id: b.id, ...variant('PLATE-A') },
        variant('PLATE-C'),
      ],
    })

    expect(reply.body.variants).toMatchObject([
      { id: a.id, sku: 'PLATE-B', onHand: 1 },
      { id: b.id, sku: 'PLATE-A', onHand: 2 },
      { sku: 'PLATE-C', onHand: 0 },
    ])
  })

  test("another product's variant, or its SKU: refused", async () => {
    const { body: theirs } = await create({ title: 'Theirs', variants: [variant('THEIRS-1')] })
    const { body: mine } = await create({ title: 'Mine', variants: [variant('MINE-1')] })

    const stolen = [{ id: theirs.variants[0].id, ...variant('MINE-1') }]
    expect((await update(mine.id, { title: 'Mine', version: 0, variants: stolen })).status).toBe(
      422,
    )
    const named = [variant('THEIRS-1')]
    expect((await update(mine.id, { title: 'Mine', version: 0, variants: named })).status).toBe(409)
  })

  test('a product that is not there: 404; no id at all: 400', async () => {
    const body = { title: 'X', version: 0, variants: [variant('X-1')] }
    expect((await update('01900000-0000-7000-8000-00000000000a', body)).status).toBe(404)
    expect((await update('42', body)).status).toBe(400)
  })
})

test('GET /api/admin/products/{id}: everyone on the staff may look', async () => {
  const { body } = await create({ title: 'Lantern', variants: [variant('LANTERN-1')] })
  const viewer = await shop.as('viewer')
  expect((await viewer.get(`/api/admin/products/${body.id}`)).body).toEqual(body)
})

describe('categories', () => {
  test('added at the end of the menu; the shop shows those with products, each with its newest picture', async () => {
    const editor = await shop.as('editor')
    const kitchen = await editor.post('/api/admin/categories').send({ name: 'Kitchen & table' })
    const toys = await editor.post('/api/admin/categories').send({ name: 'Toys', tint: '#aabbcc' })
    expect(kitchen.status).toBe(201)
    expect(kitchen.body).toMatchObject({ slug: 'kitchen-table', productCount: 0, picture: null })

    const { id } = await shop.given.product({
      title: 'Ladle',
      categoryId: kitchen.body.id,
      variants: [{ sku: 'LADLE-1' }],
    })
    await shop.given.product({
      status: 'draft',
      categoryId: toys.body.id,
      variants: [{ sku: 'TOY-1' }],
    })
    const picture = { productId: id, alt: 'A ladle', createdAt: shop.clock.now() }
    await shop.db.media.create({
      data: {
        ...picture,
        id: '01900000-0000-7000-8000-0000000000aa',
        key: 'products/ladle',
        width: 1280,
        height: 1600,
        widths: [640, 320],
        position: 0,
      },
    })

    const shown = await shop.request().get('/api/categories')
    expect(shown.body.items).toEqual([
      {
        id: kitchen.body.id,
        slug: 'kitchen-table',
        name: 'Kitchen & table',
        blurb: '',
        tint: '#E9E4DA',
        productCount: 1,
        picture: {
          id: '01900000-0000-7000-8000-0000000000aa',
          alt: 'A ladle',
          url: '/media/products/ladle/640.webp',
          width: 1280,
          height: 1600,
          sizes: [
            { width: 320, url: '/media/products/ladle/320.webp' },
            { width: 640, url: '/media/products/ladle/640.webp' },
          ],
        },
      },
    ])
    const all = await editor.get('/api/admin/categories')
    expect(all.body.items.map(({ slug }: { slug: string }) => slug)).toEqual([
      'kitchen-table',
      'toys',
    ])
  })

  test('an address that is taken: 409; a name that is taken: the address is numbered', async () => {
    const editor = await shop.as('editor')
    await editor.post('/api/admin/categories').send({ name: 'Garden' })
    const named = await editor.post('/api/admin/categories').send({ name: 'Garden' })
    expect(named.body.slug).toBe('garden-2')
    const given = await editor.post('/api/admin/categories').send({ name: 'G', slug: 'garden' })
    expect(given.status).toBe(409)
  })
})
