import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { belt, gleam, mouth, shadow, solid, tube, turned } from '#seed/pictures/kit/solids.ts'
import { circle, ellipse, fill, line, ovalPath, type Svg, within } from '#seed/pictures/kit/svg.ts'

/** An enamel stovetop kettle: gooseneck to the left, wooden grip above. */
export function kettle(enamel: string): Svg {
  const body = {
    profile: '-420,132 -400,176 -330,250 -210,300 -90,304 -30,286 0,262',
    colour: enamel,
    finish: 'glossy',
  } as const
  const spout = 'M-226 -92C-350 -120 -352 -262 -440 -404L-384 -430C-330 -344 -312 -292 -214 -276Z'
  return [
    shadow(330),
    tube('M-196 -356C-236 -560 -160 -650 0 -650C160 -650 236 -560 196 -356', COLOURS.iron, 20),
    tube('M-138 -622C-90 -660 90 -660 138 -622', COLOURS.oak, 50),
    solid(spout, darker(enamel, 0.06), [-14, 14]),
    ellipse([-412, -418], [32, 13], darker(enamel, 0.5)),
    turned(body),
    gleam(body, [-330, -110], 0.7),
    turned({
      profile: '-486,30 -478,78 -446,126 -424,142 -412,142',
      colour: enamel,
      finish: 'glossy',
    }),
    turned({ profile: '-424,144 -416,146 -408,143', colour: darker(enamel, 0.35) }),
    turned({ profile: '-500,16 -484,22', colour: COLOURS.iron }),
    circle([0, -520], 30, COLOURS.oak),
    circle([-9, -529], 10, lighter(COLOURS.oak, 0.5)),
  ].join('')
}

/** A round iron pot with two ears; the lid is on, or leans beside it. */
export function casserole(enamel: string, isOpen = false): Svg {
  const body = {
    profile: '-270,322 -120,320 -30,296 0,256',
    colour: enamel,
    finish: 'glossy',
  } as const
  return [
    shadow(340),
    tube(
      'M-300 -216C-420 -240 -420 -130 -308 -140M300 -216C420 -240 420 -130 308 -140',
      darker(enamel, 0.12),
      36,
    ),
    turned(body),
    gleam(body, [-236, -60], 0.78),
    isOpen ? mouth([0, -270], 322, enamel, COLOURS.cream) + soup() : casseroleLid(enamel),
  ].join('')
}

function soup(): Svg {
  const surface = ovalPath([0, -262], [282, 30])
  return within(
    surface,
    [
      ellipse([0, -258], [286, 34], COLOURS.terracotta),
      ellipse([-90, -262], [40, 9], lighter(COLOURS.terracotta, 0.4)),
      ellipse([70, -250], [54, 10], COLOURS.mustard),
      ellipse([150, -266], [24, 6], COLOURS.leaf),
      ellipse([-180, -254], [22, 6], COLOURS.leaf),
    ].join(''),
  )
}

export function casseroleLid(enamel: string): Svg {
  const lid = {
    profile: '-404,40 -384,150 -336,268 -290,326 -270,330',
    colour: enamel,
    finish: 'glossy',
  } as const
  return [
    turned(lid),
    belt(lid, [-282, -262], darker(enamel, 0.22)),
    gleam(lid, [-368, -306], 0.7),
    turned({
      profile: '-452,44 -440,54 -424,40 -404,28',
      colour: COLOURS.brass,
      finish: 'metal',
      tilt: 0.2,
    }),
    ellipse([0, -452], [44, 9], lighter(COLOURS.brass, 0.5)),
  ].join('')
}

/** A pan from above: the bowl with its wall of light, the long handle to the lower right. */
export function fryingPan(): Svg {
  return [
    solid('M196 -34L640 -22q34 2 34 22t-34 22L196 34Z', COLOURS.iron, [0, 10]),
    ellipse([630, 0], [20, 11], '#D8D0C2'),
    circle([0, 0], 312, darker(COLOURS.iron, 0.15)),
    circle([-4, -5], 302, lighter(COLOURS.iron, 0.22)),
    circle([0, 0], 286, COLOURS.iron),
    circle([5, 6], 252, lighter(COLOURS.iron, 0.1)),
    line('M-206 -96A228 228 0 0 1 -40 -224', lighter(COLOURS.iron, 0.55), 16, 0.6),
    line('M214 90A232 232 0 0 1 60 224', lighter(COLOURS.iron, 0.3), 10, 0.4),
    ...[
      [168, -14],
      [196, 14],
      [168, 14],
      [196, -14],
    ].map(([x = 0, y = 0]) => {
      return circle([x + 26, y], 8, COLOURS.steel)
    }),
  ].join('')
}

/** A tall water jug, its shoulders dipped in a darker glaze. */
export function jug(clay: string, dip: string): Svg {
  const body = {
    profile: '-560,128 -520,116 -440,118 -350,168 -210,232 -110,226 -30,178 0,160',
    colour: clay,
    finish: 'glossy',
  } as const
  return [
    shadow(230),
    tube('M104 -500C250 -560 340 -400 300 -290C280 -236 240 -216 206 -206', dip, 44),
    turned(body),
    belt(body, [-640, -330], dip),
    belt(body, [-330, -316], darker(clay, 0.3)),
    solid('M-128 -562L-192 -590Q-176 -520 -106 -476Z', dip, [-8, 0]),
    gleam(body, [-500, -100], 0.62),
    mouth([0, -560], 128, dip, darker(dip, 0.5)),
    fill('M-192 -590Q-160 -584 -120 -568L-118 -554Q-160 -562 -192 -590Z', lighter(dip, 0.34)),
  ].join('')
}

/** An eight-sided coffee pot for the stove, in bare aluminium. */
export function mokaPot(): Svg {
  const metal = COLOURS.steel
  return [
    shadow(210),
    solid(
      'M166 -560L330 -590Q352 -560 330 -500L286 -270Q262 -262 252 -276L278 -500L166 -482Z',
      COLOURS.charcoal,
      [6, 6],
    ),
    fill('M-200 0L-150 -260H150L200 0Q0 26 -200 0Z', metal),
    fill('M-200 0L-150 -260H-66L-88 12Q-150 8 -200 0Z', lighter(metal, 0.62)),
    fill('M88 12L66 -260H150L200 0Q150 8 88 12Z', darker(metal, 0.3)),
    fill('M-132 -300H132V-256H-132Z', darker(metal, 0.36)),
    fill('M-132 -300H-50V-256H-132Z', metal),
    fill('M-120 -300L-176 -560H176L120 -300Z', metal),
    fill('M-120 -300L-176 -560H-78L-54 -300Z', lighter(metal, 0.62)),
    fill('M54 -300L78 -560H176L120 -300Z', darker(metal, 0.3)),
    solid('M-150 -440L-250 -566H-160Z', lighter(metal, 0.3), [-6, 0]),
    fill('M-186 -572H186V-554H-186Z', darker(metal, 0.24)),
    fill('M-170 -572L-60 -636H60L170 -572Z', metal),
    fill('M-170 -572L-60 -636H-26L-74 -572Z', lighter(metal, 0.6)),
    fill('M74 -572L26 -636H60L170 -572Z', darker(metal, 0.26)),
    fill('M-12 -660H12V-634H-12Z', COLOURS.charcoal),
    circle([0, -676], 32, COLOURS.charcoal),
    circle([-10, -686], 9, lighter(COLOURS.charcoal, 0.5)),
    circle([-4, -110], 20, darker(metal, 0.34)),
    circle([-6, -113], 12, COLOURS.brass),
  ].join('')
}
