import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { gleam, roundBlend, shadow, solid, turned } from '#seed/pictures/kit/solids.ts'
import {
  blended,
  circle,
  each,
  ellipse,
  fill,
  line,
  ovalPath,
  place,
  type Svg,
  slab,
} from '#seed/pictures/kit/svg.ts'

const { leather, brass, charcoal, cream, steel } = COLOURS

/** Field glasses standing on their large lenses, a strap around them. */
export function binoculars(): Svg {
  return [
    shadow(420),
    line(
      'M-300 -380C-520 -330 -560 -60 -420 20S-60 60 40 60S480 70 520 -40S420 -330 300 -380',
      leather,
      30,
    ),
    line('M-300 -384C-520 -334 -560 -64 -420 16S-60 56 40 56', lighter(leather, 0.3), 8, 0.8),
    solid(slab([-60, -400], [120, 56], 10), darker(charcoal, 0.2), [4, 6]),
    solid(slab([-60, -220], [120, 56], 10), darker(charcoal, 0.2), [4, 6]),
    turned({ profile: '-440,34 -170,34', colour: brass, finish: 'metal' }),
    turned({ profile: '-480,46 -440,46', colour: charcoal, finish: 'glossy' }),
    barrel(-206),
    barrel(206),
  ].join('')
}

function barrel(cx: number): Svg {
  const shell = {
    profile: '-420,96 -400,110 -330,118 -230,152 -30,176 0,172',
    colour: charcoal,
    cx,
  } as const
  return [
    turned(shell),
    each(7, (index) =>
      line(
        `M${cx - 104 - index * 8} ${-310 + index * 40}Q${cx} ${-286 + index * 40} ${cx + 104 + index * 8} ${-310 + index * 40}`,
        lighter(charcoal, 0.12),
        3,
        0.7,
      ),
    ),
    turned({ profile: '-60,178 0,182', colour: brass, finish: 'metal', cx }),
    turned({ profile: '-470,84 -400,96', colour: brass, finish: 'metal', cx }),
    turned({ profile: '-560,78 -540,92 -480,88 -464,78', colour: charcoal, finish: 'glossy', cx }),
    ellipse([cx, -560], [78, 11], lighter(charcoal, 0.3)),
    ellipse([cx, -560], [56, 7], '#8FB3C4'),
    gleam({ profile: '-400,110 -230,152 -30,176', colour: charcoal, cx }, [-380, -90], 0.7, 0.35),
  ].join('')
}

/** A pocket compass in a brass case, from above. */
export function compass(): Svg {
  const face = ovalPath([0, 0], [270, 270])
  return [
    solid(
      'M-50 -460A50 50 0 1 1 50 -460A50 50 0 1 1 -50 -460ZM-26 -460A26 26 0 1 0 26 -460A26 26 0 1 0 -26 -460Z',
      brass,
      [4, 4],
    ),
    solid(slab([-44, -420], [88, 90], 12), brass, [8, 6]),
    blended(ovalPath([0, 0], [350, 350]), roundBlend(brass, [-350, 350], 'metal')),
    circle([0, 0], 290, darker(brass, 0.45)),
    fill(face, cream),
    each(36, (index) =>
      place(line(`M0 -258v${index % 9 ? 22 : 48}`, charcoal, index % 9 ? 4 : 9), {
        turn: index * 10,
      }),
    ),
    each(4, (index) =>
      place(
        fill(
          'M0 -190L26 -26L0 0ZM0 -190L-26 -26L0 0Z',
          index % 2 ? darker(cream, 0.24) : darker(cream, 0.16),
        ),
        { turn: 45 + index * 90 },
      ),
    ),
    place(
      fill('M0 -210L34 0H-34Z', COLOURS.brick) +
        fill('M0 210L34 0H-34Z', COLOURS.navy) +
        fill('M0 -210L34 0H0Z', darker(COLOURS.brick, 0.25)),
      { turn: 32 },
    ),
    circle([0, 0], 22, brass) + circle([-4, -4], 11, lighter(brass, 0.6)),
    fill(
      'M-250 -90C-200 -220 -60 -270 60 -250C-60 -200 -180 -100 -220 60C-250 20 -262 -40 -250 -90Z',
      '#FFFFFF',
      0.4,
    ),
    line('M-292 -160A334 334 0 0 1 -120 -310', lighter(steel, 0.8), 12, 0.8),
  ].join('')
}
