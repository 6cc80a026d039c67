import { type SeedProduct, sharing } from './types.ts'

export const tools: readonly SeedProduct[] = [
  {
    slug: 'ash-claw-hammer',
    title: 'Ash-Handled Claw Hammer',
    brand: 'Corrie & Lunt',
    condition: 'new',
    category: 'tools',
    tags: ['made in Britain', 'for the workshop'],
    description:
      '<p>A drop-forged head on straight-grained ash, wedged by hand. The claw is ground thin enough to start under a nail that somebody else bent. We sell about one a week and have done for as long as anyone remembers.</p>',
    daysOld: 520,
    variants: sharing({ priceMinor: 2250, costMinor: 1120, weightGrams: 720 }, [
      { sku: 'HAM-16', options: { Head: '16 oz' }, onHand: 19, barcode: '2041700000196' },
      { sku: 'HAM-20', options: { Head: '20 oz' }, onHand: 3, priceMinor: 2450, weightGrams: 860 },
    ]),
    pictures: [
      { file: 'claw-hammer', alt: 'A claw hammer with an ash handle' },
      { file: 'claw-hammer-head', alt: 'The forged head and the claw' },
    ],
  },
  {
    slug: 'brass-backed-tenon-saw',
    title: 'Brass-Backed Tenon Saw',
    brand: 'Corrie & Lunt',
    condition: 'new',
    category: 'tools',
    tags: ['for the workshop', 'gift'],
    description:
      '<p>A stiff brass back, a walnut handle shaped for three fingers and fifteen teeth to the inch. Bought for a joinery course that moved to another town in 2023.</p>',
    daysOld: 1240,
    variants: sharing(
      { priceMinor: 4600, compareAtMinor: 6400, costMinor: 4100, weightGrams: 640 },
      [
        { sku: 'SAW-10', options: { Length: '10 in' }, onHand: 11, barcode: '2041700000202' },
        {
          sku: 'SAW-12',
          options: { Length: '12 in' },
          onHand: 7,
          priceMinor: 4900,
          barcode: '2041700000219',
        },
      ],
    ),
    pictures: [{ file: 'tenon-saw', alt: 'A tenon saw with a brass back and a walnut handle' }],
  },
  {
    slug: 'smoothing-plane-no-4',
    title: 'No. 4 Smoothing Plane',
    brand: 'Corrie & Lunt',
    condition: 'used',
    category: 'tools',
    tags: ['for the workshop', 'last pieces'],
    description:
      '<p>Made in the fifties, cleaned, flattened and sharpened by Alan, who comes in on Thursdays. There is pitting behind the mouth that does not touch the cut, and somebody’s initials, “J. H.”, are stamped on the toe.</p>',
    daysOld: 60,
    variants: sharing({ priceMinor: 5500, costMinor: 1800, weightGrams: 1650 }, [
      { sku: 'PLANE-4U', options: {}, onHand: 1 },
    ]),
    pictures: [
      { file: 'smoothing-plane', alt: 'An iron smoothing plane with walnut grips, and shavings' },
    ],
  },
  {
    slug: 'screwdriver-set-canvas-roll',
    title:
      'A Set of Five Hand-Ground Cabinetmaker’s Screwdrivers with Brass Collars, in a Canvas Roll',
    brand: 'Corrie & Lunt',
    condition: 'new',
    category: 'tools',
    tags: ['for the workshop', 'gift'],
    description:
      '<p>Five slotted drivers from 4 to 12 mm, ground parallel so that they do not ride out of the slot. The canvas roll has a sixth pocket; the maker says it is for a pencil.</p><ul><li>Tips 4, 6, 8, 10 and 12 mm</li><li>Roll of undyed canvas with a leather tie</li></ul>',
    daysOld: 690,
    variants: sharing(
      { priceMinor: 5800, compareAtMinor: 7200, costMinor: 3600, weightGrams: 940 },
      [{ sku: 'DRIVER-5', options: {}, onHand: 8, barcode: '2041700000226' }],
    ),
    pictures: [
      { file: 'screwdrivers', alt: 'Five screwdrivers with red and yellow handles, by size' },
      { file: 'screwdrivers-roll', alt: 'The five screwdrivers in their canvas roll' },
    ],
  },
  {
    slug: 'joiners-workbench',
    title: 'Joiner’s Workbench with Front Vice',
    brand: 'Tarn Bench Works',
    condition: 'open_box',
    category: 'tools',
    tags: ['for the workshop', 'large'],
    description:
      '<p>European beech, 1.6 metres long, with a front vice, a row of dog holes and a shelf that holds it still. This was our window display for two Christmases: one leg has a scratch at ankle height from the vacuum cleaner. Needs two people and a van.</p>',
    daysOld: 700,
    variants: sharing(
      { priceMinor: 125_000, compareAtMinor: 148_000, costMinor: 89_000, weightGrams: 78_000 },
      [{ sku: 'BENCH-160', options: {}, onHand: 1 }],
    ),
    pictures: [
      { file: 'workbench', alt: 'A beech workbench with a front vice and a shelf' },
      { file: 'workbench-vice', alt: 'The front vice with its walnut bar' },
    ],
  },
  {
    slug: 'cantilever-toolbox',
    title: 'Cantilever Steel Toolbox',
    brand: 'Tarn Bench Works',
    condition: 'new',
    category: 'tools',
    tags: ['for the workshop'],
    description:
      '<p>Pressed steel, baked paint and trays that climb apart as it opens, so that the small things are not under the big things. The red ones arrived a year late and by then everybody had a blue one.</p>',
    daysOld: 930,
    variants: sharing({ priceMinor: 4400, costMinor: 2700, weightGrams: 4200 }, [
      { sku: 'BOX-NAVY', options: { Colour: 'Navy' }, onHand: 6, barcode: '2041700000233' },
      { sku: 'BOX-GREEN', options: { Colour: 'Green' }, onHand: 0, barcode: '2041700000240' },
      {
        sku: 'BOX-RED',
        options: { Colour: 'Red' },
        onHand: 31,
        priceMinor: 2600,
        compareAtMinor: 4400,
        barcode: '2041700000257',
      },
    ]),
    pictures: [
      { file: 'toolbox-blue', alt: 'A navy steel toolbox with two latches' },
      { file: 'toolbox-open', alt: 'The toolbox open, its trays drawn apart' },
      { file: 'toolbox-colours', alt: 'The toolbox in red and in green' },
    ],
  },
  {
    slug: 'pocket-tape-measure',
    title: 'Pocket Tape Measure',
    brand: 'Tarn Bench Works',
    condition: 'new',
    category: 'tools',
    tags: ['for the workshop'],
    description:
      '<p>A steel tape in a case that survives being dropped from a loft. Metric on both edges, which is why the builders’ merchant sent it back and we took it.</p>',
    daysOld: 455,
    variants: sharing({ priceMinor: 690, costMinor: 310, weightGrams: 180 }, [
      { sku: 'TAPE-3', options: { Length: '3 m' }, onHand: 52, barcode: '2041700000264' },
      {
        sku: 'TAPE-5',
        options: { Length: '5 m' },
        onHand: 47,
        priceMinor: 890,
        barcode: '2041700000271',
      },
    ]),
    pictures: [{ file: 'tape-measure', alt: 'A green tape measure with its tape drawn out' }],
  },
  {
    slug: 'boxwood-spirit-level',
    title: 'Brass-Bound Spirit Level',
    brand: 'Tarn Bench Works',
    condition: 'new',
    category: 'tools',
    tags: ['for the workshop', 'gift', 'handmade'],
    description:
      '<p>Oiled oak bound in brass, with three vials you can read from a ladder. Each is checked against the shop’s own window sill, which is the only level thing in the building.</p>',
    daysOld: 200,
    variants: sharing({ priceMinor: 3200, costMinor: 1700, weightGrams: 520 }, [
      { sku: 'LEVEL-30', options: { Length: '30 cm' }, onHand: 9 },
      {
        sku: 'LEVEL-60',
        options: { Length: '60 cm' },
        onHand: 5,
        priceMinor: 4300,
        weightGrams: 880,
      },
    ]),
    pictures: [{ file: 'spirit-level', alt: 'An oak spirit level with brass ends' }],
  },
]
