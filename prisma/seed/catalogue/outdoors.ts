import { type SeedProduct, sharing } from './types.ts'

export const outdoors: readonly SeedProduct[] = [
  {
    slug: 'canvas-bell-tent',
    title: 'Canvas Bell Tent, 4 m',
    brand: 'Fellgarth',
    condition: 'new',
    category: 'outdoors',
    tags: ['large'],
    description:
      '<p>Cotton canvas, one pole, a groundsheet that zips in, and room for four with their boots on. Ordered for a festival that rained itself off in 2024; still in its bag, with the festival’s paint on the label.</p><ul><li>Pitches in twenty minutes with two people</li><li>Dry it before you put it away</li></ul>',
    daysOld: 900,
    variants: sharing(
      { priceMinor: 48000, compareAtMinor: 62000, costMinor: 39500, weightGrams: 26000 },
      [{ sku: 'TENT-4', options: {}, onHand: 4, barcode: '2041700000875' }],
    ),
    pictures: [
      { file: 'bell-tent', alt: 'A cream bell tent with a red pennant' },
      { file: 'bell-tent-door', alt: 'The door of the tent, tied back' },
    ],
  },
  {
    slug: 'steel-vacuum-flask',
    title: 'Steel Vacuum Flask, 1 l',
    brand: 'Fellgarth',
    condition: 'new',
    category: 'outdoors',
    tags: ['winter', 'gift'],
    description:
      '<p>Keeps tea hot from the first train to the last, with a handle for gloves and a lid that is a proper cup. The harbour master has had his for nine years and will not hear of another.</p>',
    daysOld: 320,
    variants: sharing({ priceMinor: 2700, costMinor: 1350, weightGrams: 640 }, [
      { sku: 'FLASK-GREEN', options: { Colour: 'Forest' }, onHand: 25, barcode: '2041700000882' },
      { sku: 'FLASK-TEAL', options: { Colour: 'Teal' }, onHand: 14, barcode: '2041700000899' },
      { sku: 'FLASK-CREAM', options: { Colour: 'Cream' }, onHand: 2, barcode: '2041700000905' },
    ]),
    pictures: [
      { file: 'flask-green', alt: 'A forest green vacuum flask with a steel cup' },
      { file: 'flask-cup', alt: 'The flask and its cup, full and steaming' },
      { file: 'flask-colours', alt: 'The flask in cream, forest and teal' },
    ],
  },
  {
    slug: 'hemp-rope',
    title: 'Three-Strand Hemp Rope, 12 mm',
    brand: 'Old Ropewalk',
    condition: 'new',
    category: 'outdoors',
    tags: ['made in Britain'],
    description:
      '<p>Laid on the old walk behind the church, whipped with brass at both ends. Holds a knot, floats for a while, smells of boats. Not for climbing or lifting.</p>',
    daysOld: 505,
    variants: sharing({ priceMinor: 1600, costMinor: 820, weightGrams: 1050 }, [
      { sku: 'ROPE-10', options: { Length: '10 m' }, onHand: 20, barcode: '2041700000912' },
      {
        sku: 'ROPE-20',
        options: { Length: '20 m' },
        onHand: 9,
        priceMinor: 2900,
        costMinor: 1600,
        weightGrams: 2100,
      },
    ]),
    pictures: [{ file: 'rope-coil', alt: 'A coil of hemp rope with a brass end' }],
  },
  {
    slug: 'rubber-boots',
    title: 'Rubber Boots with Side Strap',
    brand: 'Fellgarth',
    condition: 'new',
    category: 'outdoors',
    tags: ['winter'],
    description:
      '<p>Natural rubber over cotton, a sole that grips weed, and a strap for thin legs. Sizes are what was left when the season’s order had been picked over, which is why mustard only comes in 9.</p>',
    daysOld: 740,
    variants: sharing(
      { priceMinor: 3900, compareAtMinor: 5500, costMinor: 3100, weightGrams: 1900 },
      [
        {
          sku: 'BOOT-GRN-5',
          options: { Colour: 'Forest', Size: '5' },
          onHand: 3,
          barcode: '2041700000929',
        },
        {
          sku: 'BOOT-GRN-7',
          options: { Colour: 'Forest', Size: '7' },
          onHand: 6,
          barcode: '2041700000936',
        },
        {
          sku: 'BOOT-GRN-9',
          options: { Colour: 'Forest', Size: '9' },
          onHand: 0,
          barcode: '2041700000943',
        },
        {
          sku: 'BOOT-NAV-6',
          options: { Colour: 'Navy', Size: '6' },
          onHand: 4,
          barcode: '2041700000950',
        },
        {
          sku: 'BOOT-NAV-8',
          options: { Colour: 'Navy', Size: '8' },
          onHand: 2,
          barcode: '2041700000967',
        },
        {
          sku: 'BOOT-MUS-9',
          options: { Colour: 'Mustard', Size: '9' },
          onHand: 11,
          barcode: '2041700000974',
        },
      ],
    ),
    pictures: [
      { file: 'rubber-boots', alt: 'A pair of forest green rubber boots' },
      { file: 'rubber-boots-colours', alt: 'The boots in mustard, navy and forest' },
    ],
  },
  {
    slug: 'canvas-rucksack',
    title: 'Waxed Canvas Rucksack, 24 l',
    brand: 'Fellgarth',
    condition: 'open_box',
    category: 'outdoors',
    tags: ['gift', 'last pieces'],
    description:
      '<p>Waxed cotton, bridle leather, brass that will go dull. Carried for a week by a reviewer who gave it four stars because he wanted more pockets; there is a faint crease across the flap.</p>',
    daysOld: 255,
    variants: sharing(
      { priceMinor: 8600, compareAtMinor: 11500, costMinor: 5900, weightGrams: 1450 },
      [{ sku: 'RUCK-24', options: {}, onHand: 1, barcode: '2041700000981' }],
    ),
    pictures: [
      { file: 'canvas-rucksack', alt: 'An olive canvas rucksack with leather straps' },
      { file: 'canvas-rucksack-buckle', alt: 'A brass buckle and the front pocket' },
    ],
  },
  {
    slug: 'field-glasses-8x30',
    title: 'Field Glasses, 8 × 30',
    brand: 'Skerry Optical',
    condition: 'used',
    category: 'outdoors',
    tags: ['one of a kind', 'last pieces'],
    description:
      '<p>A birdwatcher’s pair from the seventies, cleaned and collimated, with a new strap. One eyecup has a nick. There is a speck in the left barrel that you stop seeing after a minute.</p>',
    daysOld: 70,
    variants: sharing({ priceMinor: 9500, costMinor: 3500, weightGrams: 690 }, [
      { sku: 'GLASSES-U', options: {}, onHand: 1 },
    ]),
    pictures: [
      { file: 'field-glasses', alt: 'Black and brass field glasses with a leather strap' },
    ],
  },
  {
    slug: 'folding-camp-stool',
    title: 'Folding Camp Stool',
    brand: 'Fellgarth',
    condition: 'new',
    category: 'outdoors',
    tags: ['made in Britain'],
    description:
      '<p>Ash legs, one brass pin, a seat of brick-red canvas. Folds to the size of an umbrella and holds 110 kg, or the whole of the quiz team in turn.</p>',
    daysOld: 585,
    variants: sharing({ priceMinor: 2600, costMinor: 1400, weightGrams: 1200 }, [
      { sku: 'STOOL-STD', options: { Height: '40 cm' }, onHand: 18, barcode: '2041700000998' },
      {
        sku: 'STOOL-LOW',
        options: { Height: '28 cm' },
        onHand: 24,
        priceMinor: 1500,
        compareAtMinor: 2300,
        barcode: '2041700001001',
      },
    ]),
    pictures: [{ file: 'camp-stool', alt: 'A folding stool with a red canvas seat' }],
  },
  {
    slug: 'brass-pocket-compass',
    title: 'Brass Pocket Compass',
    brand: 'Skerry Optical',
    condition: 'new',
    category: 'outdoors',
    tags: ['gift'],
    description:
      '<p>A jewelled needle in a brass case, steady in eight seconds. It points north from everywhere in the shop but the corner by the safe.</p>',
    daysOld: 430,
    variants: sharing({ priceMinor: 2200, costMinor: 980, weightGrams: 130 }, [
      { sku: 'COMPASS', options: {}, onHand: 0, barcode: '2041700001018' },
    ]),
    pictures: [
      { file: 'pocket-compass', alt: 'A brass compass, its red needle to the north-east' },
    ],
  },
]
