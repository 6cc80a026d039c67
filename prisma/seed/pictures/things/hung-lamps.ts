import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { gleam, roundBlend, solid, tube, turned } from '#seed/pictures/kit/solids.ts'
import {
  blended,
  circle,
  ellipse,
  fill,
  glow,
  line,
  ovalPath,
  type Svg,
} from '#seed/pictures/kit/svg.ts'

import { beam, WARM } from './light.ts'

const { brass, charcoal } = COLOURS

/** A globe bulb hanging from its cord, filament lit; (0, 0) is the middle of the glass. */
export function bulb(): Svg {
  const glass =
    'M-62 -250C-70 -190 -210 -150 -210 10C-210 130 -116 220 0 220C116 220 210 130 210 10C210 -150 70 -190 62 -250Z'
  return [
    glow([0, 10], [640, 640], WARM, 0.6),
    line('M0 -1500V-420', charcoal, 16),
    turned({ profile: '-450,30 -430,62 -330,70', colour: brass, finish: 'metal' }),
    turned({ profile: '-330,58 -246,62', colour: COLOURS.steel, finish: 'metal' }),
    line('M-58 -312L58 -298M-58 -284L58 -270', darker(COLOURS.steel, 0.4), 7),
    blended(glass, {
      from: [-210, -200],
      to: [210, 220],
      stops: [
        [0, '#FFF7DF', 0.75],
        [0.6, '#FFE7AE', 0.6],
        [1, '#F4C76D', 0.7],
      ],
    }),
    line('M-24 -250V-60M24 -250V-60', '#A98444', 6),
    line('M-24 -60L-96 60L-52 -40L-24 100L0 -50L24 100L52 -40L96 60L24 -60', '#FFFBEA', 9),
    line('M-24 -60L-96 60L-52 -40L-24 100L0 -50L24 100L52 -40L96 60L24 -60', '#F2A53B', 4),
    line('M-166 -40C-176 40 -150 110 -96 156', '#FFFFFF', 16, 0.75),
  ].join('')
}

/** An enamel pendant over the table; (0, 0) is the middle of its lower rim. */
export function pendant(paint: string): Svg {
  const dome = {
    profile: '-350,56 -330,76 -270,96 -210,190 -110,330 0,400',
    colour: paint,
    finish: 'glossy',
    tilt: 0.12,
  } as const
  return [
    beam('M-380 0L-560 640H560L380 0Z', [0, 620]),
    glow([0, 60], [520, 320], WARM, 0.5),
    line('M0 -1500V-380', charcoal, 16),
    turned({ profile: '-420,34 -400,54 -346,56', colour: brass, finish: 'metal' }),
    turned(dome),
    gleam(dome, [-236, -36], 0.7),
    fill(ovalPath([0, 0], [400, 48]), lighter(paint, 0.2)),
    fill(ovalPath([0, 2], [384, 41]), '#FFF1C6'),
    ellipse([0, -2], [120, 24], '#FFFFFF'),
  ].join('')
}

/** A ship's bulkhead light: glass behind a brass cage; seen from the front. */
export function bulkheadLight(): Svg {
  const glass = ovalPath([0, 0], [250, 330])
  const ring = (r: number, colour: string) => ellipse([0, 0], [r, r + 80], colour)
  const wire = (x: number) => `M${x} ${-400 + Math.abs(x) * 0.24}V${400 - Math.abs(x) * 0.24}`
  return [
    glow([0, 0], [640, 720], WARM, 0.5),
    solid('M-70 -560H70V-400H-70ZM-70 400H70V560H-70Z', darker(brass, 0.1), [8, 8]),
    ...[
      [0, -500],
      [0, 500],
    ].map(([x = 0, y = 0]) => circle([x, y], 22, darker(brass, 0.5))),
    blended(ovalPath([0, 0], [356, 436]), roundBlend(brass, [-356, 356], 'metal')),
    ring(316, darker(brass, 0.34)),
    blended(ovalPath([0, 0], [300, 380]), roundBlend(brass, [-300, 300])),
    blended(glass, {
      from: [-200, -300],
      to: [200, 300],
      stops: [
        [0, '#FFFBEB'],
        [0.5, '#FFE9B5'],
        [1, '#EDBE63'],
      ],
    }),
    glow([0, 0], [200, 240], '#FFFFFF', 0.9),
    line('M-180 -180C-220 -90 -222 10 -200 90', '#FFFFFF', 18, 0.8),
    tube(`${wire(-130)}${wire(0)}${wire(130)}M-306 -130H306M-306 130H306`, brass, 26),
    ...[45, 135, 225, 315].map((degrees) => {
      const turn = (degrees * Math.PI) / 180
      return circle([Math.cos(turn) * 334, Math.sin(turn) * 414], 17, darker(brass, 0.4))
    }),
  ].join('')
}
