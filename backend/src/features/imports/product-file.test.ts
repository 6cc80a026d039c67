import { readFile } from 'node:fs/promises'

import { readProductFile } from './product-file.ts'
import { createStockCodes } from './stock-codes.ts'

const HEADER = 'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price'
const read = (file: string | Buffer) => readProductFile(file, 'gbp')
const csv = (...rows: readonly string[]) => [HEADER, ...rows].join('\n')

/** The file's products with every stock code filled in, for a shop that has none yet. */
function coded(text: string, known: Parameters<typeof createStockCodes>[0] = []) {
  const { products } = read(text)
  const codes = createStockCodes(known, products)
  return products.map((product) => codes.fillIn(product))
}
const skus = (text: string, known?: Parameters<typeof createStockCodes>[0]) =>
  coded(text, known).flatMap(({ variants }) => variants.map(({ sku }) => sku))

describe('files', () => {
  test("Shopify's own export: its twenty products, and the codes it left blank", async () => {
    const text = await readFile('backend/tests/fixtures/shopify-apparel.csv', 'utf8')

    const products = coded(text)

    expect(products).toHaveLength(20)
    expect(products[1]).toMatchObject({
      slug: 'classic-varsity-top',
      title: 'Classic Varsity Top',
      brand: 'partners-demo',
      category: null,
      tags: ['women'],
      status: 'active',
      variants: [
        { sku: 'classic-varsity-top-small', options: [{ name: 'Size', value: 'Small' }] },
        { sku: 'classic-varsity-top-medium', priceMinor: 6000, compareAtMinor: null, onHand: 1 },
        { sku: 'classic-varsity-top-large' },
      ],
      images: [{ sourceUrl: expect.stringMatching(/^https:.*casual-fashion-woman_925x\.jpg$/) }],
    })
    expect(products[0]?.variants).toMatchObject([{ sku: 'ocean-blue-shirt', options: [] }])
  })

  test.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('%s between the cells, columns in another order and case, a byte order mark, CRLF', (_, d) => {
    const text = [
      ['VARIANT PRICE', 'title', 'Colour of the sky', 'handle'],
      ['"12,50"', '"The ""best"" mug', '', 'mug'],
    ]
    const rows = text.map((row) => row.join(d))
    const file = `\ufeff${rows[0]}\r\n${rows[1]}\r\non two lines"${d}${d}mug\r\n`.replace(
      `"The ""best"" mug${d}${d}mug`,
      '"The ""best"" mug',
    )

    const { products, errors } = read(file)

    expect(errors).toEqual([])
    expect(products).toMatchObject([
      { facts: { slug: 'mug', title: 'The "best" mug on two lines' }, variants: [{ line: 2 }] },
    ])
    expect(products[0]?.variants[0]?.facts.priceMinor).toBe(1250)
  })

  test('rows of one product far apart: they still belong together', () => {
    const { products } = read(
      csv('top,Top,Size,S,,10.00', 'mug,Mug,Title,Default Title,,5.00', 'TOP,,,M,,11.00'),
    )

    expect(products.map(({ variants }) => variants.length)).toEqual([2, 1])
    expect(products[0]?.variants[1]).toMatchObject({
      line: 4,
      facts: { options: [{ name: 'Size', value: 'M' }], priceMinor: 1100 },
    })
  })

  test('a fault names the line an editor shows, after cells with line breaks, and the column', () => {
    const { products, errors, failed } = read(
      csv('mug,"A mug\nof two\nlines",,,,5.00', 'top,Top,Size,S,,10.00', 'top,,,M,,ten'),
    )

    expect(products.map(({ facts }) => facts.slug)).toEqual(['mug'])
    expect(failed).toBe(1)
    expect(errors).toEqual([{ line: 6, column: 'Variant Price', message: '“ten” is not a price.' }])
  })

  test.each<[string, string, object]>([
    ['no handle', ',Mug,,,,5.00', { line: 2, column: 'Handle' }],
    ['no title', 'mug,,,,,5.00', { line: 2, column: 'Title' }],
    ['no price', 'mug,Mug,Size,S,,', { line: 2, column: 'Variant Price' }],
    ['only a title', 'mug,Mug,,,,', { line: 2, column: 'Variant Price' }],
    ['a value missing', 'mug,Mug,Size,,A1,5.00', { line: 2, column: 'Option1 Value' }],
    ['a cell too many', 'mug,Mug, nice,Size,S,,5.00', { line: 2, column: null }],
    ['an open quote', 'mug,"Mug,,,,5.00', { line: 2, column: null }],
    ['the same options twice', 'mug,Mug,Size,S,,5.00\nmug,,,s,,6.00', { line: 3 }],
    ['the same code twice', 'mug,Mug,,,A1,5.00\ncup,Cup,,,A1,5.00', { line: 3 }],
    ['the same address twice', 'a mug,Mug,,,,5.00\na-mug,Mug,,,,5.00', { line: 3 }],
    ['a code too long', `mug,Mug,,,${'x'.repeat(65)},5.00`, { column: 'Variant SKU' }],
    ['a title too long', `mug,${'x'.repeat(201)},,,,5.00`, { column: 'Title' }],
  ])('%s: the product is left out, with the reason', (_, rows, fault) => {
    const { errors } = read(csv(rows))

    expect(errors).toEqual([expect.objectContaining(fault)])
  })

  test('what can be put right is taken with a warning', () => {
    const { products, warnings, errors } = read(
      [
        'Handle,Title,Variant Price,Variant Compare At Price,Variant Inventory Qty,Variant Barcode,Variant Grams,Image Src',
        "mug,Mug,5.00,4.00,-2,'5012345678900,250.4,not an address",
        'cup,Cup,5.00,6.00,3,5.01E+12,0,//cdn.example.com/cup.jpg',
      ].join('\n'),
    )

    expect(errors).toEqual([])
    expect(warnings.map(({ line, column }) => [line, column])).toEqual([
      [2, 'Variant Compare At Price'],
      [2, 'Variant Inventory Qty'],
      [2, 'Image Src'],
      [3, 'Variant Barcode'],
    ])
    expect(products.map(({ variants: [variant] }) => variant?.facts)).toMatchObject([
      { compareAtMinor: null, onHand: 0, barcode: '5012345678900', weightGrams: 250 },
      { compareAtMinor: 600, onHand: 3, barcode: null, weightGrams: null },
    ])
    expect(products[1]?.facts.images).toEqual([
      { sourceUrl: 'https://cdn.example.com/cup.jpg', alt: '' },
    ])
  })

  test('pictures: each once, in the order they are numbered, the variants’ own at the end', () => {
    const { products } = read(
      [
        'Handle,Title,Variant Price,Image Src,Image Position,Image Alt Text,Variant Image',
        'mug,Mug,5.00,https://example.com/b.jpg,2,From above,https://example.com/c.jpg',
        'mug,,,https://example.com/a.jpg,1,From the side,',
        'mug,,,https://example.com/b.jpg,3,,',
      ].join('\n'),
    )

    expect(products[0]?.facts.images).toEqual([
      { sourceUrl: 'https://example.com/a.jpg', alt: 'From the side' },
      { sourceUrl: 'https://example.com/b.jpg', alt: 'From above' },
      { sourceUrl: 'https://example.com/c.jpg', alt: '' },
    ])
    expect(products[0]?.variants[0]?.facts.imageUrl).toBe('https://example.com/c.jpg')
  })

  test.each([
    ['TRUE', '', 'active'],
    ['false', '', 'draft'],
    ['', '', 'active'],
    ['true', 'draft', 'draft'],
    ['false', 'active', 'draft'],
    ['true', 'archived', 'archived'],
  ])('Published “%s” and Status “%s”: the product is %s', (published, status, expected) => {
    const { products } = read(
      `Handle,Title,Variant Price,Published,Status\nmug,Mug,5,${published},${status}`,
    )

    expect(products[0]?.facts.status).toBe(expected)
  })

  test('the newer spelling of the columns means the same', () => {
    const { products, errors } = read(
      'URL handle,Title,Price,SKU,Inventory quantity,Published on online store\nmug,Mug,5.00,M1,4,TRUE',
    )

    expect(errors).toEqual([])
    expect(products[0]?.variants[0]).toMatchObject({ sku: 'M1', facts: { onHand: 4 } })
  })

  test('a column that is not there says nothing, which is not the same as saying “none”', () => {
    const { products } = read(csv('mug,Mug,,,,5.00'))

    expect(products[0]?.facts).toMatchObject({ brand: undefined, category: undefined })
    expect(products[0]?.variants[0]?.facts.compareAtMinor).toBeUndefined()
  })

  test.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'empty'],
    ['only spaces', '\r\n \r\n', 'empty'],
    ['a header alone', HEADER, 'no products'],
    ['no header', 'mug,Mug,5.00', '“Handle”, “Title”, “Variant Price” are missing'],
    ['one column missing', 'Handle,Title\nmug,Mug', 'The column “Variant Price” is missing'],
    ['a workbook', Buffer.from('PK\u0003\u0004\u0014\0\u0006\0'), 'Excel workbook'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'Excel workbook'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'a picture'],
    ['zeros', Buffer.from(`${csv('mug,Mug,,,,5.00')}\0\0`), 'not a text file'],
    ['UTF-16', Buffer.from(`\ufeff${csv('mug,Mug,,,,5.00')}`, 'utf16le'), 'UTF-16'],
    ['UTF-16 with no mark', Buffer.from(csv('mug,Mug,,,,5.00'), 'utf16le'), 'UTF-16'],
    ['Latin-1', Buffer.from(csv('mug,Crème,,,,5.00'), 'latin1'), 'Latin-1'],
  ])('%s: one error says what is wrong', (_, file, expected) => {
    const { products, errors } = read(file)

    expect(products).toEqual([])
    expect(errors).toEqual([
      { line: expect.any(Number), column: null, message: expect.stringContaining(expected) },
    ])
  })

  test('a letter that is not UTF-8: the line it is on', () => {
    const file = Buffer.concat([
      Buffer.from(csv('mug,Mug,,,,5.00', 'top,')),
      Buffer.from([0xe8]),
      Buffer.from(',,,,6.00'),
    ])

    expect(read(file).errors).toMatchObject([{ line: 3 }])
  })

  test('ten thousand rows: read in a moment', () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => `mug-${n},Mug ${n},,,,${n}.99`)
    const start = performance.now()

    expect(read(csv(...rows)).products).toHaveLength(10_000)
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('stock codes for variants that came without', () => {
  test('two products whose words are the same: each gets a code of its own, the same every time', () => {
    const text = csv('a-b,One,Size,c,,1.00', 'a,Two,Size,b-c,,1.00')

    const first = skus(text)

    expect(first[0]).toBe('a-b-c')
    expect(first[1]).toMatch(/^a-b-c-[0-9a-f]{8}$/)
    expect(skus(text)).toEqual(first)
  })

  test('a code that another variant of the file, or of the shop, has already: another one is made', () => {
    const text = csv('mug,Mug,Size,s,,1.00', 'cup,Cup,,,mug-s,1.00')
    const known = [{ slug: 'jug', sku: 'cup', options: [] }]

    expect(skus(text)[0]).toMatch(/^mug-s-[0-9a-f]{8}$/)
    expect(skus(csv('cup,Cup,,,,1.00'), known)[0]).toMatch(/^cup-[0-9a-f]{8}$/)
  })

  test('options that differ in signs only, or in letters an address cannot carry: still different', () => {
    const found = skus(csv('t,T,Size,S/M,,1.00', 't,,,S M,,1.00', 't,,,大,,1.00', 't,,,小,,1.00'))

    expect(new Set(found).size).toBe(4)
  })

  test('a long name: at most 64 characters, and still its own', () => {
    const handle = 'a-very-long-handle-that-goes-on-and-on-until-nobody-reads-it-any-more'
    const found = skus(csv(`${handle},T,Size,Small,,1.00`, `${handle},,,Large,,1.00`))

    expect(new Set(found).size).toBe(2)
    for (const sku of found) expect(sku.length).toBeLessThanOrEqual(64)
  })

  test('a variant the shop knows by its options: it keeps the code it has, whatever the order', () => {
    const known = [{ slug: 't', sku: 'OURS-1', options: [{ name: 'Size', value: 'S M' }] }]

    expect(skus(csv('t,T,Size,S/M,,1.00', 't,,,S M,,1.00'), known)).toEqual(['t-s-m', 'OURS-1'])
  })
})
