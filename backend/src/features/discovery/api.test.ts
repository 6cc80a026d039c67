import { openTestShop, type TestShop } from '#tests/support/shop.ts'

import type { ProductCard, ProductPage } from './contract.ts'

let shop: TestShop
const categories = new Map<string, string>()

beforeAll(async () => {
  shop = await openTestShop()
  const editor = await shop.as('editor')
  for (const name of ['Kitchen', 'Tools']) {
    const { body } = await editor.post('/api/admin/categories').send({ name })
    categories.set(name, body.id)
  }
  await stockTheShop()
})
afterAll(async () => await shop.close())

/** Ten products whose every filter and search below is worked out by hand. */
async function stockTheShop(): Promise<void> {
  const kitchen = { categoryId: categories.get('Kitchen') ?? '' }
  const tools = { categoryId: categories.get('Tools') ?? '' }
  const one = (sku: string, priceMinor: number, more: object = {}) => ({
    variants: [{ sku, priceMinor, onHand: 5, ...more }],
  })
  const products = [
    {
      ...kitchen,
      title: 'Stoneware coffee mug',
      brand: 'Brae',
      tags: ['gift'],
      ...one('MUG-1', 1200),
    },
    {
      ...kitchen,
      title: 'Enamel mug',
      brand: 'Tolland',
      tags: ['gift', 'camp'],
      ...one('MUG-2', 800, { compareAtMinor: 1000 }),
    },
    { ...kitchen, title: 'Copper kettle', brand: 'Brae', ...one('KETTLE-1', 4500, { onHand: 2 }) },
    {
      ...kitchen,
      title: 'Tea towel',
      brand: 'Ferris',
      tags: ['linen'],
      description: '<p>Hangs beside the kettle.</p>',
      ...one('TOWEL-1', 600),
    },
    {
      ...kitchen,
      title: 'Glazed teapot',
      brand: 'Brae',
      condition: 'open_box',
      ...one('POT-1', 3000, { onHand: 0 }),
    },
    { ...tools, title: 'Claw hammer', brand: 'Ferris', ...one('HAMMER-1', 1800) },
    {
      ...tools,
      title: 'Chisel set',
      brand: 'Tolland',
      condition: 'used',
      tags: ['gift'],
      variants: [
        {
          sku: 'CHISEL-6',
          priceMinor: 900,
          compareAtMinor: 1800,
          onHand: 1,
          options: [{ name: 'Width', value: '6 mm' }],
        },
        {
          sku: 'CHISEL-25',
          priceMinor: 1500,
          onHand: 3,
          options: [{ name: 'Width', value: '25 mm' }],
        },
      ],
    },
    { title: 'Storm lantern', brand: 'Brae', ...one('LANTERN-1', 2500) },
    { ...kitchen, title: 'Draft kettle', status: 'draft', ...one('DRAFT-1', 100) },
    { ...kitchen, title: 'Archived kettle', status: 'archived', ...one('OLD-1', 100) },
  ] as const
  for (const { variants, ...product } of products) {
    await shop.given.product({
      ...product,
      tags: 'tags' in product ? [...product.tags] : [],
      variants: variants.map((v) => ({ ...v, options: 'options' in v ? [...v.options] : [] })),
    })
    await shop.clock.advance(60)
  }
  await shop.db.variant.update({ where: { sku: 'HAMMER-1' }, data: { barcode: '5012345678900' } })
}

async function list(query: string | Record<string, string | string[]> = {}): Promise<ProductPage> {
  const { status, body } = await shop.request().get('/api/products').query(query)
  expect(status).toBe(200)
  return body
}
const titles = async (query: string | Record<string, string | string[]>) =>
  (await list(query)).items.map(({ title }) => title)
const sorted = async (query: string | Record<string, string | string[]>) =>
  (await titles(query)).toSorted()

