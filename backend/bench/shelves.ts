import { createHash } from 'node:crypto'

import { Pool, type PoolClient } from 'pg'

import { newId } from '#platform/id.ts'
import { insertAll, type Tables } from '#seed/bulk.ts'

/** Products on sale, as many as the other shops were measured with. */
export const PRODUCTS = 1001
const PLENTY = 1_000_000
const ONE_MINUTE_MS = 60_000

/** The first products have few units, for many buyers at once. */
const SCARCE = [
  { sku: 'RUSH-10', units: 10 },
  { sku: 'RUSH-50', units: 50 },
  { sku: 'FLASH-10', units: 10 },
] as const
export const [TEN, FIFTY, FLASH] = SCARCE
/** A step that has nothing to do with the number of products: neighbours in time are none on the shelf. */
const STRIDE = 379

const MAKES = 'Oak,Linen,Copper,Enamel,Walnut,Stoneware,Wool,Brass,Cork,Glass,Slate'.split(',')
const THINGS =
  'teapot,lantern,blanket,notebook,trowel,kettle,basket,candle,apron,mug,stool,jug,mirror'.split(
    ',',
  )
const BRANDS = 'Fenwick & Daughters,Port Merren,Tamar Works,Hollin,Anvil & Ash'.split(',')
const CATEGORIES = 'Kitchen,Garden,Lighting,Textiles,Paper,Tools,Outdoors,Toys'.split(',')
const COLOURS = ['Sage', 'Navy', 'Chalk']
const WORDS = [...THINGS, ...MAKES.map((make, i) => `${make}+${THINGS[i % THINGS.length]}`)]

/** One product after the other with plenty of units, and at last the first again. */
const placeAt = (turn: number): number =>
  SCARCE.length + ((turn * STRIDE) % (PRODUCTS - SCARCE.length))
export const slugAt = (turn: number): string => slugOf(placeAt(turn))
export const skuAt = (turn: number): string => skuOf(placeAt(turn), 0)
/** The one that everybody wants. */
export const hotSku = (): string => skuAt(0)
/** One of the hundred that a campaign is about. */
export const campaignSkuAt = (turn: number): string => skuAt(turn % 100)
/** What is searched for: words of titles, or two of them together. */
export const wordsAt = (turn: number): string => WORDS[turn % WORDS.length] ?? ''

const skuOf = (place: number, position: number): string =>
  SCARCE[place]?.sku ?? `BENCH-${place}-${position + 1}`
const slugOf = (place: number): string => titleOf(place).toLowerCase().replaceAll(' ', '-')

function titleOf(place: number): string {
  const make = MAKES[place % MAKES.length]
  const thing = THINGS[place % THINGS.length]
  return `${make} ${thing} no ${place + 1}`
}

/** Fills an empty shop: every product with a picture and one to three variants, and plenty of units but for the scarce ones. */
export async function fillShelves(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  const client = await pool.connect()
  await client.query('begin')
  await insertShelves(client, new Date())
  await client.query('commit')
  // Only what is filled: an empty table that was counted is taken to stay empty, and then looked through from end to end.
  await client.query(`vacuum analyze ${FILLED.join(', ')}`)
  client.release()
  await pool.end()
}

const FILLED = ['category', 'product', 'variant', 'media', 'stock_level', 'stock_movement'] as const

async function insertShelves(client: PoolClient, now: Date): Promise<void> {
  const categories = CATEGORIES.map((name, position) => categoryRow(name, position, now))
  const shelves = Array.from({ length: PRODUCTS }, (_, place) =>
    shelve(place, { now, categoryId: categories[place % categories.length]?.id ?? null }),
  )
  const stock = shelves.flatMap(({ stock: units }) => units)
  const rowsOf = <Row>(pick: (shelf: ReturnType<typeof shelve>) => readonly Row[]) =>
    shelves.flatMap(pick)
  await insertAll(client, 'category', categories)
  await insertAll(
    client,
    'product',
    rowsOf(({ product }) => [product]),
  )
  await insertAll(
    client,
    'variant',
    rowsOf(({ variants }) => variants),
  )
  await insertAll(
    client,
    'media',
    rowsOf(({ picture }) => [picture]),
  )
  await insertAll(
    client,
    'stock_level',
    stock.map(({ level }) => level),
  )
  await insertAll(
    client,
    'stock_movement',
    stock.map(({ movement }) => movement),
  )
}

function categoryRow(
  name: string,
  position: number,
  now: Date,
): Tables['category'] & { id: string } {
  const slug = name.toLowerCase()
  return { id: newId(now), slug, name, tint: '#e8e4da', position, createdAt: now }
}

function shelve(place: number, { now, categoryId }: { now: Date; categoryId: string | null }) {
  const since = new Date(now.getTime() - (PRODUCTS - place) * ONE_MINUTE_MS)
  const id = newId(since)
  const title = titleOf(place)
  const product = {
    id,
    slug: slugOf(place),
    title,
    brand: BRANDS[place % BRANDS.length] ?? null,
    condition: 'new' as const,
    status: 'active' as const,
    description: `<p>${title}, made to be used every day and to be mended when it has been.</p>`,
    categoryId,
    tags: place % 4 === 0 ? ['gift', 'made in England'] : ['everyday'],
    createdAt: since,
    updatedAt: since,
  }
  const variants = Array.from({ length: place in SCARCE ? 1 : 1 + (place % 3) }, (_, position) =>
    variantRow(place, { position, productId: id, since }),
  )
  const stock = variants.map((variant) => stockRows(variant.id, SCARCE[place]?.units, since))
  return { product, variants, stock, picture: pictureRow(id, title, since) }
}

function variantRow(
  place: number,
  { position, productId, since }: { position: number; productId: string; since: Date },
): Tables['variant'] & { id: string } {
  return {
    id: newId(since),
    productId,
    sku: skuOf(place, position),
    options: [{ name: 'Colour', value: COLOURS[position] ?? 'Chalk' }],
    priceMinor: 500 + ((place * 37) % 9000) + position * 100,
    compareAtMinor: place % 5 === 0 ? 12_000 : null,
    costMinor: 300,
    weightGrams: 400,
    position,
    createdAt: since,
    updatedAt: since,
  }
}

function stockRows(variantId: string, onHand = PLENTY, since: Date) {
  const first = { id: newId(since), variantId, delta: onHand, createdAt: since }
  return {
    level: { variantId, onHand, reserved: 0, updatedAt: since },
    movement: { ...first, reason: 'initial' as const },
  }
}

/** Its files are not there: nobody looks at pictures here, but every card names one. */
function pictureRow(productId: string, title: string, since: Date): Tables['media'] {
  const key = `products/${createHash('sha256').update(title).digest('hex').slice(0, 32)}`
  const size = { width: 1280, height: 1280, widths: [320, 640, 960, 1280] }
  return { id: newId(since), productId, key, alt: title, position: 0, createdAt: since, ...size }
}
