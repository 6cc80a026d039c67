import { type SeedProduct, sharing } from './types.ts'

export const lighting: readonly SeedProduct[] = [
  {
    slug: 'jointed-desk-lamp',
    title: 'Jointed Desk Lamp',
    brand: 'Lumb & Vesper',
    condition: 'new',
    category: 'lighting',
    tags: ['gift', 'for the desk'],
    description:
      '<p>Two brass joints, a heavy foot and a shade you can turn without burning your fingers. Takes an E14 bulb, which is included. The sage ones match nothing in the catalogue they were ordered from, and everything else.</p>',
    daysOld: 480,
    variants: sharing({ priceMinor: 6900, costMinor: 3900, weightGrams: 2300 }, [
      { sku: 'DLAMP-MUST', options: { Colour: 'Mustard' }, onHand: 8, barcode: '2041700000387' },
      {
        sku: 'DLAMP-SAGE',
        options: { Colour: 'Sage' },
        onHand: 13,
        priceMinor: 5500,
        compareAtMinor: 6900,
        barcode: '2041700000394',
      },
      { sku: 'DLAMP-CREAM', options: { Colour: 'Cream' }, onHand: 1, barcode: '2041700000400' },
    ]),
    pictures: [
      { file: 'desk-lamp-mustard', alt: 'A mustard yellow desk lamp, lit' },
      { file: 'desk-lamp-colours', alt: 'The desk lamp in sage and in cream' },
      { file: 'desk-lamp-head', alt: 'The shade of the lamp and its brass joint' },
    ],
  },
  {
    slug: 'pottery-table-lamp',
    title: 'Pottery Table Lamp with Pleated Shade',
    brand: 'Saltgate Pottery',
    condition: 'new',
    category: 'lighting',
    tags: ['handmade', 'made in Britain'],
    description:
      '<p>A thrown base with two rings of pale slip, and a pleated linen shade. The pull cord is brass. The first batch of shades came out 2 cm too wide and we liked it, so we kept them.</p>',
    daysOld: 890,
    variants: sharing(
      { priceMinor: 9800, compareAtMinor: 13500, costMinor: 7400, weightGrams: 2900 },
      [{ sku: 'TLAMP-SEA', options: {}, onHand: 6, barcode: '2041700000417' }],
    ),
    pictures: [
      { file: 'table-lamp', alt: 'A blue-green pottery lamp under a pleated shade' },
      { file: 'table-lamp-base', alt: 'The glazed base and its pull cord' },
    ],
  },
  {
    slug: 'storm-lantern',
    title: 'Paraffin Storm Lantern',
    brand: 'Skerry Lamps',
    condition: 'new',
    category: 'lighting',
    tags: ['winter', 'gift'],
    description:
      '<p>Burns for about eighteen hours on a filling and stays lit in a wind that takes your hat. For outdoors only. We light one by the door when we are open late in December.</p><ul><li>Flat wick, 14 mm</li><li>Sold empty; lamp oil is not sent by post</li></ul>',
    daysOld: 350,
    variants: sharing({ priceMinor: 2800, costMinor: 1450, weightGrams: 760 }, [
      { sku: 'LANT-RED', options: { Colour: 'Red' }, onHand: 20, barcode: '2041700000424' },
      { sku: 'LANT-GREEN', options: { Colour: 'Green' }, onHand: 15, barcode: '2041700000431' },
    ]),
    pictures: [
      { file: 'storm-lantern', alt: 'A red storm lantern with its flame lit' },
      { file: 'storm-lantern-colours', alt: 'The lantern in green and in red' },
    ],
  },
  {
    slug: 'filament-globe-bulb',
    title: 'Filament Globe Bulb, E27',
    brand: 'Lumb & Vesper',
    condition: 'new',
    category: 'lighting',
    tags: ['spare part'],
    description:
      '<p>An LED that looks like the old sort, at 4 watts. 2,200 K is candle-coloured, 2,700 K is lamp-coloured. We bought the stock of a café fitter who went into boats.</p>',
    daysOld: 1105,
    variants: sharing({ priceMinor: 490, compareAtMinor: 950, costMinor: 560, weightGrams: 110 }, [
      { sku: 'BULB-22', options: { Light: '2,200 K' }, onHand: 132, barcode: '2041700000448' },
      { sku: 'BULB-27', options: { Light: '2,700 K' }, onHand: 76, barcode: '2041700000455' },
    ]),
    pictures: [{ file: 'filament-bulb', alt: 'A round filament bulb, lit, on its cord' }],
  },
  {
    slug: 'enamel-pendant-light',
    title: 'Enamel Pendant Light, 40 cm',
    brand: 'Lumb & Vesper',
    condition: 'new',
    category: 'lighting',
    tags: ['made in Britain'],
    description:
      '<p>Spun steel, enamelled white inside, on a metre and a half of cloth flex. Made for a school dining hall that was given a lower ceiling. Have an electrician hang it.</p>',
    daysOld: 640,
    variants: sharing({ priceMinor: 8500, costMinor: 5200, weightGrams: 2600 }, [
      { sku: 'PEND-GREEN', options: { Colour: 'Forest' }, onHand: 10, barcode: '2041700000462' },
      { sku: 'PEND-TERRA', options: { Colour: 'Terracotta' }, onHand: 7, barcode: '2041700000479' },
      { sku: 'PEND-CREAM', options: { Colour: 'Cream' }, onHand: 0, barcode: '2041700000486' },
    ]),
    pictures: [
      { file: 'pendant-green', alt: 'A forest green enamel pendant, lit' },
      { file: 'pendant-colours', alt: 'The pendant in terracotta and in cream' },
    ],
  },
  {
    slug: 'beeswax-candles',
    title: 'Beeswax Dinner Candles',
    brand: 'Old Ropewalk',
    condition: 'new',
    category: 'lighting',
    tags: ['handmade', 'gift', 'winter', 'made in Britain'],
    description:
      '<p>Dipped thirty times, which you can count at the foot. They smell of honey and do not drip in a still room. The beekeeper signs every box. Holders are not included.</p>',
    daysOld: 45,
    variants: sharing({ priceMinor: 1150, costMinor: 520, weightGrams: 230 }, [
      { sku: 'CANDLE-20', options: { Height: '20 cm, pair' }, onHand: 40 },
      {
        sku: 'CANDLE-30',
        options: { Height: '30 cm, pair' },
        onHand: 28,
        priceMinor: 1550,
        costMinor: 740,
        weightGrams: 340,
      },
    ]),
    pictures: [{ file: 'beeswax-candles', alt: 'Two lit beeswax candles in brass holders' }],
  },
  {
    slug: 'brass-bulkhead-light',
    title: 'Brass Bulkhead Light',
    brand: 'Skerry Lamps',
    condition: 'used',
    category: 'lighting',
    tags: ['one of a kind'],
    description:
      '<p>From the stairs of a ferry broken up in 2019: rewired, re-gasketed and polished on one side only, because the buyer ought to choose. The cage has a dent the ship gave it. There was one pair and both have gone.</p>',
    daysOld: 970,
    variants: sharing({ priceMinor: 14500, costMinor: 4000, weightGrams: 3400 }, [
      { sku: 'BULKHEAD-U', options: {}, onHand: 0 },
    ]),
    pictures: [{ file: 'bulkhead-light', alt: 'An oval brass ship’s light behind a cage' }],
  },
]
