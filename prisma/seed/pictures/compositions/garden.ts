import { COLOURS } from '#seed/pictures/kit/colour.ts'
import { closer, laid, lying, on, type Scene, standing } from '#seed/pictures/kit/scene.ts'
import { shadow } from '#seed/pictures/kit/solids.ts'
import { nestBox, robin } from '#seed/pictures/things/birds.ts'
import { clayPot, pelargonium, trug, wateringCan } from '#seed/pictures/things/garden-pots.ts'
import { handFork, secateurs, spade, trowel, twine } from '#seed/pictures/things/garden-tools.ts'

const TINT = '#DBE4C6'

const { forest, sky, butter, sea, leaf } = COLOURS

const canScene = standing(TINT, on(wateringCan(forest), { x: 730, scale: 1.08 }))

export const garden = {
  'trowel-and-fork': lying(
    TINT,
    laid(trowel(), { x: 430, y: 870, turn: -9, scale: 1.15 }),
    laid(handFork(), { x: 850, y: 870, turn: 9, scale: 1.15 }),
  ),
  'trowel-detail': closer(
    lying(TINT, laid(trowel(), { x: 430, y: 870, turn: -9, scale: 1.15 })),
    [400, 560],
    1.8,
  ),
  'border-spade': lying(TINT, laid(spade(), { turn: 24, scale: 0.98, y: 790 })),
  'watering-can-green': canScene,
  'watering-can-rose': closer(canScene, [330, 770], 2),
  'watering-can-colours': standing(
    TINT,
    on(wateringCan(butter), { x: 820, y: 1120, scale: 0.92 }),
    on(wateringCan(sea), { x: 700, y: 1430, scale: 1.02 }),
  ),
  'clay-pot': standing(TINT, on(clayPot(), { scale: 1.7 })),
  'clay-pot-planted': standing(
    TINT,
    on(clayPot(), { scale: 1.3, y: 1320 }),
    on(pelargonium('#C9506A'), { y: 830, scale: 1.3 }),
  ),
  'clay-pots-sizes': standing(
    TINT,
    on(clayPot(), { x: 380, y: 1190, scale: 1.35 }),
    on(clayPot(), { x: 830, y: 1290, scale: 1.02 }),
    on(clayPot(), { x: 520, y: 1400, scale: 0.72 }),
  ),
  secateurs: lying(TINT, laid(secateurs(), { y: 720, turn: 26, scale: 1.45 })),
  'garden-twine': standing(
    TINT,
    on(shadow(250), { x: 560, scale: 1.5 }),
    on(twine('#C7A46A'), { x: 560, scale: 1.5 }),
  ),
  'garden-twine-colours': standing(
    TINT,
    on(shadow(250), { x: 430, y: 1120, scale: 1.2 }),
    on(twine(leaf), { x: 430, y: 1120, scale: 1.2 }),
    on(shadow(250), { x: 640, y: 1400, scale: 1.3 }),
    on(twine('#C7A46A'), { x: 640, y: 1400, scale: 1.3 }),
  ),
  'nest-box': standing(TINT, on(nestBox(sky), { x: 610, scale: 1.25 })),
  'nest-box-robin': standing(
    TINT,
    on(nestBox(sky), { x: 680, y: 1230 }),
    on(shadow(100), { x: 280, y: 1400 }),
    on(robin(), { x: 280, y: 1400, scale: 1.1 }),
  ),
  'willow-trug': standing(TINT, on(trug(), { y: 1210, scale: 1.24 })),
} satisfies Record<string, Scene>
