import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { gleam, roundBlend, shadow, straightShadow, turned } from '#seed/pictures/kit/solids.ts'
import {
  blended,
  circle,
  ellipse,
  fill,
  line,
  ovalPath,
  place,
  polygon,
  type Svg,
  within,
} from '#seed/pictures/kit/svg.ts'

const { beech, oak, brick, teal, mustard, sage, navy, cream, terracotta, iron } = COLOURS

interface Cube {
  readonly at: readonly [number, number]
  readonly colour: string
  readonly sign: Svg
}

/** Painted building blocks, each with a sign on its face. */
export function blocks(): Svg {
  const star = polygon(
    ...Array.from({ length: 10 }, (_, index) => {
      const reach = index % 2 ? 30 : 68
      const turn = (index * Math.PI) / 5 - Math.PI / 2
      return [Math.cos(turn) * reach, Math.sin(turn) * reach] as const
    }),
  )
  const cubes: readonly Cube[] = [
    { at: [-380, 0], colour: teal, sign: circle([0, 0], 60, cream) },
    { at: [-110, 0], colour: mustard, sign: fill('M0 -66L66 50H-66Z', cream) },
    { at: [160, 0], colour: brick, sign: fill('M-54 -54h108v108h-108Z', cream) },
    { at: [-250, -240], colour: terracotta, sign: fill(star, cream) },
    {
      at: [30, -240],
      colour: sage,
      sign: fill('M0 62C-110 -10 -60 -90 0 -40C60 -90 110 -10 0 62Z', cream),
    },
    {
      at: [-110, -480],
      colour: navy,
      sign: fill('M-70 -10C-50 60 50 60 70 -10ZM-6 -70V-20H-56ZM6 -70V-20H40Z', cream),
    },
  ]
  return [straightShadow([-380, 400], [64, 44]), ...cubes.map(block)].join('')
}

function block({ at: [x, y], colour, sign }: Cube): Svg {
  return [
    fill(`M${x} ${y}v-240h240v240Z`, beech),
    fill(`M${x} ${y - 240}l64 -44h240l-64 44Z`, lighter(beech, 0.4)),
    fill(`M${x + 240} ${y}l64 -44v-240l-64 44Z`, darker(beech, 0.2)),
    fill(`M${x + 16} ${y - 16}v-208h208v208Z`, colour),
    fill(`M${x + 16} ${y - 224}h208v10h-208Z`, lighter(colour, 0.3)),
    place(sign, { x: x + 120, y: y - 120 }),
  ].join('')
}

/** A humming top on its point. */
export function spinningTop(): Svg {
  const body = {
    profile: '-430,40 -410,130 -350,270 -290,322 -250,322 -180,260 -90,110 -40,34',
    colour: brick,
    finish: 'glossy',
    tilt: 0.16,
  } as const
  const shell =
    'M-40 -430C-150 -404 -322 -330 -322 -270C-322 -180 -110 -90 -34 -40H34C110 -90 322 -180 322 -270C322 -330 150 -404 40 -430Z'
  return [
    shadow(150),
    turned({ profile: '-60,32 -20,22 0,5', colour: iron, finish: 'metal' }),
    turned(body),
    within(
      shell,
      stripe(-420, -380, mustard) +
        stripe(-340, -300, cream) +
        stripe(-300, -250, teal) +
        stripe(-210, -170, mustard) +
        stripe(-130, -90, cream),
    ),
    gleam(body, [-370, -250], 0.66),
    turned({ profile: '-640,20 -430,24', colour: COLOURS.steel, finish: 'metal' }),
    line(
      'M-18 -600L18 -580M-18 -560L18 -540M-18 -520L18 -500M-20 -480L20 -460',
      darker(COLOURS.steel, 0.4),
      6,
    ),
    turned({ profile: '-740,40 -720,66 -670,70 -636,40', colour: mustard, finish: 'glossy' }),
    ellipse([0, -740], [40, 7], lighter(mustard, 0.4)),
  ].join('')
}

function stripe(y0: number, y1: number, colour: string): Svg {
  const cut = `M-400 ${y0}Q0 ${y0 + 104} 400 ${y0}V${y1}Q0 ${y1 + 104} -400 ${y1}Z`
  return blended(cut, roundBlend(colour, [-322, 322], 'glossy'))
}

/** Coloured wooden rings on a peg, the widest below. */
export function stackingRings(): Svg {
  const rings = [teal, mustard, terracotta, sage, brick]
  return [
    straightShadow([-330, 330], [30, 24]),
    blended(
      'M-330 0C-350 0 -350 -56 -320 -56H320C350 -56 350 0 330 0Z',
      roundBlend(oak, [-330, 330]),
    ),
    ...rings.map((colour, index) => {
      const half = 290 - index * 38
      const y = -56 - index * 112
      return [
        blended(
          `M${-half + 56} ${y}C${-half - 18} ${y} ${-half - 18} ${y - 112} ${-half + 56} ${y - 112}H${half - 56}C${half + 18} ${y - 112} ${half + 18} ${y} ${half - 56} ${y}Z`,
          roundBlend(colour, [-half, half], 'glossy'),
        ),
        line(`M${-half + 62} ${y - 84}h${half * 0.5}`, '#FFFFFF', 13, 0.5),
      ].join('')
    }),
    turned({ profile: '-640,30 -610,32', colour: beech }),
    circle([0, -690], 88, brick),
    blended(ovalPath([0, -690], [88, 88]), roundBlend(brick, [-88, 88], 'glossy')),
    ellipse([-34, -722], [20, 13], '#FFFFFF', 0.6),
  ].join('')
}
