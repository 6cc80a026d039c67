import { garden } from './garden.ts'
import { kitchen } from './kitchen.ts'
import { lighting } from './lighting.ts'
import { outdoors } from './outdoors.ts'
import { paperAndDesk } from './paper-and-desk.ts'
import { textiles } from './textiles.ts'
import { tools } from './tools.ts'
import { toys } from './toys.ts'
import type { SeedCategory, SeedProduct } from './types.ts'

export type { SeedCategory, SeedProduct, SeedVariant } from './types.ts'

/** The departments of Harbour Lane Supply, in the order of its shelves. */
export const CATEGORIES: readonly SeedCategory[] = [
  {
    slug: 'kitchen',
    name: 'Kitchen',
    blurb: 'Pots, pans and mugs that have waited long enough for a table.',
    tint: '#D3E1D6',
  },
  {
    slug: 'tools',
    name: 'Tools',
    blurb: 'Forged, ground and sharpened, new and well used.',
    tint: '#E6DCC8',
  },
  {
    slug: 'garden',
    name: 'Garden',
    blurb: 'For beds, sills and the pot by the back door.',
    tint: '#DBE4C6',
  },
  {
    slug: 'lighting',
    name: 'Lighting',
    blurb: 'Lamps, lanterns and candles for the long evenings.',
    tint: '#CFDCE0',
  },
  {
    slug: 'paper-and-desk',
    name: 'Paper & desk',
    blurb: 'Good paper, and what to put on it.',
    tint: '#F0DFC8',
  },
  {
    slug: 'textiles',
    name: 'Textiles',
    blurb: 'Wool, linen and canvas from mills we can name.',
    tint: '#EAD5CD',
  },
  {
    slug: 'toys',
    name: 'Toys',
    blurb: 'Wood, tin and string. No batteries.',
    tint: '#F3E2B4',
  },
  {
    slug: 'outdoors',
    name: 'Outdoors',
    blurb: 'For the beach, the hill and the wet walk home.',
    tint: '#CFDFE4',
  },
]

/** Everything Harbour Lane Supply sells. */
export const PRODUCTS: readonly SeedProduct[] = [
  ...kitchen,
  ...tools,
  ...garden,
  ...lighting,
  ...paperAndDesk,
  ...textiles,
  ...toys,
  ...outdoors,
]
