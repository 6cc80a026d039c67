import { ListProducts } from '#features/discovery/contract.ts'
import { writeCursor } from '#features/discovery/cursor.ts'
import { createDiscovery } from '#features/discovery/index.ts'
import type { CardRecord } from '#features/discovery/list-repository.ts'
import type { Settings } from '#features/settings/index.ts'
import type { Database } from '#platform/db.ts'

const LIMIT = 20
const CURRENCY = 'gbp'

interface Query {
  readonly name: string
  readonly text: string
  readonly values: unknown[]
}

/** The very statement that the shop runs for a list, taken down where it would have gone to the database. */
export async function captureListQuery(): Promise<Query> {
  const seen: Query[] = []
  const connections = {
    query: async ({ text, values }: Query) => {
      seen.push({ name: 'list', text, values })
      return { rows: [] }
    },
  }
  const discovery = createDiscovery({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of the database is used for a list
    db: { connections } as unknown as Database,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nor anything else of the settings
    settings: { view: async () => ({ currency: CURRENCY }) } as unknown as Settings,
    shortages: { note: async () => undefined },
  })
  await discovery.list(ListProducts.query.parse({ limit: String(LIMIT) }))
  const [query] = seen
  if (!query) throw new Error('A list was asked for, and the shop asked the database nothing.')
  return query
}

/** The same JSON as the shop's, made in the plainest way. The bench compares the two. */
export function presentList(rows: readonly CardRecord[]): string {
  const shown = rows.slice(0, LIMIT)
  const last = rows.length > LIMIT ? (shown.at(-1) ?? null) : null
  return JSON.stringify({
    items: shown.map(presentRow),
    nextCursor: last && writeCursor('newest', last),
  })
}

const money = (minor: number) => ({ minor, currency: CURRENCY })

function presentRow(row: CardRecord): object {
  const { image, units } = row
  const sizes = image?.widths.map((width) => ({ width, url: `/media/${image.key}/${width}.webp` }))
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    brand: row.brand,
    condition: row.condition,
    category: row.categorySlug && { slug: row.categorySlug, name: row.categoryName },
    tags: row.tags,
    image: image && {
      id: image.id,
      alt: image.alt,
      url: sizes?.at(-1)?.url,
      width: image.width,
      height: image.height,
      sizes,
    },
    priceFrom: money(row.priceFromMinor),
    priceVaries: row.priceToMinor > row.priceFromMinor,
    compareAt: row.compareAtMinor === null ? null : money(row.compareAtMinor),
    inStock: units > 0,
    unitsLeft: units > 0 && units <= 3 ? units : null,
  }
}
