import { type SeedProduct, sharing } from './types.ts'

export const textiles: readonly SeedProduct[] = [
  {
    slug: 'checked-wool-blanket',
    title: 'Checked Wool Blanket',
    brand: 'Brackenmoor Mill',
    condition: 'new',
    category: 'textiles',
    tags: ['winter', 'gift', 'made in Britain'],
    description:
      '<p>Lambswool in a loose check, brushed once, 140 by 190 cm with a short fringe. The mill found them behind a loom when it moved; the labels still carry the old telephone number.</p>',
    daysOld: 1180,
    variants: sharing(
      { priceMinor: 7200, compareAtMinor: 9800, costMinor: 5400, weightGrams: 1150 },
      [
        { sku: 'BLANK-FOREST', options: { Colour: 'Forest' }, onHand: 9, barcode: '2041700000639' },
        { sku: 'BLANK-SLATE', options: { Colour: 'Slate' }, onHand: 3, barcode: '2041700000646' },
      ],
    ),
    pictures: [
      { file: 'wool-blanket-forest', alt: 'A folded blanket, forest green with a mustard check' },
      { file: 'wool-blanket-fringe', alt: 'The folds and the fringe of the blanket' },
      { file: 'wool-blanket-colours', alt: 'The forest blanket on top of the slate one' },
    ],
  },
  {
    slug: 'striped-linen-tea-towel',
    title: 'Striped Linen Tea Towel',
    brand: 'Brackenmoor Mill',
    condition: 'new',
    category: 'textiles',
    tags: ['gift', 'for cooks'],
    description:
      '<p>Linen gets better each time it is washed, which in our kitchen is every day. 50 by 75 cm, with a loop. Sold singly, because nobody wants three of the same.</p>',
    daysOld: 310,
    variants: sharing({ priceMinor: 980, costMinor: 430, weightGrams: 110 }, [
      { sku: 'TEA-TEAL', options: { Stripe: 'Teal' }, onHand: 48, barcode: '2041700000653' },
      { sku: 'TEA-BRICK', options: { Stripe: 'Brick' }, onHand: 39, barcode: '2041700000660' },
      { sku: 'TEA-NAVY', options: { Stripe: 'Navy' }, onHand: 0, barcode: '2041700000677' },
    ]),
    pictures: [
      { file: 'tea-towels', alt: 'A teal striped tea towel on a peg' },
      { file: 'tea-towels-three', alt: 'Three tea towels: teal, brick and navy' },
    ],
  },
  {
    slug: 'woven-diamond-cushion',
    title: 'Woven Diamond Cushion',
    brand: 'Brackenmoor Mill',
    condition: 'new',
    category: 'textiles',
    tags: ['handmade'],
    description:
      '<p>A cotton weave with a diamond in it, 45 cm square, with a feather pad and a zip you cannot see. Made from the ends of a curtain order for a hotel that chose blinds.</p>',
    daysOld: 560,
    variants: sharing({ priceMinor: 3200, costMinor: 1700, weightGrams: 720 }, [
      { sku: 'CUSH-MUST', options: { Colour: 'Mustard' }, onHand: 12, barcode: '2041700000684' },
      { sku: 'CUSH-SAGE', options: { Colour: 'Sage' }, onHand: 6, barcode: '2041700000691' },
      { sku: 'CUSH-NAVY', options: { Colour: 'Navy' }, onHand: 2, barcode: '2041700000707' },
    ]),
    pictures: [
      { file: 'cushion-mustard', alt: 'A mustard cushion with a pattern of diamonds' },
      { file: 'cushion-colours', alt: 'The cushion in sage and in navy' },
    ],
  },
  {
    slug: 'cable-knit-hot-water-bottle',
    title: 'Hot Water Bottle in a Cable-Knit Cover',
    brand: 'Dunnock Knits',
    condition: 'new',
    category: 'textiles',
    tags: ['winter', 'gift', 'handmade'],
    description:
      '<p>Two litres of natural rubber in a cover knitted from undyed wool, tied at the neck. Each cover takes Moira an evening and a half, so there are never many.</p>',
    daysOld: 30,
    variants: sharing({ priceMinor: 2950, costMinor: 1500, weightGrams: 620 }, [
      { sku: 'HWB-CABLE', options: {}, onHand: 7 },
    ]),
    pictures: [
      { file: 'hot-water-bottle', alt: 'A hot water bottle in a cream cable-knit cover' },
      { file: 'hot-water-bottle-knit', alt: 'The cables of the cover, close to' },
    ],
  },
  {
    slug: 'canvas-work-apron',
    title: 'Canvas Work Apron',
    brand: 'Dunnock Knits',
    condition: 'open_box',
    category: 'textiles',
    tags: ['for the workshop', 'for cooks'],
    description:
      '<p>Heavy cotton canvas with leather straps, a pencil pocket and one that takes both hands. Worn for a day by the crew of a baking competition, washed once, and a little softer for it.</p>',
    daysOld: 440,
    variants: sharing(
      { priceMinor: 2400, compareAtMinor: 3600, costMinor: 1900, weightGrams: 560 },
      [
        { sku: 'APRON-S', options: { Size: 'Short' }, onHand: 4 },
        { sku: 'APRON-L', options: { Size: 'Long' }, onHand: 15 },
      ],
    ),
    pictures: [{ file: 'apron', alt: 'A navy canvas apron with leather straps' }],
  },
  {
    slug: 'wool-boot-socks',
    title: 'Wool Boot Socks',
    brand: 'Dunnock Knits',
    condition: 'new',
    category: 'textiles',
    tags: ['winter', 'made in Britain'],
    description:
      '<p>Knee-high, cushioned at the sole, with enough nylon at the heel to outlast the boots. The packer wears the slate ones and has asked us to say that they do not itch.</p>',
    daysOld: 370,
    variants: sharing({ priceMinor: 1350, costMinor: 560, weightGrams: 140 }, [
      {
        sku: 'SOCK-LIN-S',
        options: { Colour: 'Linen', Size: '4–7' },
        onHand: 18,
        barcode: '2041700000714',
      },
      {
        sku: 'SOCK-LIN-L',
        options: { Colour: 'Linen', Size: '8–11' },
        onHand: 26,
        barcode: '2041700000721',
      },
      {
        sku: 'SOCK-SLA-S',
        options: { Colour: 'Slate', Size: '4–7' },
        onHand: 1,
        barcode: '2041700000738',
      },
      {
        sku: 'SOCK-SLA-L',
        options: { Colour: 'Slate', Size: '8–11' },
        onHand: 22,
        barcode: '2041700000745',
      },
      {
        sku: 'SOCK-FOR-L',
        options: { Colour: 'Forest', Size: '8–11' },
        onHand: 10,
        barcode: '2041700000752',
      },
    ]),
    pictures: [
      { file: 'boot-socks', alt: 'A pair of linen-coloured socks with dark red toes' },
      { file: 'boot-socks-colours', alt: 'The socks in slate, linen and forest' },
    ],
  },
  {
    slug: 'waffle-towel',
    title: 'Waffle Towel',
    brand: 'Brackenmoor Mill',
    condition: 'new',
    category: 'textiles',
    tags: ['gift'],
    description:
      '<p>A cotton waffle that dries you, dries itself and takes up half the room of a thick towel. Shell pink was ordered by somebody who no longer works here.</p>',
    daysOld: 815,
    variants: sharing({ priceMinor: 2200, costMinor: 980, weightGrams: 420 }, [
      { sku: 'TOWEL-WHITE', options: { Colour: 'White' }, onHand: 30, barcode: '2041700000769' },
      { sku: 'TOWEL-SAGE', options: { Colour: 'Sage' }, onHand: 19, barcode: '2041700000776' },
      {
        sku: 'TOWEL-PINK',
        options: { Colour: 'Shell pink' },
        onHand: 104,
        priceMinor: 900,
        compareAtMinor: 2200,
        barcode: '2041700000783',
      },
    ]),
    pictures: [
      { file: 'waffle-towels', alt: 'Waffle towels in sage, white and shell pink' },
      { file: 'waffle-towel-weave', alt: 'The weave of the towels, close to' },
    ],
  },
]
