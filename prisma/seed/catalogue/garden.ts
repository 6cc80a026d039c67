import { type SeedProduct, sharing } from './types.ts'

export const garden: readonly SeedProduct[] = [
  {
    slug: 'hand-trowel-and-fork',
    title: 'Hand Trowel and Fork',
    brand: 'Wick Hatherley',
    condition: 'new',
    category: 'garden',
    tags: ['gift', 'made in Britain'],
    description:
      '<p>Stainless steel that comes clean with a wipe, on ash handles with a leather loop. Sold singly or as a pair. The pairs were boxed for Mother’s Day in a year when the post was on strike.</p>',
    daysOld: 610,
    variants: sharing({ priceMinor: 1650, costMinor: 780, weightGrams: 310 }, [
      { sku: 'TROWEL', options: { Piece: 'Trowel' }, onHand: 27, barcode: '2041700000288' },
      { sku: 'FORK', options: { Piece: 'Fork' }, onHand: 24, barcode: '2041700000295' },
      {
        sku: 'TROWEL-FORK',
        options: { Piece: 'Boxed pair' },
        onHand: 33,
        priceMinor: 2400,
        compareAtMinor: 3200,
        weightGrams: 700,
      },
    ]),
    pictures: [
      { file: 'trowel-and-fork', alt: 'A trowel and a hand fork with ash handles' },
      { file: 'trowel-detail', alt: 'The blade and the brass collar of the trowel' },
    ],
  },
  {
    slug: 'stainless-border-spade',
    title: 'Stainless Border Spade',
    brand: 'Wick Hatherley',
    condition: 'new',
    category: 'garden',
    tags: ['made in Britain'],
    description:
      '<p>A narrow blade for planting between things you want to keep, with treads for your boots. The allotment society bought the last six in one go; we are waiting for the maker.</p>',
    daysOld: 330,
    variants: sharing({ priceMinor: 3800, costMinor: 1950, weightGrams: 1750 }, [
      { sku: 'SPADE-B', options: {}, onHand: 0, barcode: '2041700000301' },
    ]),
    pictures: [{ file: 'border-spade', alt: 'A border spade with a wooden D-shaped grip' }],
  },
  {
    slug: 'long-reach-watering-can',
    title: 'Long-Reach Watering Can',
    brand: 'Wick Hatherley',
    condition: 'new',
    category: 'garden',
    tags: ['gift'],
    description:
      '<p>Powder-coated steel with a brass rose that unscrews. The long spout is for the pot at the back of the sill. Butter was a mistake for a garden and is a success in kitchens.</p>',
    daysOld: 720,
    variants: sharing({ priceMinor: 2950, costMinor: 1600, weightGrams: 980 }, [
      { sku: 'CAN-GREEN', options: { Colour: 'Forest' }, onHand: 12, barcode: '2041700000318' },
      {
        sku: 'CAN-BUTTER',
        options: { Colour: 'Butter' },
        onHand: 21,
        priceMinor: 1950,
        compareAtMinor: 2950,
        barcode: '2041700000325',
      },
      { sku: 'CAN-SEA', options: { Colour: 'Sea' }, onHand: 0, barcode: '2041700000332' },
    ]),
    pictures: [
      { file: 'watering-can-green', alt: 'A green watering can with a long spout' },
      { file: 'watering-can-rose', alt: 'The brass rose at the end of the spout' },
      { file: 'watering-can-colours', alt: 'The watering can in butter yellow and in sea blue' },
    ],
  },
  {
    slug: 'terracotta-pot',
    title: 'Long Tom Terracotta Pot',
    brand: 'Saltgate Pottery',
    condition: 'new',
    category: 'garden',
    tags: ['handmade', 'made in Britain'],
    description:
      '<p>Frost-proof clay with a thick rim to lift it by, fired hot enough to ring when you tap it. They have wintered in our yard twice, which is how we know about the frost and why some have a little moss.</p>',
    daysOld: 760,
    variants: sharing({ priceMinor: 450, costMinor: 190, weightGrams: 620 }, [
      { sku: 'POT-12', options: { Size: '12 cm' }, onHand: 110, barcode: '2041700000349' },
      {
        sku: 'POT-18',
        options: { Size: '18 cm' },
        onHand: 58,
        priceMinor: 850,
        costMinor: 390,
        weightGrams: 1700,
      },
      {
        sku: 'POT-26',
        options: { Size: '26 cm' },
        onHand: 13,
        priceMinor: 1600,
        costMinor: 820,
        weightGrams: 4100,
      },
    ]),
    pictures: [
      { file: 'clay-pot', alt: 'A terracotta flower pot' },
      { file: 'clay-pot-planted', alt: 'The pot with a pink pelargonium in it' },
      { file: 'clay-pots-sizes', alt: 'Three pots in three sizes' },
    ],
  },
  {
    slug: 'bypass-secateurs',
    title: 'Bypass Secateurs',
    brand: 'Wick Hatherley',
    condition: 'open_box',
    category: 'garden',
    tags: ['last pieces'],
    description:
      '<p>A clean bypass cut up to 20 mm, a spring you can replace and a catch that works in gloves. The last three were handled at the spring show; one has had a rose stem through it and been cleaned since.</p>',
    daysOld: 215,
    variants: sharing(
      { priceMinor: 2100, compareAtMinor: 2800, costMinor: 1350, weightGrams: 260 },
      [{ sku: 'SECA-OB', options: {}, onHand: 3, barcode: '2041700000356' }],
    ),
    pictures: [{ file: 'secateurs', alt: 'Red-handled secateurs, a little open' }],
  },
  {
    slug: 'jute-garden-twine',
    title: 'Jute Garden Twine, 120 m',
    brand: 'Old Ropewalk',
    condition: 'new',
    category: 'garden',
    tags: ['made in Britain'],
    description:
      '<p>Three-ply jute in a ball that unwinds from the middle, if you can find the end. Rots with the beans in the autumn, as it should.</p>',
    daysOld: 130,
    variants: sharing({ priceMinor: 375, costMinor: 160, weightGrams: 240 }, [
      { sku: 'TWINE-NAT', options: { Colour: 'Natural' }, onHand: 95, barcode: '2041700000363' },
      { sku: 'TWINE-GRN', options: { Colour: 'Green' }, onHand: 71, barcode: '2041700000370' },
    ]),
    pictures: [
      { file: 'garden-twine', alt: 'A ball of natural jute twine' },
      { file: 'garden-twine-colours', alt: 'A green ball and a natural ball of twine' },
    ],
  },
  {
    slug: 'garden-nest-box',
    title: 'Painted Nest Box',
    brand: 'Wick Hatherley',
    condition: 'new',
    category: 'garden',
    tags: ['handmade', 'gift', 'winter'],
    description:
      '<p>Larch under paint that is safe for birds, with a roof that lifts for the autumn clean. Put it up facing north-east before February. The man who makes them counts tits for the county and is strict about the size of the door.</p>',
    daysOld: 400,
    variants: sharing({ priceMinor: 2600, costMinor: 1250, weightGrams: 1400 }, [
      { sku: 'NEST-28', options: { Door: '28 mm, for tits' }, onHand: 16 },
      { sku: 'NEST-32', options: { Door: '32 mm, for sparrows' }, onHand: 4 },
    ]),
    pictures: [
      { file: 'nest-box', alt: 'A pale blue nest box with an oak roof' },
      { file: 'nest-box-robin', alt: 'The nest box, and a robin having a look' },
    ],
  },
  {
    slug: 'willow-trug',
    title: 'Willow-Board Trug',
    brand: 'Old Ropewalk',
    condition: 'new',
    category: 'garden',
    tags: ['handmade', 'made in Britain', 'gift'],
    description:
      '<p>Thin boards of cricket-bat willow in a chestnut frame, nailed with copper. It weighs almost nothing until you fill it. The large one holds eleven pounds of apples; we tried.</p>',
    daysOld: 575,
    variants: sharing({ priceMinor: 4900, costMinor: 2800, weightGrams: 900 }, [
      { sku: 'TRUG-M', options: { Size: 'Medium' }, onHand: 5 },
      { sku: 'TRUG-L', options: { Size: 'Large' }, onHand: 2, priceMinor: 6400, costMinor: 3700 },
    ]),
    pictures: [{ file: 'willow-trug', alt: 'A wooden trug full of apples' }],
  },
]
