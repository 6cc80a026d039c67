import { COLOURS } from '#seed/pictures/kit/colour.ts'
import { closer, laid, lying, on, type Scene, standing } from '#seed/pictures/kit/scene.ts'
import { blocks, spinningTop, stackingRings } from '#seed/pictures/things/nursery.ts'
import { duck, kite, toyBoat } from '#seed/pictures/things/toys.ts'
import { engine, train } from '#seed/pictures/things/train.ts'

const TINT = '#F3E2B4'

const { teal, brick, sage } = COLOURS

export const toys = {
  'toy-yacht-teal': standing(TINT, on(toyBoat(teal), { y: 1270, scale: 1.3 })),
  'toy-yacht-colours': standing(
    TINT,
    on(toyBoat(sage), { x: 420, y: 1120, scale: 0.86 }),
    on(toyBoat(brick), { x: 810, y: 1390, scale: 1.04 }),
  ),
  'building-blocks': standing(TINT, on(blocks(), { x: 670, y: 1290, scale: 1.16 })),
  'building-blocks-star': closer(
    standing(TINT, on(blocks(), { x: 670, y: 1290, scale: 1.16 })),
    [560, 860],
    2,
  ),
  'diamond-kite': lying(TINT, laid(kite(), { x: 670, y: 600, turn: 14, scale: 0.92 })),
  'spinning-top': standing(TINT, on(spinningTop(), { scale: 1.36 })),
  'wooden-train': standing(TINT, on(train(), { x: 645, y: 1160, scale: 1.02 })),
  'wooden-train-engine': standing(TINT, on(engine(), { x: 1100, y: 1220, scale: 1.66 })),
  'stacking-rings': standing(TINT, on(stackingRings(), { y: 1270, scale: 1.26 })),
  'pull-along-duck': standing(TINT, on(duck(), { x: 720, y: 1230, scale: 1.2 })),
} satisfies Record<string, Scene>
