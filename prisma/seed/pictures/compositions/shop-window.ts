import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { on, type Scene, standing } from '#seed/pictures/kit/scene.ts'
import { blended, glow, place, type Svg } from '#seed/pictures/kit/svg.ts'
import { mug } from '#seed/pictures/things/cups.ts'
import { lantern } from '#seed/pictures/things/flames.ts'
import { clayPot, pelargonium, wateringCan } from '#seed/pictures/things/garden-pots.ts'
import { jug, kettle } from '#seed/pictures/things/pots.ts'
import { counter, harbourWindow, parcel } from '#seed/pictures/things/room.ts'
import { foldedBlanket } from '#seed/pictures/things/textiles.ts'
import { notebookPile } from '#seed/pictures/things/writing.ts'

const { sage, teal, linen, brick, forest, mustard, navy, terracotta } = COLOURS

const WALL = '#EADDC9'

const hero: readonly Svg[] = [
  blended('M0 0H1600V900H0Z', {
    from: [0, 0],
    to: [1600, 900],
    stops: [
      [0, lighter(WALL, 0.4)],
      [1, darker(WALL, 0.06)],
    ],
  }),
  place(harbourWindow(), { x: 130, y: 76 }),
  glow([1180, 420], [620, 520], '#FFF3D6', 0.6),
  place(counter(1600, 220), { y: 680 }),
  place(clayPot(), { x: 214, y: 660, scale: 0.34 }),
  place(pelargonium('#C9506A'), { x: 214, y: 534, scale: 0.4 }),
  place(foldedBlanket(forest, mustard), { x: 1340, y: 772, scale: 0.44 }),
  place(lantern(brick), { x: 1352, y: 576, scale: 0.56 }),
  place(jug(linen, '#6B7F86'), { x: 1000, y: 752, scale: 0.66 }),
  place(notebookPile([navy, mustard, terracotta]), { x: 250, y: 800, scale: 0.42 }),
  place(kettle(sage), { x: 830, y: 836, scale: 0.6 }),
  place(mug(teal), { x: 1130, y: 852, scale: 0.52 }),
  place(wateringCan(mustard), { x: 470, y: 852, scale: 0.46 }),
]

export const shopWindow = {
  hero: { width: 1600, height: 900, svg: hero.join('') },
  'no-picture': standing('#E9E2D4', on(parcel(), { x: 620, y: 1230, scale: 1.16 })),
} satisfies Record<string, Scene>
