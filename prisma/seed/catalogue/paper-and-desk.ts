import { type SeedProduct, sharing } from './types.ts'

export const paperAndDesk: readonly SeedProduct[] = [
  {
    slug: 'clothbound-notebook',
    title: 'Clothbound Notebook, A5',
    brand: 'Pell & Quarto',
    condition: 'new',
    category: 'paper-and-desk',
    tags: ['gift', 'for the desk'],
    description:
      '<p>192 pages of paper that takes a fountain pen, sewn so that it lies flat, with a ribbon and an elastic band. The ruled ones are 7 mm. Somebody at the bindery writes “good luck” in pencil inside one in every hundred.</p>',
    daysOld: 420,
    variants: sharing({ priceMinor: 1250, costMinor: 540, weightGrams: 330 }, [
      {
        sku: 'NOTE-TEAL-R',
        options: { Colour: 'Teal', Pages: 'Ruled' },
        onHand: 34,
        barcode: '2041700000493',
      },
      {
        sku: 'NOTE-TEAL-P',
        options: { Colour: 'Teal', Pages: 'Plain' },
        onHand: 12,
        barcode: '2041700000509',
      },
      {
        sku: 'NOTE-MUST-R',
        options: { Colour: 'Mustard', Pages: 'Ruled' },
        onHand: 23,
        barcode: '2041700000516',
      },
      {
        sku: 'NOTE-MUST-P',
        options: { Colour: 'Mustard', Pages: 'Plain' },
        onHand: 0,
        barcode: '2041700000523',
      },
      {
        sku: 'NOTE-NAVY-R',
        options: { Colour: 'Navy', Pages: 'Ruled' },
        onHand: 29,
        barcode: '2041700000530',
      },
      {
        sku: 'NOTE-NAVY-P',
        options: { Colour: 'Navy', Pages: 'Plain' },
        onHand: 2,
        barcode: '2041700000547',
      },
    ]),
    pictures: [
      { file: 'notebook-teal', alt: 'A teal clothbound notebook with an elastic band' },
      { file: 'notebook-pile', alt: 'Four notebooks in a pile' },
      { file: 'notebook-pen', alt: 'The mustard notebook beside a pen' },
    ],
  },
  {
    slug: 'oxblood-fountain-pen',
    title: 'Oxblood Fountain Pen',
    brand: 'Fenwhistle',
    condition: 'new',
    category: 'paper-and-desk',
    tags: ['gift', 'for the desk'],
    description:
      '<p>Turned resin and brass with a steel nib that was set by ear: they listen to it on the paper. Takes cartridges or the converter in the box. Broad nibs never sold here, so there are none.</p>',
    daysOld: 860,
    variants: sharing(
      { priceMinor: 5400, compareAtMinor: 7500, costMinor: 3800, weightGrams: 60 },
      [
        { sku: 'PEN-F', options: { Nib: 'Fine' }, onHand: 6, barcode: '2041700000554' },
        { sku: 'PEN-M', options: { Nib: 'Medium' }, onHand: 11, barcode: '2041700000561' },
      ],
    ),
    pictures: [
      { file: 'fountain-pen', alt: 'A dark red fountain pen and its cap' },
      { file: 'fountain-pen-nib', alt: 'The steel and brass nib' },
    ],
  },
  {
    slug: 'six-colour-pencils',
    title: 'Six Colour Pencils in a Tin',
    brand: 'Fenwhistle',
    condition: 'new',
    category: 'paper-and-desk',
    tags: ['gift', 'for children'],
    description:
      '<p>Cedar, thick leads, and colours with proper names on the side. The tin stands on the desk afterwards. Ours has been chewed by two generations.</p>',
    daysOld: 270,
    variants: sharing({ priceMinor: 1100, costMinor: 480, weightGrams: 210 }, [
      { sku: 'PENCIL-6', options: {}, onHand: 44, barcode: '2041700000578' },
    ]),
    pictures: [
      { file: 'colour-pencils', alt: 'Six colour pencils standing in a cream tin' },
      { file: 'colour-pencils-fan', alt: 'The six pencils side by side' },
    ],
  },
  {
    slug: 'long-paper-shears',
    title: 'Long Paper Shears',
    brand: 'Fenwhistle',
    condition: 'used',
    category: 'paper-and-desk',
    tags: ['last pieces', 'for the desk'],
    description:
      '<p>From a bookbinder who gave up her bench: ten-inch blades, set and sharpened, with the lacquer worn off the thumb. Two pairs, both right-handed. They cut wallpaper in one breath.</p>',
    daysOld: 110,
    variants: sharing({ priceMinor: 1900, costMinor: 600, weightGrams: 230 }, [
      { sku: 'SHEARS-U', options: {}, onHand: 2 },
    ]),
    pictures: [{ file: 'paper-shears', alt: 'Long black-handled shears, open' }],
  },
  {
    slug: 'sailing-boat-cards',
    title: 'Letterpress Sailing Boat Cards',
    brand: 'Pell & Quarto',
    condition: 'new',
    category: 'paper-and-desk',
    tags: ['handmade', 'made in Britain', 'gift'],
    description:
      '<p>Printed one colour at a time on a hand press, blank inside, with pale blue envelopes. In the first printing the sun was left out; that was a foggy week, and those have gone.</p>',
    daysOld: 390,
    variants: sharing({ priceMinor: 900, costMinor: 380, weightGrams: 120 }, [
      { sku: 'CARD-6', options: { Pack: '6 cards' }, onHand: 38, barcode: '2041700000585' },
      {
        sku: 'CARD-12',
        options: { Pack: '12 cards' },
        onHand: 17,
        priceMinor: 1600,
        costMinor: 720,
        weightGrams: 230,
      },
    ]),
    pictures: [
      { file: 'boat-cards', alt: 'A card with a sailing boat on it, and a blue envelope' },
      { file: 'boat-cards-sprig', alt: 'The envelope, sealed, with a sprig of leaves' },
    ],
  },
  {
    slug: 'harbour-lane-magnet',
    title: 'Harbour Lane Lighthouse Magnet',
    brand: 'Harbour Lane',
    condition: 'new',
    category: 'paper-and-desk',
    tags: ['gift'],
    description:
      '<p>Our lighthouse on a magnet strong enough for four shopping lists or one child’s painting. 6 cm across. The gulls are to scale if they are very near.</p>',
    daysOld: 95,
    variants: sharing({ priceMinor: 350, costMinor: 110, weightGrams: 28 }, [
      { sku: 'HL-MAGNET', options: {}, onHand: 180, barcode: '2041700000592' },
    ]),
    pictures: [{ file: 'lighthouse-magnet', alt: 'A round magnet with a lighthouse on it' }],
  },
  {
    slug: 'schoolroom-desk-globe',
    title: 'Schoolroom Desk Globe',
    brand: 'Pell & Quarto',
    condition: 'used',
    category: 'paper-and-desk',
    tags: ['one of a kind', 'last pieces'],
    description:
      '<p>From a village school, about 1974: paper gores on a hollow ball, brass arm, walnut foot. There is a biro cross where the school was, and one country has changed its name since. It turns without wobbling.</p>',
    daysOld: 505,
    variants: sharing(
      { priceMinor: 7800, compareAtMinor: 9500, costMinor: 2500, weightGrams: 1900 },
      [{ sku: 'GLOBE-U', options: {}, onHand: 1 }],
    ),
    pictures: [{ file: 'desk-globe', alt: 'A desk globe on a brass arm and a walnut foot' }],
  },
  {
    slug: 'bottled-ink',
    title: 'Bottled Ink, 60 ml',
    brand: 'Fenwhistle',
    condition: 'new',
    category: 'paper-and-desk',
    tags: ['for the desk'],
    description:
      '<p>Made for fountain pens, dries in nine seconds, washes out of cuffs if you are quick. Forest was the colour of the year, of a year some time ago.</p>',
    daysOld: 1320,
    variants: sharing({ priceMinor: 850, costMinor: 390, weightGrams: 190 }, [
      { sku: 'INK-NAVY', options: { Colour: 'Navy' }, onHand: 25, barcode: '2041700000608' },
      { sku: 'INK-OX', options: { Colour: 'Oxblood' }, onHand: 14, barcode: '2041700000615' },
      {
        sku: 'INK-FOREST',
        options: { Colour: 'Forest' },
        onHand: 57,
        priceMinor: 350,
        compareAtMinor: 850,
        barcode: '2041700000622',
      },
    ]),
    pictures: [
      { file: 'ink-bottle-navy', alt: 'A square bottle of navy ink' },
      { file: 'ink-bottle-colours', alt: 'Oxblood, forest and navy ink' },
    ],
  },
]
