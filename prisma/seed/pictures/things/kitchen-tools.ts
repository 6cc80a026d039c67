import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { roundBlend, solid } from '#seed/pictures/kit/solids.ts'
import { blended, circle, fill, line, type Svg, slab } from '#seed/pictures/kit/svg.ts'

/** A cook's knife, point to the left, edge down. */
export function chefsKnife(handle: string): Svg {
  const blade = 'M-560 26C-480 -50 -330 -78 140 -78V70C-120 74 -400 80 -560 26Z'
  return [
    fill(blade, COLOURS.steel),
    fill(
      'M-560 26C-480 -50 -330 -78 140 -78V-20C-200 -22 -420 -20 -560 26Z',
      lighter(COLOURS.steel, 0.5),
    ),
    line('M-548 30C-400 74 -120 68 138 64', lighter(COLOURS.steel, 0.8), 5),
    fill('M128 -82h42q14 0 14 14v96q0 46 -56 46Z', darker(COLOURS.steel, 0.24)),
    solid(
      'M180 -72C300 -84 420 -70 500 -72Q548 -70 552 -20Q556 44 520 48Q470 44 420 34Q300 20 180 34Z',
      handle,
      [2, 12],
    ),
    ...[250, 350, 450].map(
      (x) =>
        circle([x, -22], 13, COLOURS.brass) + circle([x - 3, -25], 6, lighter(COLOURS.brass, 0.5)),
    ),
    line('M196 -56C300 -66 420 -54 500 -56', lighter(handle, 0.3), 7, 0.8),
  ].join('')
}

/** A rolling pin with turned grips, lying level. */
export function rollingPin(): Svg {
  const bar = (path: string, [y0, y1]: readonly [number, number]) => {
    const { stops } = roundBlend(COLOURS.beech, [0, 1])
    return blended(path, { from: [0, y0], to: [0, y1], stops })
  }
  return [
    bar(
      'M-640 0C-640 -40 -560 -46 -500 -34L-400 -24V24L-500 34C-560 46 -640 40 -640 0Z',
      [-44, 44],
    ),
    bar('M640 0C640 -40 560 -46 500 -34L400 -24V24L500 34C560 46 640 40 640 0Z', [-44, 44]),
    bar(slab([-416, -96], [832, 192], 26), [-96, 96]),
    ...[-60, -20, 30, 66].map((y, index) => {
      return line(
        `M${-380 + index * 40} ${y}q200 ${index % 2 ? 10 : -12} 420 0t240 4`,
        darker(COLOURS.beech, 0.16),
        4,
        0.6,
      )
    }),
  ].join('')
}
