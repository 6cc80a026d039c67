import { COLOURS } from '#seed/pictures/kit/colour.ts'
import { closer, laid, lying, on, type Scene, standing } from '#seed/pictures/kit/scene.ts'
import { bellTent, campStool, flask, flaskCup, ropeCoil } from '#seed/pictures/things/camp.ts'
import { binoculars, compass } from '#seed/pictures/things/optics.ts'
import { boot, rucksack } from '#seed/pictures/things/walking.ts'

const TINT = '#CFDFE4'

const { cream, forest, teal, mustard, navy, brick, linen } = COLOURS

const bag = standing(TINT, on(rucksack('#7C8455'), { y: 1290, scale: 1.22 }))

export const outdoors = {
  'bell-tent': standing(TINT, on(bellTent(linen), { y: 1250, scale: 1.02 })),
  'bell-tent-door': closer(
    standing(TINT, on(bellTent(linen), { y: 1250, scale: 1.02 })),
    [650, 1020],
    2,
  ),
  'flask-green': standing(TINT, on(flask(forest), { x: 610, y: 1290, scale: 1.28 })),
  'flask-cup': standing(
    TINT,
    on(flask(forest), { x: 470, y: 1210, scale: 1.06 }),
    on(flaskCup(), { x: 900, y: 1330, scale: 1.4 }),
  ),
  'flask-colours': standing(
    TINT,
    on(flask(cream), { x: 300, y: 1180, scale: 0.98 }),
    on(flask(forest), { x: 860, y: 1190, scale: 0.98 }),
    on(flask(teal), { x: 600, y: 1380, scale: 1.06 }),
  ),
  'rope-coil': lying(TINT, laid(ropeCoil('#D8B77C'), { x: 620, y: 750, scale: 1.12, turn: 12 })),
  'rubber-boots': standing(
    TINT,
    on(boot(forest), { x: 830, y: 1190, scale: 1.16 }),
    on(boot(forest), { x: 640, y: 1290, scale: 1.24 }),
  ),
  'rubber-boots-colours': standing(
    TINT,
    on(boot(mustard), { x: 940, y: 1120, scale: 0.96 }),
    on(boot(navy), { x: 640, y: 1250, scale: 1 }),
    on(boot(forest), { x: 400, y: 1390, scale: 1.04 }),
  ),
  'canvas-rucksack': bag,
  'canvas-rucksack-buckle': closer(bag, [500, 900], 2.1),
  'field-glasses': standing(TINT, on(binoculars(), { x: 650, y: 1210, scale: 1.1 })),
  'camp-stool': standing(TINT, on(campStool(brick), { y: 1240, scale: 1.3 })),
  'pocket-compass': lying(TINT, laid(compass(), { y: 860, turn: 16, scale: 1.3 })),
} satisfies Record<string, Scene>
