import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { roundBlend, solid, straightShadow } from '#seed/pictures/kit/solids.ts'
import {
  blended,
  circle,
  each,
  ellipse,
  fill,
  line,
  place,
  type Svg,
  slab,
} from '#seed/pictures/kit/svg.ts'

const { steel, iron, oak, beech, walnut, brass } = COLOURS

/** A claw hammer, head up. */
export function hammer(): Svg {
  const grip =
    'M-36 -420L-30 -100C-44 60 -58 300 -50 480Q-46 520 0 520Q46 520 50 480C58 300 44 60 30 -100L36 -420Z'
  return [
    blended(grip, roundBlend(oak, [-54, 54])),
    line(
      'M-14 -300C-20 -60 -30 200 -22 460M14 -200C16 40 24 260 20 480',
      darker(oak, 0.16),
      5,
      0.7,
    ),
    solid('M-60 -520H60L70 -400Q0 -386 -70 -400Z', steel, [8, 6]),
    solid(
      'M-60 -516L-130 -512L-142 -532H-206Q-224 -532 -224 -514V-402Q-224 -386 -206 -386H-142L-130 -406L-66 -404Z',
      steel,
      [-4, 12],
    ),
    solid(
      'M58 -518C150 -524 240 -492 286 -392Q292 -372 274 -384C220 -430 150 -424 66 -404Z',
      steel,
      [2, 14],
    ),
    line('M84 -474C160 -480 220 -458 262 -412', darker(steel, 0.5), 8),
    line('M-196 -512V-410', lighter(steel, 0.7), 12, 0.9),
    line('M-50 -500H46', lighter(steel, 0.7), 10, 0.9),
    fill('M-18 -524h36v-10h-36Z', darker(oak, 0.3)),
  ].join('')
}

/** A tenon saw with its stiff back, handle to the right. */
export function tenonSaw(): Svg {
  const teeth = each(42, (index) => `L${181 - index * 18} 130L${172 - index * 18} 114`)
  return [
    fill(`M-580 -110H190V114${teeth}H-580Z`, steel),
    fill('M-580 -110H190V-40L-580 70Z', lighter(steel, 0.45)),
    line('M-570 108H170', darker(steel, 0.14), 5),
    solid(slab([-576, -150], [780, 58], 10), brass, [0, 12]),
    line('M-560 -136H180', lighter(brass, 0.6), 7, 0.8),
    solid(
      'M150 -160C250 -190 330 -186 380 -200C440 -214 470 -190 452 -150L420 -60C410 -10 430 60 452 110C470 150 440 190 396 172C330 146 250 164 180 134L150 96ZM246 -84C228 -50 236 40 262 84C296 112 350 104 366 84C346 20 342 -30 360 -90C340 -122 274 -122 246 -84Z',
      walnut,
      [10, 10],
    ),
    ...[
      [190, -120],
      [190, 60],
    ].map(
      ([x = 0, y = 0]) =>
        circle([x, y], 16, brass) + circle([x - 4, y - 4], 7, lighter(brass, 0.6)),
    ),
  ].join('')
}

/** A smoothing plane from its side: knob before, blade in the middle, grip behind. */
export function smoothingPlane(): Svg {
  const cheek = 'M-470 0V-46H-350C-270 -46 -240 -150 -120 -158H60C180 -150 190 -46 280 -46H470V0Z'
  return [
    straightShadow([-470, 470], [30, 30]),
    solid(
      'M230 -46C270 -120 262 -180 226 -262C214 -322 250 -350 300 -330C352 -300 340 -260 352 -200C364 -140 392 -90 404 -46Z',
      walnut,
      [10, 8],
    ),
    line('M258 -300C274 -210 318 -130 310 -64', lighter(walnut, 0.4), 10, 0.8),
    solid(
      'M-390 -46C-380 -90 -350 -110 -352 -140C-410 -170 -404 -250 -320 -254C-236 -250 -230 -170 -288 -140C-290 -110 -260 -90 -250 -46Z',
      walnut,
      [10, 8],
    ),
    circle([-344, -214], 16, lighter(walnut, 0.45)),
    solid('M-96 -130L134 -392L200 -340L12 -120Z', steel, [2, 12]),
    line('M-64 -140L140 -372', lighter(steel, 0.8), 9, 0.9),
    solid('M0 -176L96 -284L150 -240L66 -140Z', darker(steel, 0.3), [4, 8]),
    circle([104, -222], 26, brass) + circle([98, -228], 14, lighter(brass, 0.5)),
    solid(cheek, iron, [10, 12]),
    line('M-330 -48C-250 -60 -220 -140 -116 -146H50', lighter(iron, 0.4), 8, 0.7),
    fill('M-470 0V-18H470V0Z', lighter(steel, 0.2)),
  ].join('')
}

