import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import sharp from 'sharp'

import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

import type { ImportOptions } from './service.ts'

const OPTIONS: ImportOptions = {
  actor: { accountId: null, name: 'a test' },
  fetchImages: false,
}
const HEADER =
  'Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src,Variant Image'
const csv = (...rows: readonly string[]) => [HEADER, ...rows].join('\n')
const MUG = 'mug,Mug,,,,,,,5.00,3,,'

let shop: TestShop

beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => {
  await shop.close()
})

const run = async (file: string | Buffer, options: Partial<ImportOptions> = {}) =>
  await shop.shop.imports.importProducts(file, { ...OPTIONS, ...options })

async function stockOf(sku: string) {
  const variant = await shop.db.variant.findUniqueOrThrow({
    where: { sku },
    include: { stockLevel: true, movements: { select: { delta: true, reason: true } } },
  })
  return { onHand: variant.stockLevel?.onHand, movements: variant.movements }
}

test('a real export: its products are in the shop, found by search, and can be bought', async () => {
  const file = await readFile('backend/tests/fixtures/shopify-apparel.csv')

  const report = await run(file)

  expect(report).toMatchObject({ created: 20, updated: 0, unchanged: 0, failed: 0, errors: [] })
  const { body } = await shop.request().get('/api/products?q=varsity')
  expect(body.items).toMatchObject([
    { slug: 'classic-varsity-top', brand: 'partners-demo', priceFrom: { minor: 6000 } },
  ])
  expect(await stockOf('classic-varsity-top-small')).toEqual({
    onHand: 1,
    movements: [{ delta: 1, reason: 'import' }],
  })

  const bought = await buy(shop.browser(), 'classic-varsity-top-small')
  expect(bought.status).toBe(201)
  expect(bought.body.order.total).toEqual({ minor: 6350, currency: 'gbp' })
})

test('the same file again, after units were sold: nothing changes, and the stock least of all', async () => {
  const file = await readFile('backend/tests/fixtures/shopify-apparel.csv')
  await run(file)
  const { body } = await buy(shop.browser(), 'classic-varsity-top-small')
  await shop.pay(body.paymentUrl)
  const products = await shop.db.product.findMany({ orderBy: { id: 'asc' } })

  const report = await run(file)

  expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 20, failed: 0 })
  expect(await stockOf('classic-varsity-top-small')).toMatchObject({ onHand: 0 })
  expect(await shop.db.product.findMany({ orderBy: { id: 'asc' } })).toEqual(products)
  expect(await shop.db.variant.count()).toBe(22)
})

test('a changed price and a new size: the product is updated, the new size brings its stock', async () => {
  await run(csv('top,Top,,,,Size,S,,10.00,4,,'))

  const report = await run(csv('top,Top,,,,Size,S,,12.00,99,,', 'top,,,,,,M,,12.00,5,,'))

  expect(report).toMatchObject({ created: 0, updated: 1 })
  expect(await shop.db.variant.findUnique({ where: { sku: 'top-s' } })).toMatchObject({
    priceMinor: 1200,
  })
  expect(await stockOf('top-s')).toMatchObject({ onHand: 4 })
  expect(await stockOf('top-m')).toMatchObject({ onHand: 5 })
})

test('one product with a fault: it is left out whole, the others are kept', async () => {
  const report = await run(
    csv(MUG, 'top,Top,,,,Size,S,,10.00,4,,', 'top,,,,,,M,,cheap,5,,', 'cup,Cup,,,,,,,1.00,1,,'),
  )

  expect(report).toMatchObject({ created: 2, failed: 1 })
  expect(report.errors).toEqual([
    { line: 4, column: 'Variant Price', message: '“cheap” is not a price.' },
  ])
  const slugs = await shop.db.product.findMany({ select: { slug: true }, orderBy: { slug: 'asc' } })
  expect(slugs).toEqual([{ slug: 'cup' }, { slug: 'mug' }])
})

test('a stock code that another product of the shop has: the line is named, the product left out', async () => {
  await shop.given.stock('TEA-1', 5)

  const report = await run(csv(MUG, 'tea,Tea,,,,,,TEA-1,4.00,1,,'))

  expect(report).toMatchObject({ created: 1, failed: 1 })
  expect(report.errors).toMatchObject([{ line: 3, column: 'Variant SKU' }])
})

test('an owner who changed a stock code since: the file finds the variant by its options', async () => {
  await run(csv('top,Top,,,,Size,S,,10.00,4,,'))
  await shop.db.variant.update({ where: { sku: 'top-s' }, data: { sku: 'OUR-OWN' } })

  const report = await run(csv('top,Top,,,,Size,S,,10.00,4,,'))

  expect(report).toMatchObject({ unchanged: 1 })
  expect(await shop.db.variant.findMany({ select: { sku: true } })).toEqual([{ sku: 'OUR-OWN' }])
})

