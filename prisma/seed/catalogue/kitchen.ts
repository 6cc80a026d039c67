import { type SeedProduct, sharing } from './types.ts'

export const kitchen: readonly SeedProduct[] = [
  {
    slug: 'enamel-stovetop-kettle',
    title: 'Enamel Stovetop Kettle',
    brand: 'Quenby Enamel',
    condition: 'new',
    category: 'kitchen',
    tags: ['gift', 'for cooks', 'winter'],
    description:
      '<p>Two coats of enamel on steel, an oak grip that stays cool and a spout that pours where you point it. Holds 1.8 litres and whistles for nobody: you will have to watch it. The last two pallets of a 2022 order; the boxes are dusty, the kettles are not.</p><ul><li>Gas, electric and induction</li><li>Do not boil dry</li></ul>',
    daysOld: 1420,
    variants: sharing(
      { priceMinor: 3900, compareAtMinor: 5200, costMinor: 2350, weightGrams: 1420 },
      [
        { sku: 'KET-SAGE', options: { Colour: 'Sage' }, onHand: 14, barcode: '2041700000011' },
        { sku: 'KET-CREAM', options: { Colour: 'Cream' }, onHand: 2, barcode: '2041700000028' },
        {
          sku: 'KET-TEAL',
          options: { Colour: 'Harbour teal' },
          onHand: 9,
          barcode: '2041700000035',
        },
      ],
    ),
    pictures: [
      { file: 'kettle-sage', alt: 'A sage green enamel kettle with an oak grip' },
      { file: 'kettle-colours', alt: 'The kettle in teal, cream and sage' },
      { file: 'kettle-grip', alt: 'The oak grip and the knob of the lid' },
    ],
  },
  {
    slug: 'stoneware-coffee-mug',
    title: 'Stoneware Coffee Mug',
    brand: 'Saltgate Pottery',
    condition: 'new',
    category: 'kitchen',
    tags: ['handmade', 'gift', 'made in Britain'],
    description:
      '<p>A mug with some weight to it: 340 ml, thrown by hand, glazed inside and out, the foot left bare. No two are quite the same height. Ruth at the pottery says the teal came out of the kiln bluer than she meant, and then everyone asked for it.</p>',
    daysOld: 240,
    variants: sharing({ priceMinor: 1450, costMinor: 620, weightGrams: 410 }, [
      { sku: 'MUG-OAT', options: { Colour: 'Oatmeal' }, onHand: 36, barcode: '2041700000042' },
      { sku: 'MUG-TEAL', options: { Colour: 'Teal' }, onHand: 41, barcode: '2041700000059' },
      { sku: 'MUG-CHAR', options: { Colour: 'Charcoal' }, onHand: 0, barcode: '2041700000066' },
      { sku: 'MUG-TERRA', options: { Colour: 'Terracotta' }, onHand: 18, barcode: '2041700000073' },
    ]),
    pictures: [
      { file: 'coffee-mug-oatmeal', alt: 'A speckled oatmeal stoneware mug' },
      { file: 'coffee-mug-steam', alt: 'The teal mug with hot coffee in it' },
      { file: 'coffee-mug-colours', alt: 'Four mugs: charcoal, terracotta, oatmeal and teal' },
    ],
  },
  {
    slug: 'cast-iron-casserole',
    title: 'Cast Iron Casserole with Lid',
    brand: 'Pennard Forge',
    condition: 'open_box',
    category: 'kitchen',
    tags: ['for cooks', 'winter'],
    description:
      '<p>Enamelled cast iron that goes from hob to oven to table. These came back from a cookery school that had bought a dozen too many: opened, stood on a shelf, never lit. A few have a scuff on the foot where they were slid along the shelf, and that is all.</p>',
    daysOld: 530,
    variants: [
      ...sharing({ priceMinor: 8900, compareAtMinor: 12500, costMinor: 6100, weightGrams: 4300 }, [
        { sku: 'CASS-32', options: { Size: '3.2 l' }, onHand: 5, barcode: '2041700000080' },
      ]),
      ...sharing({ priceMinor: 11900, compareAtMinor: 15900, costMinor: 7900, weightGrams: 5600 }, [
        { sku: 'CASS-47', options: { Size: '4.7 l' }, onHand: 1, barcode: '2041700000097' },
      ]),
    ],
    pictures: [
      { file: 'casserole-blue', alt: 'A blue cast iron casserole with a brass knob' },
      { file: 'casserole-open', alt: 'The casserole with soup in it, its lid beside it' },
    ],
  },
  {
    slug: 'carbon-steel-frying-pan',
    title: 'Carbon Steel Frying Pan',
    brand: 'Pennard Forge',
    condition: 'new',
    category: 'kitchen',
    tags: ['for cooks'],
    description:
      '<p>Grey when you unwrap it, black in a year, and better every week of it. Season it with oil before the first egg. We keep one in the back room for staff breakfasts; it has been there since 2016.</p>',
    daysOld: 410,
    variants: sharing({ priceMinor: 3400, costMinor: 1650, weightGrams: 1350 }, [
      { sku: 'PAN-24', options: { Size: '24 cm' }, onHand: 22, barcode: '2041700000103' },
      {
        sku: 'PAN-28',
        options: { Size: '28 cm' },
        onHand: 17,
        priceMinor: 3900,
        barcode: '2041700000110',
      },
    ]),
    pictures: [{ file: 'frying-pan', alt: 'A dark carbon steel frying pan seen from above' }],
  },
  {
    slug: 'salt-glazed-water-jug',
    title: 'Two-Glaze Water Jug',
    brand: 'Saltgate Pottery',
    condition: 'new',
    category: 'kitchen',
    tags: ['handmade', 'made in Britain', 'last pieces'],
    description:
      '<p>Dipped at the shoulders in slate blue, linen below, with a lip that does not dribble. Two litres to the line. Three were left when the potter changed her clay, and she will not be making them in this one again.</p>',
    daysOld: 780,
    variants: sharing(
      { priceMinor: 4200, compareAtMinor: 4800, costMinor: 2100, weightGrams: 1600 },
      [{ sku: 'JUG-2L', options: {}, onHand: 3 }],
    ),
    pictures: [{ file: 'water-jug', alt: 'A round jug, slate blue above and linen below' }],
  },
  {
    slug: 'forged-chefs-knife',
    title: 'Forged Chef’s Knife, 20 cm',
    brand: 'Pennard Forge',
    condition: 'open_box',
    category: 'kitchen',
    tags: ['for cooks', 'last pieces'],
    description:
      '<p>Forged from one bar, walnut on brass rivets, sharp enough to be sent in a cork. Two were opened for a photograph that was never taken. We sell knives to adults only.</p>',
    daysOld: 365,
    variants: sharing(
      { priceMinor: 6800, compareAtMinor: 8500, costMinor: 4200, weightGrams: 260 },
      [{ sku: 'KNIFE-20', options: {}, onHand: 2, barcode: '2041700000127' }],
    ),
    pictures: [{ file: 'chefs-knife', alt: 'A chef’s knife with a walnut handle' }],
  },
  {
    slug: 'six-cup-moka-pot',
    title: 'Six-Cup Moka Pot',
    brand: 'Orlestone',
    condition: 'used',
    category: 'kitchen',
    tags: ['last pieces'],
    description:
      '<p>Bought with a house clearance, descaled and fitted with a new seal and filter. The base has gone dull where the gas licked it, and there is a small dent below the spout. It makes very good coffee.</p>',
    daysOld: 150,
    variants: sharing({ priceMinor: 1400, costMinor: 300, weightGrams: 780 }, [
      { sku: 'MOKA-6U', options: {}, onHand: 1 },
    ]),
    pictures: [{ file: 'moka-pot', alt: 'An eight-sided aluminium coffee pot' }],
  },
  {
    slug: 'beech-rolling-pin',
    title: 'Beech Rolling Pin',
    brand: 'Orlestone',
    condition: 'new',
    category: 'kitchen',
    tags: ['for cooks', 'made in Britain'],
    description:
      '<p>Turned from one length of beech with grips that fit the palm. The turner retired at Easter and his nephew is learning; we will have more when the nephew says so.</p>',
    daysOld: 620,
    variants: sharing({ priceMinor: 1650, costMinor: 700, weightGrams: 690 }, [
      { sku: 'PIN-BEECH', options: {}, onHand: 0, barcode: '2041700000134' },
    ]),
    pictures: [{ file: 'rolling-pin', alt: 'A beech rolling pin with turned grips' }],
  },
  {
    slug: 'clip-top-preserving-jar',
    title: 'Clip-Top Preserving Jar',
    brand: 'Orlestone',
    condition: 'new',
    category: 'kitchen',
    tags: ['for cooks'],
    description:
      '<p>Thick glass, a wire clip that shuts with a snap, and a rubber seal you can buy again. We ordered for two good plum years and then there was a late frost, so there are a great many of the large one.</p>',
    daysOld: 845,
    variants: sharing({ priceMinor: 420, costMinor: 210, weightGrams: 480 }, [
      { sku: 'JAR-05', options: { Size: '0.5 l' }, onHand: 64, barcode: '2041700000141' },
      {
        sku: 'JAR-10',
        options: { Size: '1 l' },
        onHand: 88,
        priceMinor: 550,
        barcode: '2041700000158',
      },
      {
        sku: 'JAR-20',
        options: { Size: '2 l' },
        onHand: 146,
        priceMinor: 480,
        compareAtMinor: 790,
        costMinor: 410,
        weightGrams: 1120,
        barcode: '2041700000165',
      },
    ]),
    pictures: [
      { file: 'preserving-jar', alt: 'A clip-top jar of lemon slices' },
      { file: 'preserving-jars', alt: 'Jars of plums, lemons and gherkins in three sizes' },
    ],
  },
  {
    slug: 'preserving-jar-seal',
    title: 'Rubber Seal for Preserving Jars',
    brand: 'Orlestone',
    condition: 'new',
    category: 'kitchen',
    tags: ['for cooks', 'spare part'],
    description:
      '<p>Natural rubber, 94 mm across, with a tab to pull. One fits every clip-top jar we have sold since 1998; bring the lid if you are not sure.</p>',
    daysOld: 300,
    variants: sharing({ priceMinor: 80, costMinor: 22, weightGrams: 12 }, [
      { sku: 'SEAL-94', options: {}, onHand: 240, barcode: '2041700000172' },
    ]),
    pictures: [{ file: 'jar-seals', alt: 'Three red rubber sealing rings' }],
  },
  {
    slug: 'harbour-lane-mug',
    title: 'Harbour Lane Enamel Mug',
    brand: 'Harbour Lane',
    condition: 'new',
    category: 'kitchen',
    tags: ['gift'],
    description:
      '<p>Our own mug: white enamel, teal rim, and the lighthouse you can see from the till if you lean. Holds 350 ml. It chips if you drop it on the quay, and looks better for it.</p>',
    daysOld: 95,
    variants: sharing({ priceMinor: 950, costMinor: 380, weightGrams: 190 }, [
      { sku: 'HL-MUG', options: {}, onHand: 120, barcode: '2041700000189' },
    ]),
    pictures: [{ file: 'lighthouse-mug', alt: 'A white enamel mug with a lighthouse on it' }],
  },
]
