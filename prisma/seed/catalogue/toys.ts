import { type SeedProduct, sharing } from './types.ts'

export const toys: readonly SeedProduct[] = [
  {
    slug: 'wooden-toy-yacht',
    title: 'Wooden Toy Yacht',
    brand: 'Pipkin & Larch',
    condition: 'new',
    category: 'toys',
    tags: ['gift', 'handmade', 'for children'],
    description:
      '<p>A solid hull with a lead keel, cotton sails, and rigging you can really trim. Sails best in a light wind from the side. Every hull is tried in the fountain before it is boxed. From 3 years.</p>',
    daysOld: 465,
    variants: sharing({ priceMinor: 3400, costMinor: 1750, weightGrams: 690 }, [
      { sku: 'YACHT-TEAL', options: { Hull: 'Teal' }, onHand: 10, barcode: '2041700000790' },
      { sku: 'YACHT-RED', options: { Hull: 'Red' }, onHand: 3, barcode: '2041700000806' },
      {
        sku: 'YACHT-SAGE',
        options: { Hull: 'Sage' },
        onHand: 12,
        priceMinor: 2500,
        compareAtMinor: 3400,
        barcode: '2041700000813',
      },
    ]),
    pictures: [
      { file: 'toy-yacht-teal', alt: 'A wooden yacht with a teal hull and two sails' },
      { file: 'toy-yacht-colours', alt: 'The yacht with a sage and with a red hull' },
    ],
  },
  {
    slug: 'painted-building-blocks',
    title: 'Painted Building Blocks',
    brand: 'Pipkin & Larch',
    condition: 'new',
    category: 'toys',
    tags: ['gift', 'for children'],
    description:
      '<p>Thirty beech cubes with a sign on every face and paint that is safe to chew. In a cotton bag, which is the better toy for the first year. From 12 months.</p>',
    daysOld: 655,
    variants: sharing(
      { priceMinor: 2900, compareAtMinor: 3900, costMinor: 1950, weightGrams: 1800 },
      [{ sku: 'BLOCKS-30', options: {}, onHand: 23, barcode: '2041700000820' }],
    ),
    pictures: [
      { file: 'building-blocks', alt: 'Six painted blocks built into a pyramid' },
      { file: 'building-blocks-star', alt: 'The block with the star and its neighbours' },
    ],
  },
  {
    slug: 'diamond-kite',
    title: 'Diamond Kite with Bow Tail',
    brand: 'Pipkin & Larch',
    condition: 'new',
    category: 'toys',
    tags: ['for children', 'outdoors'],
    description:
      '<p>Ripstop nylon on spruce spars, with forty metres of line and a tail of bows. Flies from the end of the breakwater in anything over a breeze. Do not ask about the first one.</p>',
    daysOld: 540,
    variants: sharing(
      { priceMinor: 1800, compareAtMinor: 2400, costMinor: 1050, weightGrams: 240 },
      [{ sku: 'KITE-D', options: {}, onHand: 16, barcode: '2041700000837' }],
    ),
    pictures: [{ file: 'diamond-kite', alt: 'A kite in four colours with a tail of bows' }],
  },
  {
    slug: 'humming-spinning-top',
    title: 'Humming Spinning Top',
    brand: 'Pipkin & Larch',
    condition: 'new',
    category: 'toys',
    tags: ['gift', 'for children'],
    description:
      '<p>Tinplate with a twisted rod: pump it and it hums a chord that dogs dislike. From the same pressing tool since 1961. From 3 years.</p>',
    daysOld: 290,
    variants: sharing({ priceMinor: 1650, costMinor: 720, weightGrams: 300 }, [
      { sku: 'TOP-HUM', options: {}, onHand: 21, barcode: '2041700000844' },
    ]),
    pictures: [{ file: 'spinning-top', alt: 'A striped spinning top standing on its point' }],
  },
  {
    slug: 'wooden-goods-train',
    title: 'Wooden Goods Train',
    brand: 'Pipkin & Larch',
    condition: 'open_box',
    category: 'toys',
    tags: ['for children', 'handmade', 'last pieces'],
    description:
      '<p>An engine, a wagon and five logs, joined by a magnet. Our display train: it has done some miles along the window sill and one log was replaced with a piece of broom handle. From 18 months.</p>',
    daysOld: 380,
    variants: sharing(
      { priceMinor: 2200, compareAtMinor: 3800, costMinor: 1900, weightGrams: 870 },
      [{ sku: 'TRAIN-OB', options: {}, onHand: 1 }],
    ),
    pictures: [
      { file: 'wooden-train', alt: 'A wooden engine with a wagon of logs' },
      { file: 'wooden-train-engine', alt: 'The engine by itself' },
    ],
  },
  {
    slug: 'stacking-rings',
    title: 'Wooden Stacking Rings',
    brand: 'Pipkin & Larch',
    condition: 'new',
    category: 'toys',
    tags: ['for children', 'gift'],
    description:
      '<p>Five rings and a ball on an oak foot that rocks a little, so that it takes some thinking. A grandmother in the next street buys one for every birth in the family; this is her third box. From 6 months.</p>',
    daysOld: 80,
    variants: sharing({ priceMinor: 1950, costMinor: 870, weightGrams: 560 }, [
      { sku: 'RINGS-5', options: {}, onHand: 31, barcode: '2041700000851' },
    ]),
    pictures: [{ file: 'stacking-rings', alt: 'Five coloured rings and a ball on a peg' }],
  },
  {
    slug: 'pull-along-duck',
    title: 'Pull-Along Duck',
    brand: 'Pipkin & Larch',
    condition: 'new',
    category: 'toys',
    tags: ['for children', 'gift', 'handmade'],
    description:
      '<p>A beech duck on red wheels that waddles because one axle is bent on purpose. Sold out before the paint was dry, both times. From 12 months.</p>',
    daysOld: 25,
    variants: sharing({ priceMinor: 2400, costMinor: 1150, weightGrams: 480 }, [
      { sku: 'DUCK-PULL', options: {}, onHand: 0, barcode: '2041700000868' },
    ]),
    pictures: [{ file: 'pull-along-duck', alt: 'A yellow wooden duck on red wheels' }],
  },
]
