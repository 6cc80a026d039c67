import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { roundBlend, solid, straightShadow } from '#seed/pictures/kit/solids.ts'
import { blended, circle, each, fill, line, type Svg, slab } from '#seed/pictures/kit/svg.ts'

const { oak, beech, brick, teal, mustard, cream, walnut } = COLOURS

/** A wooden engine that faces left, and the wagon of logs behind it. */
export function train(): Svg {
  return [
    straightShadow([120, 520], [30, 40]),
    wagon(),
    engine(),
    line('M-6 -92H70', COLOURS.iron, 18),
    circle([32, -92], 17, COLOURS.brass),
  ].join('')
}

export function engine(): Svg {
  const barrel = roundBlend(teal, [0, 1], 'glossy')
  return [
    straightShadow([-530, 0], [30, 40]),
    solid(slab([-560, -130], [560, 56], 14), oak, [8, 12]),
    blended(slab([-520, -320], [330, 194], 60), { ...barrel, from: [0, -320], to: [0, -126] }),
    fill(slab([-420, -320], [24, 194], 4), mustard),
    fill(slab([-300, -320], [24, 194], 4), mustard),
    solid('M-470 -300H-390L-378 -440H-482Z', walnut, [8, 6]),
    solid(slab([-498, -474], [136, 44], 10), walnut, [8, 8]),
    blended(
      'M-320 -312C-320 -390 -230 -390 -230 -312Z',
      roundBlend(mustard, [-320, -230], 'glossy'),
    ),
    solid(slab([-210, -420], [200, 300], 10), brick, [12, 12]),
    fill(slab([-166, -372], [110, 120], 14), darker(brick, 0.5)),
    fill(slab([-160, -366], [104, 112], 12), '#BCD3D8'),
    fill('M-160 -366h60l-60 90Z', '#FFFFFF', 0.5),
    solid(slab([-244, -462], [266, 52], 20), oak, [8, 12]),
    circle([-522, -226], 30, mustard) + circle([-528, -232], 16, lighter(mustard, 0.6)),
    ...[-450, -290].map((x) => wheel(x, 66)),
    wheel(-110, 88),
    line('M-450 -66H-110', darker(oak, 0.1), 22),
    ...[-450, -290, -110].map((x) => circle([x, -66], 13, COLOURS.brass)),
  ].join('')
}

function wagon(): Svg {
  return [
    each(3, (index) => log(190 + index * 120, -250)),
    each(2, (index) => log(250 + index * 120, -352)),
    solid(slab([70, -196], [480, 70], 10), beech, [8, 12]),
    solid(slab([70, -130], [480, 50], 12), oak, [8, 12]),
    solid(slab([76, -320], [34, 200], 8), beech, [6, 0]),
    solid(slab([510, -320], [34, 200], 8), beech, [6, 0]),
    wheel(180, 66),
    wheel(440, 66),
    ...[180, 440].map((x) => circle([x, -66], 13, COLOURS.brass)),
  ].join('')
}

function log(x: number, y: number): Svg {
  return (
    circle([x, y], 60, walnut) +
    circle([x, y], 48, lighter(beech, 0.2)) +
    circle([x, y], 30, beech) +
    circle([x + 2, y], 14, lighter(beech, 0.2))
  )
}

function wheel(x: number, r: number): Svg {
  return [
    circle([x, -r], r, darker(brick, 0.35)),
    circle([x - 4, -r - 4], r - 9, brick),
    circle([x - 4, -r - 4], r * 0.5, cream),
    circle([x - 4, -r - 4], r * 0.36, brick),
  ].join('')
}