test('a description with a script in it: the words stay, the script does not', async () => {
  await run(csv('mug,Mug,"<p onclick=""x()"">Warm<script>alert(1)</script></p>",,,,,,5.00,3,,'))

  const { body } = await shop.request().get('/api/products/mug')

  expect(body.description).toBe('<p>Warm</p>')
})

test('a type becomes a category, one for all who name it', async () => {
  await run(csv('mug,Mug,,,Kitchen,,,,5.00,3,,', 'cup,Cup,,,kitchen,,,,5.00,3,,'))

  expect(await shop.db.category.findMany({ select: { name: true } })).toHaveLength(1)
})

test('a file that is no table at all: nothing happens, and the reason is said', async () => {
  const report = await run(Buffer.from('PK\u0003\u0004 and so on'))

  expect(report).toMatchObject({ created: 0, failed: 0, errors: [{ line: 1 }] })
})

describe('pictures', () => {
  let asked: string[]
  let answer: RequestListener
  let host: string
  const server = createServer((req, res) => {
    asked.push(req.url ?? '')
    answer(req, res)
  })

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    asked = []
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const WITH_PICTURES = { fetchImages: true, allowPrivateHosts: true }

  test('one that can be had: it is kept in the shop’s sizes and shown, and not fetched again', async () => {
    const picture = await sharp({
      create: { width: 700, height: 875, channels: 3, background: '#0B5563' },
    })
      .jpeg()
      .toBuffer()
    answer = (req, res) => {
      if (req.url === '/moved.jpg') res.writeHead(302, { location: '/mug.jpg' }).end()
      else res.end(picture)
    }
    const file = csv(`mug,Mug,,,,,,,5.00,3,${host}/moved.jpg,`)

    const { pictures } = await run(file, WITH_PICTURES)

    expect(pictures).toEqual({ fetched: 1, missing: 0, problems: [] })
    const { body } = await shop.request().get('/api/products/mug')
    expect(body.images).toMatchObject([
      { width: 700, height: 875, sizes: [{ width: 320 }, {}, {}] },
    ])
    expect(shop.media.keys()).toHaveLength(3)
    expect(await run(file, WITH_PICTURES)).toMatchObject({ unchanged: 1, pictures: { fetched: 0 } })
    expect(asked).toEqual(['/moved.jpg', '/mug.jpg'])
  })

  test('one that is missing and one that is none: the products are there all the same', async () => {
    answer = (req, res) => {
      if (req.url === '/none.jpg') res.writeHead(404).end()
      else res.end('not a picture')
    }

    const report = await run(
      csv(`mug,Mug,,,,,,,5.00,3,${host}/none.jpg,`, `cup,Cup,,,,,,,5.00,3,${host}/text.jpg,`),
      WITH_PICTURES,
    )

    expect(report).toMatchObject({ created: 2, pictures: { fetched: 0, missing: 2 } })
    expect(report.pictures.problems).toHaveLength(2)
  })

  test('a host that is away: it is asked once, and the other pictures are left for the next time', async () => {
    answer = (_req, res) => void res.destroy()
    const rows = Array.from({ length: 20 }, (_, n) => `m-${n},M,,,,,,,5.00,3,${host}/${n}.jpg,`)

    const { pictures } = await run(csv(...rows), WITH_PICTURES)

    expect(pictures).toMatchObject({ fetched: 0, missing: 20, problems: [expect.anything()] })
    expect(asked.length).toBeLessThanOrEqual(3)
  })

  test('an address inside our own network: it is not asked, by number or by name', async () => {
    answer = (_req, res) => void res.end('secret')
    const named = host.replace('127.0.0.1', 'localhost')

    const { pictures } = await run(
      csv(`mug,Mug,,,,,,,5.00,3,${host}/a.jpg,`, `cup,Cup,,,,,,,5.00,3,${named}/b.jpg,`),
      { fetchImages: true },
    )

    expect(pictures.problems).toEqual([
      { url: expect.any(String), reason: 'It is inside a private network.' },
      { url: expect.any(String), reason: 'It is inside a private network.' },
    ])
    expect(asked).toEqual([])
  })

  test('a file that never ends: it is given up when it is too large', async () => {
    answer = (_req, res) => {
      const chunk = Buffer.alloc(1_000_000)
      const more = () => {
        while (!res.destroyed && res.write(chunk));
        if (!res.destroyed) res.once('drain', more)
      }
      more()
    }

    const { pictures } = await run(csv(`mug,Mug,,,,,,,5.00,3,${host}/big.jpg,`), WITH_PICTURES)

    expect(pictures.problems).toMatchObject([{ reason: 'It is larger than 15 MB.' }])
  })

  test('without fetching: the addresses are kept, and nobody is asked', async () => {
    await run(csv(`mug,Mug,,,,,,,5.00,3,${host}/a.jpg,`))

    expect(await shop.db.media.findMany()).toMatchObject([
      { sourceUrl: `${host}/a.jpg`, key: null },
    ])
    expect(asked).toEqual([])
  })
})
