import { openTestShop, type TestShop } from '#tests/support/shop.ts'

import type { ProductCard, ProductPage } from './contract.ts'

const PRODUCTS = 1001
/** So few prices, discounts and times that whole pages tie. */
const PRICES = 5

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await shop.db.$executeRaw`
    insert into product (id, slug, title, status, created_at, updated_at)
    select gen_random_uuid(), 'mug-' || n, 'Mug ' || n, 'active', timestamptz '2026-01-01' + (n % 3) * interval '1 day', now()
      from generate_series(1, ${PRODUCTS}::int) n`
  await shop.db.$executeRaw`
    insert into variant (id, product_id, sku, price_minor, compare_at_minor, position, created_at, updated_at)
    select gen_random_uuid(), id, slug, 100 * (1 + row_number() over (order by slug) % ${PRICES}::int), 600, 0, now(), now()
      from product`
})
afterAll(async () => await shop.close())

async function walk(query: Record<string, string>): Promise<readonly ProductCard[]> {
  const seen: ProductCard[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { body: ProductPage } = await shop
      .request()
      .get('/api/products')
      .query({ ...query, ...(cursor && { cursor }) })
      .expect(200)
    seen.push(...page.body.items)
    cursor = page.body.nextCursor
  }
  return seen
}

test.each<[{ readonly q?: string; readonly sort?: string }]>([
  [{ sort: 'newest' }],
  [{ sort: 'price' }],
  [{ sort: '-price' }],
  [{ sort: '-discount' }],
  [{ q: 'mug' }],
  [{ q: 'mugg', sort: 'price' }],
])('1,001 products that tie, by %p: every one once, in order', async (query) => {
  const seen = await walk({ ...query, limit: '37' })

  expect(new Set(seen.map(({ id }) => id)).size).toBe(PRODUCTS)
  expect(seen).toHaveLength(PRODUCTS)
  const prices = seen.map(({ priceFrom }) => priceFrom.minor)
  if (query.sort === 'price') expect(prices).toEqual(prices.toSorted((a, b) => a - b))
  if (query.sort === '-price') expect(prices).toEqual(prices.toSorted((a, b) => b - a))
})

test('products coming in while somebody pages: what was there is seen once all the same', async () => {
  const first = await shop.request().get('/api/products?sort=price&limit=100')
  await shop.given.product({ title: 'Newcomer', variants: [{ sku: 'NEW-1', priceMinor: 1 }] })

  const { body } = await shop
    .request()
    .get('/api/products')
    .query({ sort: 'price', limit: '100', cursor: first.body.nextCursor })

  const ids = [...first.body.items, ...body.items].map(({ id }: ProductCard) => id)
  expect(new Set(ids).size).toBe(200)
})

test('a full last page: no cursor to an empty one', async () => {
  const { body } = await shop.request().get('/api/products?q=newcomer&limit=1')
  expect(body).toMatchObject({ items: [{ title: 'Newcomer' }], nextCursor: null })
})

test("one list's cursor given to another: 400, naming it", async () => {
  const { body } = await shop.request().get('/api/products?sort=price&limit=1')
  for (const query of [{ sort: '-price' }, { sort: 'newest' }, { q: 'mug' }]) {
    const reply = await shop
      .request()
      .get('/api/products')
      .query({ ...query, cursor: body.nextCursor })
    expect(reply.status).toBe(400)
    expect(reply.body.errors).toEqual([{ pointer: '#/query/cursor', detail: expect.any(String) }])
  }
})
