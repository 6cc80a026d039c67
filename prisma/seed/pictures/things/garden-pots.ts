import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { gleam, mouth, shadow, solid, tube, turned } from '#seed/pictures/kit/solids.ts'
import {
  circle,
  each,
  ellipse,
  fill,
  line,
  outline,
  place,
  type Svg,
  within,
} from '#seed/pictures/kit/svg.ts'

const { terracotta, leaf, forest, oak, brass } = COLOURS

/** A long-spouted watering can with a brass rose. */
export function wateringCan(paint: string): Svg {
  const body = {
    profile: '-380,190 -360,196 -20,236 0,232',
    colour: paint,
    finish: 'glossy',
  } as const
  return [
    shadow(280),
    tube('M150 -400C300 -470 400 -380 380 -230C366 -130 290 -90 226 -80', darker(paint, 0.05), 34),
    solid('M-196 -20L-228 -110L-548 -470L-500 -500L-180 -170Z', darker(paint, 0.08), [-8, 14]),
    line('M-190 -330L-400 -352', darker(paint, 0.2), 18),
    solid('M-600 -424L-448 -566Q-500 -560 -560 -510Q-612 -460 -600 -424Z', brass, [-8, 6]),
    each(5, (index) => circle([-584 + index * 28, -462 - index * 22], 6, darker(brass, 0.5))),
    turned(body),
    gleam(body, [-330, -40], 0.72),
    turned({ profile: '-352,199 -340,201 -330,200', colour: brass, finish: 'metal' }),
    mouth([0, -380], 190, paint),
    fill(
      'M-190 -380A190 27 0 0 1 190 -380Q150 -440 0 -446Q-150 -440 -190 -380Z',
      darker(paint, 0.1),
    ),
    fill(
      'M-190 -380A190 27 0 0 1 190 -380Q100 -398 0 -398Q-100 -398 -190 -380Z',
      darker(paint, 0.3),
    ),
    tube('M-130 -424C-120 -580 120 -580 130 -424', darker(paint, 0.05), 34),
  ].join('')
}

/** A clay flower pot with its thick rim, `height` 1 being about 380 high. */
export function clayPot(clay: string = terracotta): Svg {
  return [
    shadow(200),
    turned({ profile: '-330,196 0,142', colour: clay }),
    fill(
      'M-190 -284A190 27 0 0 0 190 -284L188 -262A190 27 0 0 1 -188 -262Z',
      darker(clay, 0.35),
      0.6,
    ),
    turned({ profile: '-390,218 -296,210', colour: clay }),
    each(5, (index) =>
      ellipse(
        [-130 + ((index * 83) % 230), -60 - ((index * 61) % 170)],
        [16, 5],
        lighter(clay, 0.35),
        0.4,
      ),
    ),
    mouth([0, -390], 218, clay, '#5A4334'),
  ].join('')
}

/** A pelargonium: round leaves and three heads of flowers, growing from (0, 0). */
export function pelargonium(flower: string): Svg {
  const stems =
    'M0 0C-20 -120 -140 -160 -150 -330M0 0C10 -160 20 -240 20 -420M0 0C30 -120 130 -140 170 -290'
  const foliage = [
    [-170, -110, 92],
    [160, -100, 96],
    [-70, -190, 100],
    [80, -200, 94],
    [0, -80, 104],
    [-190, -220, 66],
    [196, -200, 60],
  ]
  const heads = [
    [-150, -350],
    [20, -440],
    [172, -312],
  ]
  return [
    line(stems, forest, 14),
    ...foliage.map(([x = 0, y = 0, r = 0], index) =>
      roundLeaf([x, y], r, index % 2 ? leaf : darker(leaf, 0.16)),
    ),
    ...heads.map(([x = 0, y = 0]) =>
      each(9, (petal) => {
        const turn = petal * 2.4
        const reach = 14 + petal * 6
        const spot = [x + Math.cos(turn) * reach, y + Math.sin(turn) * reach * 0.8] as const
        return circle(spot, 34, petal % 3 ? flower : lighter(flower, 0.28))
      }),
    ),
  ].join('')
}

function roundLeaf([x, y]: readonly [number, number], r: number, colour: string): Svg {
  return [
    solid(
      outline(
        [x - r, y],
        [x - r * 0.7, y - r * 0.7],
        [x, y - r * 0.86],
        [x + r * 0.7, y - r * 0.7],
        [x + r, y],
        [x + r * 0.6, y + r * 0.7],
        [x, y + r * 0.6],
        [x - r * 0.6, y + r * 0.7],
      ),
      colour,
      [8, 8],
    ),
    line(
      `M${x} ${y + r * 0.5}V${y - r * 0.5}M${x} ${y + r * 0.3}L${x - r * 0.6} ${y - r * 0.2}M${x} ${y + r * 0.3}L${x + r * 0.6} ${y - r * 0.2}`,
      lighter(colour, 0.3),
      5,
      0.7,
    ),
  ].join('')
}

/** A shallow basket of willow boards under a bowed handle, with apples. */
export function trug(): Svg {
  const hull = 'M-430 -230C-400 -60 -280 0 0 0C280 0 400 -60 430 -230Q0 -170 -430 -230Z'
  const board = (y: number) => `M-460 ${y}Q0 ${y + 150} 460 ${y}`
  return [
    shadow(380),
    line('M-300 -230C-290 -640 290 -640 300 -230', darker(oak, 0.4), 34),
    ellipse([0, -232], [430, 66], darker(oak, 0.5)),
    ...[
      [-230, -250, '#A8483A'],
      [-80, -276, '#C0503E'],
      [90, -268, '#8E9E4C'],
      [240, -248, '#A8483A'],
      [0, -226, '#B65A42'],
      [-150, -216, '#93A350'],
      [170, -214, '#C0503E'],
    ].map(([x, y, colour]) => apple(Number(x), Number(y), String(colour))),
    solid(hull, oak, [18, 14]),
    within(
      hull,
      [-170, -110, -50].map((y) => line(board(y), darker(oak, 0.35), 7)).join('') +
        [-200, -140, -80].map((y) => line(board(y), lighter(oak, 0.3), 6, 0.6)).join(''),
    ),
    line('M-430 -230Q0 -150 430 -230', darker(oak, 0.26), 30),
    line('M-430 -236Q0 -158 430 -236', lighter(oak, 0.2), 14),
    line('M-318 -250C-300 -648 282 -648 286 -262', lighter(oak, 0.1), 30),
    line('M-306 -250C-290 -620 270 -620 280 -262', darker(oak, 0.2), 8),
    line(
      'M-300 -240C-306 -140 -280 -70 -250 -40M286 -240C300 -140 280 -70 250 -40',
      lighter(oak, 0.1),
      30,
    ),
    ...[
      [-302, -178],
      [298, -178],
    ].map(([x = 0, y = 0]) => circle([x, y], 8, COLOURS.copper)),
  ].join('')
}

function apple(x: number, y: number, colour: string): Svg {
  return place(
    [
      circle([0, 0], 74, darker(colour, 0.2)),
      circle([-6, -6], 66, colour),
      ellipse([-26, -30], [16, 11], lighter(colour, 0.6), 0.7),
      line('M4 -62q4 -22 18 -30', '#5A4334', 8),
    ].join(''),
    { x, y },
  )
}