/** A curl of wood, as a plane leaves it. */
export function shaving(): Svg {
  return [
    line(
      'M-90 0C-30 -90 60 -90 60 -30C60 12 4 12 4 -26C4 -52 36 -52 36 -30',
      darker(beech, 0.14),
      26,
    ),
    line('M-90 -4C-30 -94 60 -94 60 -34C60 8 4 8 4 -30', lighter(beech, 0.3), 14),
  ].join('')
}

/** A screwdriver, tip up; `size` runs from 0 (small) to 1. */
export function screwdriver(size: number, grip: string): Svg {
  const shaft = 250 + size * 230
  const half = 30 + size * 18
  return [
    fill(
      `M${-8 - size * 5} 0V${-shaft}L${-14 - size * 6} ${-shaft - 26}V${-shaft - 54}H${14 + size * 6}V${-shaft - 26}L${8 + size * 5} ${-shaft}V0Z`,
      steel,
    ),
    fill(`M${-8 - size * 5} 0V${-shaft}H-1V0Z`, lighter(steel, 0.6)),
    fill(slab([-half * 0.62, -16], [half * 1.24, 42], 6), brass),
    blended(
      `M${-half * 0.6} 24C${-half} 60 ${-half} 110 ${-half} 160V${260 + size * 70}Q${-half} ${300 + size * 80} 0 ${300 + size * 80}Q${half} ${300 + size * 80} ${half} ${260 + size * 70}V160C${half} 110 ${half} 60 ${half * 0.6} 24Z`,
      roundBlend(grip, [-half, half], 'glossy'),
    ),
    line(
      `M${-half * 0.1} 120V${250 + size * 70}M${half * 0.55} 120V${250 + size * 70}`,
      darker(grip, 0.3),
      6,
      0.7,
    ),
  ].join('')
}

/** A tape measure with its yellow tongue out to the right. */
export function tapeMeasure(): Svg {
  const ticks = each(23, (index) => {
    const long = index % 5 === 0
    return line(`M${220 + index * 20} -64v${long ? 44 : 24}`, COLOURS.charcoal, long ? 6 : 4)
  })
  return [
    straightShadow([-300, 280], [30, 30]),
    fill('M180 -72H690V-10H180Z', COLOURS.butter),
    fill('M180 -22H690V-10H180Z', darker(COLOURS.butter, 0.22)),
    ticks,
    solid('M682 -76h20v104h-20Z', steel, [6, 0]),
    solid(
      'M-300 -150C-300 -340 -220 -430 -40 -430H80C220 -430 280 -340 280 -200V-20Q280 0 260 0H-240Q-300 0 -300 -60Z',
      COLOURS.forest,
      [20, 14],
    ),
    circle([-30, -212], 146, darker(COLOURS.forest, 0.24)),
    circle([-34, -217], 138, steel),
    circle([-34, -217], 112, lighter(steel, 0.4)),
    line('M-122 -252A92 92 0 0 1 -36 -310', '#FFFFFF', 14, 0.9),
    circle([-34, -217], 26, darker(steel, 0.24)),
    solid(slab([110, -452], [110, 52], 18), COLOURS.charcoal, [6, 6]),
  ].join('')
}

/** A boxwood level with brass ends and three vials. */
export function spiritLevel(): Svg {
  const vial = (x: number, turn: number) =>
    place(
      [
        fill(slab([-88, -34], [176, 68], 30), darker(brass, 0.3)),
        fill(slab([-80, -26], [160, 52], 26), '#B9CF5E'),
        fill(slab([-80, -26], [160, 20], 12), '#DCE89A'),
        ellipse([8, -2], [30, 15], '#F4F8D8'),
        line('M-28 -26V26M44 -26V26', COLOURS.charcoal, 4),
      ].join(''),
      { x, turn },
    )
  return [
    solid(slab([-620, -84], [1240, 168], 12), oak, [0, 22]),
    line('M-560 -56H560M-540 -30q300 10 500 0t500 4', darker(oak, 0.14), 5, 0.6),
    solid(slab([-640, -88], [70, 176], 10), brass, [0, 20]),
    solid(slab([570, -88], [70, 176], 10), brass, [0, 20]),
    vial(0, 0),
    vial(-400, 90),
    vial(400, 45),
  ].join('')
}

/** The rolled-out canvas that screwdrivers lie in. */
export function toolRoll(): Svg {
  return [
    solid(slab([-500, -300], [1000, 760], 24), COLOURS.linen, [10, 14]),
    solid(
      'M-500 60H500V440Q500 460 476 460H-476Q-500 460 -500 436Z',
      darker(COLOURS.linen, 0.1),
      [10, 8],
    ),
    each(4, (index) => line(`M${-300 + index * 200} 74V440`, darker(COLOURS.linen, 0.3), 4, 0.8)),
    line('M-488 76H488M-484 -284H484', darker(COLOURS.linen, 0.3), 4, 0.8),
    line('M500 120c60 -10 90 40 70 110', COLOURS.leather, 16),
  ].join('')
}
