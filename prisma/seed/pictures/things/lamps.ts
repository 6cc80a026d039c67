import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { belt, gleam, shadow, solid, turned } from '#seed/pictures/kit/solids.ts'
import {
  blended,
  circle,
  each,
  ellipse,
  fill,
  glow,
  line,
  type Svg,
} from '#seed/pictures/kit/svg.ts'

import { beam, WARM } from './light.ts'

const { brass } = COLOURS

/** A jointed desk lamp, its head bowed to the left and lit. */
export function deskLamp(paint: string): Svg {
  return [
    shadow(250),
    glow([-250, -180], [420, 330], WARM, 0.5),
    beam('M-380 -570L-620 60H120L-160 -520Z', [-560, 60]),
    turned({ profile: '-44,60 -36,176 -14,196 0,192', colour: paint, finish: 'glossy' }),
    line('M30 -44L210 -440', darker(paint, 0.3), 26),
    line('M0 -44L182 -440', paint, 26),
    line('M-6 -60L172 -440', lighter(paint, 0.5), 6, 0.8),
    line('M196 -444L-180 -700', darker(paint, 0.3), 26),
    line('M192 -470L-190 -730', paint, 26),
    line('M186 -482L-180 -732', lighter(paint, 0.5), 6, 0.8),
    circle([196, -450], 40, brass) + circle([190, -457], 24, lighter(brass, 0.5)),
    circle([14, -52], 30, brass) + circle([9, -57], 17, lighter(brass, 0.5)),
    solid(
      'M-158 -800L-120 -690C-90 -640 -96 -560 -136 -500L-408 -592C-384 -660 -330 -710 -280 -724L-238 -820Z',
      paint,
      [16, 10],
    ),
    `<g transform="rotate(19 -272 -546)">${ellipse([-272, -546], [146, 36], WARM)}${ellipse([-262, -548], [60, 22], '#FFFDF0')}</g>`,
    line('M-360 -630C-340 -670 -310 -700 -270 -712', lighter(paint, 0.6), 12, 0.7),
    circle([-196, -728], 32, brass) + circle([-201, -733], 18, lighter(brass, 0.5)),
  ].join('')
}

/** A pottery table lamp under a linen shade. */
export function tableLamp(glaze: string): Svg {
  const base = {
    profile: '-330,44 -310,60 -240,140 -130,176 -50,140 -16,116 0,120',
    colour: glaze,
    finish: 'glossy',
  } as const
  const shade = 'M-176 -740H176L286 -372A286 34 0 0 1 -286 -372Z'
  return [
    shadow(190),
    glow([0, -560], [640, 520], WARM, 0.5),
    glow([0, 0], [420, 90], WARM, 0.35),
    turned({ profile: '-400,16 -326,18', colour: brass, finish: 'metal' }),
    turned(base),
    belt(base, [-196, -176], lighter(glaze, 0.4)),
    belt(base, [-160, -150], lighter(glaze, 0.4)),
    gleam(base, [-270, -60], 0.66),
    blended(shade, {
      from: [-286, 0],
      to: [286, 0],
      stops: [
        [0, '#E6CB93'],
        [0.3, '#FFF0C9'],
        [0.55, '#FFF4D6'],
        [1, '#DDBB7F'],
      ],
    }),
    each(11, (index) =>
      line(
        `M${-150 + index * 30} -736L${-245 + index * 49} ${-350 + Math.abs(index - 5) * -3}`,
        '#C9A46A',
        3,
        0.35,
      ),
    ),
    fill('M-176 -740H176L181 -724H-181Z', '#C9A46A', 0.8),
    line('M-284 -374A286 34 0 0 0 284 -374', '#C9A46A', 9, 0.8),
    line('M150 -360V-250', brass, 5) + circle([150, -244], 11, brass),
  ].join('')
}
