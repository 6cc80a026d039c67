import { COLOURS } from '#seed/pictures/kit/colour.ts'
import { closer, laid, lying, on, type Scene, standing } from '#seed/pictures/kit/scene.ts'
import { candle, lantern } from '#seed/pictures/things/flames.ts'
import { bulb, bulkheadLight, pendant } from '#seed/pictures/things/hung-lamps.ts'
import { deskLamp, tableLamp } from '#seed/pictures/things/lamps.ts'

/** Dusk: the goods of this department are lit. */
const DUSK = '#4B6A75'

const { mustard, cream, sage, brick, forest, terracotta } = COLOURS

export const lighting = {
  'desk-lamp-mustard': standing(DUSK, on(deskLamp(mustard), { x: 720, scale: 1.22 })),
  'desk-lamp-colours': standing(
    DUSK,
    on(deskLamp(sage), { x: 420, y: 1150, scale: 0.78 }),
    on(deskLamp(cream), { x: 900, y: 1350, scale: 0.9 }),
  ),
  'desk-lamp-head': closer(
    standing(DUSK, on(deskLamp(mustard), { x: 720, scale: 1.22 })),
    [480, 480],
    1.7,
  ),
  'table-lamp': standing(DUSK, on(tableLamp('#3F7C86'), { scale: 1.34, y: 1310 })),
  'table-lamp-base': closer(
    standing(DUSK, on(tableLamp('#3F7C86'), { scale: 1.34, y: 1310 })),
    [640, 1060],
    1.7,
  ),
  'storm-lantern': standing(DUSK, on(lantern(brick), { scale: 1.42 })),
  'storm-lantern-colours': standing(
    DUSK,
    on(lantern(forest), { x: 420, y: 1140, scale: 1.05 }),
    on(lantern(brick), { x: 850, y: 1340, scale: 1.15 }),
  ),
  'filament-bulb': standing(DUSK, on(bulb(), { y: 850, scale: 1.2 })),
  'pendant-green': standing(DUSK, on(pendant(forest), { y: 840, scale: 1.12 })),
  'pendant-colours': standing(
    DUSK,
    on(pendant(terracotta), { x: 400, y: 640, scale: 0.72 }),
    on(pendant(cream), { x: 860, y: 960, scale: 0.82 }),
  ),
  'beeswax-candles': standing(
    DUSK,
    on(candle(560), { x: 480, y: 1220, scale: 1.2 }),
    on(candle(400), { x: 820, y: 1320, scale: 1.2 }),
  ),
  'bulkhead-light': lying(DUSK, laid(bulkheadLight(), { scale: 1.08 })),
} satisfies Record<string, Scene>
