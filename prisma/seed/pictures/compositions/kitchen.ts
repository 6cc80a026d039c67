import { COLOURS, lighter } from '#seed/pictures/kit/colour.ts'
import { closer, laid, lying, on, type Scene, standing } from '#seed/pictures/kit/scene.ts'
import { place } from '#seed/pictures/kit/svg.ts'
import {
  lighthouseMug,
  mug,
  preservingJar,
  sealingRing,
  steam,
} from '#seed/pictures/things/cups.ts'
import { chefsKnife, rollingPin } from '#seed/pictures/things/kitchen-tools.ts'
import {
  casserole,
  casseroleLid,
  fryingPan,
  jug,
  kettle,
  mokaPot,
} from '#seed/pictures/things/pots.ts'

const TINT = '#D3E1D6'

const { sage, cream, teal, terracotta, charcoal, linen } = COLOURS

export const kitchen = {
  'kettle-sage': standing(TINT, on(kettle(sage), { x: 690, scale: 1.2 })),
  'kettle-colours': standing(
    TINT,
    on(kettle(teal), { x: 430, y: 1110, scale: 0.86 }),
    on(kettle(cream), { x: 960, y: 1160, scale: 0.86 }),
    on(kettle(sage), { x: 650, y: 1400, scale: 0.96 }),
  ),
  'kettle-grip': closer(standing(TINT, on(kettle(sage), { x: 690, scale: 1.2 })), [660, 640], 1.9),
  'coffee-mug-oatmeal': standing(TINT, on(mug(linen), { x: 590, scale: 1.9 })),
  'coffee-mug-steam': standing(
    TINT,
    on(mug(teal), { x: 590, y: 1330, scale: 1.75 }),
    on(steam(), { x: 590, y: 1330, scale: 1.75 }),
  ),
  'coffee-mug-colours': standing(
    TINT,
    on(mug(charcoal), { x: 380, y: 1120, scale: 1.24 }),
    on(mug(terracotta), { x: 850, y: 1120, scale: 1.24 }),
    on(mug(linen), { x: 300, y: 1400, scale: 1.3 }),
    on(mug(teal), { x: 820, y: 1400, scale: 1.3 }),
  ),
  'casserole-blue': standing(TINT, on(casserole('#33617E'), { y: 1180, scale: 1.34 })),
  'casserole-open': standing(
    TINT,
    on(place(casseroleLid('#33617E'), { y: 340 }), { x: 1010, y: 1250, scale: 0.9, turn: 62 }),
    on(casserole('#33617E', true), { x: 500, y: 1200, scale: 1.1 }),
  ),
  'frying-pan': lying(TINT, laid(fryingPan(), { x: 520, y: 680, scale: 1.12, turn: 52 })),
  'water-jug': standing(TINT, on(jug(linen, '#6B7F86'), { x: 610, scale: 1.45 })),
  'chefs-knife': lying(TINT, laid(chefsKnife(COLOURS.walnut), { scale: 1.12, turn: -56 })),
  'moka-pot': standing(TINT, on(mokaPot(), { x: 600, scale: 1.35 })),
  'rolling-pin': lying(TINT, laid(rollingPin(), { turn: -54, scale: 1.06 })),
  'preserving-jar': standing(TINT, on(preservingJar('#E6C65A', '#F6E7A0'), { scale: 1.65 })),
  'preserving-jars': standing(
    TINT,
    on(preservingJar('#7E3238', '#A65058'), { x: 350, y: 1210, scale: 1.2 }),
    on(preservingJar('#E6C65A', '#F6E7A0'), { x: 770, y: 1330, scale: 0.98 }),
    on(preservingJar('#8A9A5B', '#B5C07F'), { x: 1040, y: 1390, scale: 0.72 }),
  ),
  'jar-seals': lying(
    TINT,
    laid(sealingRing(terracotta), { x: 780, y: 520, turn: 30 }),
    laid(sealingRing(lighter(terracotta, 0.1)), { x: 460, y: 790, turn: -40 }),
    laid(sealingRing(terracotta), { x: 800, y: 1060, turn: 80 }),
  ),
  'lighthouse-mug': standing(TINT, on(lighthouseMug(), { x: 590, scale: 1.9 })),
} satisfies Record<string, Scene>