describe('GET /api/products', () => {
  test('without a word: what is on sale, the newest first, and nothing that was not asked for', async () => {
    const { status, body } = await shop.request().get('/api/products')

    expect(status).toBe(200)
    expect(body.items.map(({ title }: ProductCard) => title)).toEqual([
      'Storm lantern',
      'Chisel set',
      'Claw hammer',
      'Glazed teapot',
      'Tea towel',
      'Copper kettle',
      'Enamel mug',
      'Stoneware coffee mug',
    ])
    expect(Object.keys(body)).toEqual(['items', 'nextCursor'])
    expect(body.nextCursor).toBeNull()
  })

  test('a card: all that it shows', async () => {
    const [chisels] = (await list({ q: 'chisel' })).items
    expect(chisels).toEqual({
      id: expect.any(String),
      slug: 'chisel-set',
      title: 'Chisel set',
      brand: 'Tolland',
      condition: 'used',
      category: { slug: 'tools', name: 'Tools' },
      tags: ['gift'],
      image: null,
      priceFrom: { minor: 900, currency: 'gbp' },
      priceVaries: true,
      compareAt: { minor: 1800, currency: 'gbp' },
      inStock: true,
      unitsLeft: null,
    })
    const [kettle] = (await list({ q: 'kettle' })).items
    expect(kettle).toMatchObject({ priceVaries: false, compareAt: null, unitsLeft: 2 })
    const [teapot] = (await list({ q: 'teapot' })).items
    expect(teapot).toMatchObject({ inStock: false, unitsLeft: null })
  })

  test('units promised to others are not there', async () => {
    const { id } = await shop.given.product({
      title: 'Promised',
      variants: [{ sku: 'PROMISED', onHand: 4 }],
    })
    const variant = { variant: { sku: 'PROMISED' } }
    await shop.db.stockLevel.updateMany({ where: variant, data: { reserved: 2 } })
    expect((await list({ q: 'promised' })).items).toMatchObject([{ inStock: true, unitsLeft: 2 }])

    await shop.db.stockLevel.updateMany({ where: variant, data: { reserved: 4 } })
    expect((await list({ q: 'promised' })).items).toMatchObject([
      { inStock: false, unitsLeft: null },
    ])
    await shop.db.product.update({ where: { id }, data: { status: 'archived' } })
  })

  test.each<[string, string[]]>([
    ['category=tools', ['Chisel set', 'Claw hammer']],
    ['category=tools&category=kitchen&brand=Ferris', ['Claw hammer', 'Tea towel']],
    ['brand=Brae', ['Copper kettle', 'Glazed teapot', 'Stoneware coffee mug', 'Storm lantern']],
    [
      'brand=Brae&brand=Ferris&category=kitchen&inStock=true',
      ['Copper kettle', 'Stoneware coffee mug', 'Tea towel'],
    ],
    ['condition=used', ['Chisel set']],
    ['condition=used&condition=open_box', ['Chisel set', 'Glazed teapot']],
    ['tag=camp', ['Enamel mug']],
    ['tag=camp&tag=linen', ['Enamel mug', 'Tea towel']],
    ['minPrice=2500', ['Copper kettle', 'Glazed teapot', 'Storm lantern']],
    ['maxPrice=800', ['Enamel mug', 'Tea towel']],
    ['minPrice=800&maxPrice=1200', ['Chisel set', 'Enamel mug', 'Stoneware coffee mug']],
    ['minPrice=2000&maxPrice=1000', []],
    ['inStock=false', ['Glazed teapot']],
    ['onSale=true', ['Chisel set', 'Enamel mug']],
    ['onSale=true&category=kitchen', ['Enamel mug']],
    ['q=mug&tag=camp', ['Enamel mug']],
    ['q=kettle&inStock=true&maxPrice=1000', ['Tea towel']],
    ['category=nowhere', []],
    ["brand=' or 1=1 --", []],
    ['tag=%25', []],
  ])('?%s: exactly what it says', async (query, expected) => {
    expect(await sorted(query)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    [
      'price',
      [
        'Tea towel',
        'Enamel mug',
        'Chisel set',
        'Stoneware coffee mug',
        'Claw hammer',
        'Storm lantern',
        'Glazed teapot',
        'Copper kettle',
      ],
    ],
    [
      '-price',
      [
        'Copper kettle',
        'Glazed teapot',
        'Storm lantern',
        'Claw hammer',
        'Stoneware coffee mug',
        'Chisel set',
        'Enamel mug',
        'Tea towel',
      ],
    ],
  ])('sort=%s: in that order', async (sort, expected) => {
    expect(await titles({ sort })).toEqual(expected)
  })

  test('sort=-discount: the deepest cut first', async () => {
    expect((await titles({ sort: '-discount' })).slice(0, 2)).toEqual(['Chisel set', 'Enamel mug'])
  })
})

describe('searching', () => {
  test.each<[string, string[]]>([
    ['coffee mug', ['Stoneware coffee mug']],
    ['MUGS', ['Enamel mug', 'Stoneware coffee mug']],
    ['brae kettle', ['Copper kettle']],
    ['kitchen brae mug', ['Stoneware coffee mug']],
    ['"enamel mug"', ['Enamel mug']],
    ['mug -enamel', ['Stoneware coffee mug']],
    ['lanter', ['Storm lantern']],
    ['ham', ['Claw hammer']],
    ['cofee mug', ['Stoneware coffee mug']],
    ['mug cofee', ['Stoneware coffee mug']],
    ['ketle', ['Copper kettle']],
    ['tepot', ['Glazed teapot']],
    ['hamer', ['Claw hammer']],
    ['lantren', ['Storm lantern']],
    ['stonware', ['Stoneware coffee mug']],
    ['chisle', ['Chisel set']],
    ['KETTLE-1', ['Copper kettle']],
    ['chisel-25', ['Chisel set']],
    ['5012345678900', ['Claw hammer']],
    ['501-2345-678900', ['Claw hammer']],
    ['DRAFT-1', []],
    ['xyzzy', []],
    ['qqqqzzzz mug', []],
    ['"cofee"', []],
  ])('“%s” finds %p first, and nothing else but by its description', async (q, expected) => {
    expect((await sorted({ q })).filter((title) => title !== 'Tea towel')).toEqual(expected)
  })

  test('the title counts before the description', async () => {
    expect(await titles({ q: 'kettle' })).toEqual(['Copper kettle', 'Tea towel'])
  })

  test('among equals, what is in stock comes first', async () => {
    await shop.given.product({ title: 'Walnut spoon', variants: [{ sku: 'SPOON-1', onHand: 1 }] })
    await shop.clock.advance(1)
    await shop.given.product({ title: 'Walnut spoon', variants: [{ sku: 'SPOON-2', onHand: 0 }] })
    expect((await list({ q: 'walnut spoon' })).items.map(({ inStock }) => inStock)).toEqual([
      true,
      false,
    ])
    await shop.db.product.updateMany({
      where: { title: 'Walnut spoon' },
      data: { status: 'archived' },
    })
  })

  test.each(['', '   ', '%', '_', '%%%', ':*', '"', "''", '\\'])(
    '“%s” is no search: everything',
    async (q) => {
      expect((await list({ q, include: 'total' })).total).toBe(8)
    },
  )

  test.each([
    "'; drop table product; --",
    "mug' | 'x",
    'mug & ! (',
    'mug:*',
    ':A mug',
    '\\',
    'a'.repeat(200),
    'mug '.repeat(50),
    '😀 🏺',
    'مِكواة',
    'ﬁle',
    'e\u0301'.repeat(50),
    '²³',
    '<b>mug</b>',
    '--',
    '"',
    '{"$gt":""}',
    '-',
    '1e400',
    '\ud800',
  ])('whatever is typed, %p: an answer', async (q) => {
    const encoded = encodeURIComponent(q.isWellFormed() ? q : q.toWellFormed())
    const listed = await shop.request().get(`/api/products?q=${encoded}&include=facets,total`)
    const suggested = await shop.request().get(`/api/search/suggestions?q=${encoded}`)
    expect([listed.status, suggested.status]).toEqual([200, 200])
  })
})

describe('facets', () => {
  const countsOf = (facet: readonly { value: string; count: number }[]) =>
    Object.fromEntries(facet.map((found) => [found.value, found.count]))

  async function count(query: string | Record<string, string>) {
    const { facets, total } = await list(query)
    if (!facets) throw new Error('There are no facets.')
    return { facets, total }
  }

  test('nothing chosen: what each choice would find, beside the total', async () => {
    const { facets, total } = await count({ include: 'facets,total' })

    expect(total).toBe(8)
    expect(facets.category).toEqual([
      { value: 'kitchen', label: 'Kitchen', count: 5 },
      { value: 'tools', label: 'Tools', count: 2 },
    ])
    expect(countsOf(facets.brand)).toEqual({ Brae: 4, Ferris: 2, Tolland: 2 })
    expect(facets.condition).toEqual([
      { value: 'new', label: 'New', count: 6 },
      { value: 'open_box', label: 'Open box', count: 1 },
      { value: 'used', label: 'Used', count: 1 },
    ])
    expect(countsOf(facets.tag)).toEqual({ gift: 3, camp: 1, linen: 1 })
    expect(facets).toMatchObject({
      price: { min: { minor: 600 }, max: { minor: 4500 } },
      inStock: 7,
      onSale: 2,
    })
  })

  test('every choice of two filters: each count is what choosing it would list', async () => {
    const chosen = 'category=kitchen&brand=Brae'
    const { facets, total } = await count(`${chosen}&include=facets,total`)
    const totalOf = async (query: string) => (await list(`${query}&include=total`)).total

    expect(total).toBe(3)
    const values = [
      ...facets.category.map((it) => ({
        ...it,
        query: `category=${it.value}&brand=Brae`,
      })),
      ...facets.brand.map((it) => ({
        ...it,
        query: `category=kitchen&brand=${it.value}`,
      })),
      ...facets.condition.map((it) => ({
        ...it,
        query: `${chosen}&condition=${it.value}`,
      })),
      ...facets.tag.map((it) => ({ ...it, query: `${chosen}&tag=${it.value}` })),
    ]
    expect(values).toHaveLength(7)
    for (const { query, count: found } of values)
      expect([query, await totalOf(query)]).toEqual([query, found])
    expect(facets.inStock).toBe(await totalOf(`${chosen}&inStock=true`))
    expect(facets.onSale).toBe(await totalOf(`${chosen}&onSale=true`))
    expect(countsOf(facets.brand)).toEqual({ Brae: 3, Ferris: 1, Tolland: 1 })
  })

  test('with words, a price and flags: the price shows its own range, the flags their own number', async () => {
    const { facets, total } = await count({
      q: 'gift',
      maxPrice: '1000',
      onSale: 'true',
      inStock: 'true',
      include: 'facets,total',
    })

    expect(total).toBe(2)
    expect(facets).toMatchObject({
      price: { min: { minor: 800 }, max: { minor: 900 } },
      inStock: 2,
      onSale: 2,
    })
    expect(countsOf(facets.category)).toEqual({ kitchen: 1, tools: 1 })
  })

  test('nothing found: empty facets, and no price', async () => {
    const { facets, total } = await count({ q: 'xyzzy', include: 'facets,total' })
    expect(total).toBe(0)
    expect(facets).toEqual({
      category: [],
      brand: [],
      condition: [],
      tag: [],
      price: null,
      inStock: 0,
      onSale: 0,
    })
  })

  test('only one of the two asked for: only that', async () => {
    expect(Object.keys(await list({ include: 'total' }))).toEqual(['items', 'nextCursor', 'total'])
    expect(Object.keys(await list({ include: 'facets' }))).toEqual([
      'items',
      'nextCursor',
      'facets',
    ])
  })
})

test.each([
  ['q=%00', undefined],
  [`q=${'a'.repeat(10_000)}`, '#/query/q'],
  ['limit=0', '#/query/limit'],
  ['limit=101', '#/query/limit'],
  ['limit=1.5', '#/query/limit'],
  ['minPrice=1e400', '#/query/minPrice'],
  ['minPrice=-1', '#/query/minPrice'],
  ['maxPrice=99999999999', '#/query/maxPrice'],
  ['maxPrice=NaN', '#/query/maxPrice'],
  ['sort=title', '#/query/sort'],
  ['condition=broken', '#/query/condition'],
  ['inStock=perhaps', '#/query/inStock'],
  ['include=everything', '#/query/include'],
  ['cursor=nonsense', '#/query/cursor'],
  [`cursor=${'a'.repeat(501)}`, '#/query/cursor'],
  ['q=a&q=b', '#/query/q'],
  ['colour=red', '#/query/colour'],
  ['__proto__=1', '#/query/__proto__'],
])('?%s: 400, naming it', async (query, pointer) => {
  const { status, body } = await shop.request().get(`/api/products?${query}`)
  expect(status).toBe(400)
  if (pointer) expect(body.errors).toContainEqual(expect.objectContaining({ pointer }))
})

describe('GET /api/products/{slug}', () => {
  test('a product: its variants in their order, what each costs and whether it is there', async () => {
    const { status, body } = await shop.request().get('/api/products/chisel-set')

    expect(status).toBe(200)
    expect(body).toMatchObject({
      slug: 'chisel-set',
      category: { slug: 'tools', name: 'Tools' },
      images: [],
      priceFrom: { minor: 900, currency: 'gbp' },
      inStock: true,
    })
    expect(body.variants).toEqual([
      {
        sku: 'CHISEL-6',
        options: [{ name: 'Width', value: '6 mm' }],
        price: { minor: 900, currency: 'gbp' },
        compareAt: { minor: 1800, currency: 'gbp' },
        available: 1,
        inStock: true,
        imageId: null,
      },
      {
        sku: 'CHISEL-25',
        options: [{ name: 'Width', value: '25 mm' }],
        price: { minor: 1500, currency: 'gbp' },
        compareAt: null,
        available: 3,
        inStock: true,
        imageId: null,
      },
    ])
  })

  test('its pictures: in their order, only those that are here, each variant with its own', async () => {
    const { id, variants } = await shop.given.product({
      title: 'Pictured',
      variants: [{ sku: 'PICTURED' }],
    })
    const picture = (nr: number, more: object) => ({
      id: `01900000-0000-7000-8000-00000000000${nr}`,
      productId: id,
      alt: `Picture ${nr}`,
      position: nr,
      createdAt: shop.clock.now(),
      ...more,
    })
    const stored = { width: 1280, height: 1600, widths: [320, 640] }
    await shop.db.media.createMany({
      data: [
        picture(2, { ...stored, key: 'p/2', variantId: variants[0]?.id }),
        picture(1, { ...stored, key: 'p/1' }),
        picture(0, { sourceUrl: 'https://pictures.example/not-here.jpg' }),
      ],
    })

    const { body } = await shop.request().get('/api/products/pictured')

    expect(body.images).toMatchObject([
      { alt: 'Picture 1', url: '/media/p/1/640.webp' },
      { alt: 'Picture 2', url: '/media/p/2/640.webp' },
    ])
    expect(body.variants[0].imageId).toBe(body.images[1].id)
    expect((await list({ q: 'pictured' })).items[0]?.image).toEqual(body.images[0])
    await shop.db.product.update({ where: { id }, data: { status: 'archived' } })
  })

  test.each(['draft-kettle', 'archived-kettle', 'nothing', "'", '%25', 'a'.repeat(200)])(
    '%s: 404, as if it had never been',
    async (slug) => {
      const { status, body } = await shop.request().get(`/api/products/${slug}`)
      expect(status).toBe(404)
      expect(body.type).toBe('/problems/product-not-found')
    },
  )
})

describe('GET /api/search/suggestions', () => {
  const suggest = async (q: string) => {
    const { status, body } = await shop.request().get('/api/search/suggestions').query({ q })
    expect(status).toBe(200)
    return body.items.map(({ kind, label }: { kind: string; label: string }) => `${kind}: ${label}`)
  }

  test.each([
    ['kitch', ['category: Kitchen']],
    ['ket', ['product: Copper kettle']],
    ['ketle', ['product: Copper kettle']],
    ['brae', ['brand: Brae']],
    ['ferriss', ['brand: Ferris']],
    ['mug', ['product: Enamel mug', 'product: Stoneware coffee mug']],
  ])('“%s” may mean %p', async (q, expected) => {
    expect((await suggest(q)).slice(0, expected.length)).toEqual(expected)
  })

  test.each(['xyzzy', '', '  ', '%'])('“%s” means nothing', async (q) => {
    expect(await suggest(q)).toEqual([])
  })
})

describe('GET /api/admin/products', () => {
  test('every status, last changed first, with all its units', async () => {
    const viewer = await shop.as('viewer')
    const { body } = await viewer.get('/api/admin/products?q=kettle')

    expect(body.items).toMatchObject([
      { title: 'Archived kettle', status: 'archived' },
      { title: 'Draft kettle', status: 'draft', category: 'Kitchen' },
      {
        title: 'Copper kettle',
        variantCount: 1,
        onHand: 2,
        available: 2,
        priceTo: { minor: 4500 },
      },
    ])
  })

  test.each([
    ['status=active&category=tools', ['Claw hammer', 'Chisel set']],
    ['stock=out&status=active', ['Glazed teapot']],
    ['stock=low&status=active', ['Copper kettle']],
    ['q=set tolland', ['Chisel set']],
    ['q=5012345678900', ['Claw hammer']],
    ['q=%25', []],
    ['q=_', []],
    ["q=' or ''='", []],
  ])('?%s: exactly that', async (query, expected) => {
    const viewer = await shop.as('viewer')
    const { body } = await viewer.get(`/api/admin/products?${query}`)
    const found = body.items.map(({ title }: { title: string }) => title)
    expect(found.toSorted()).toEqual(expected.toSorted())
  })

  test('page by page: everything once', async () => {
    const viewer = await shop.as('viewer')
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } =
        await viewer.get('/api/admin/products').query({ limit: '3', ...(cursor && { cursor }) })
      seen.push(...body.items.map(({ id }) => id))
      cursor = body.nextCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(await shop.db.product.count())
  })

  test('a customer: 403', async () => {
    const customer = await shop.as('customer')
    expect((await customer.get('/api/admin/products')).status).toBe(403)
  })
})
