import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { shadow, solid, tube, turned } from '#seed/pictures/kit/solids.ts'
import {
  blended,
  circle,
  fill,
  line,
  outline,
  ovalPath,
  place,
  type Svg,
  slab,
  within,
} from '#seed/pictures/kit/svg.ts'

import { lighthouse } from './cups.ts'

const { brass, walnut, white, teal, sea, butter } = COLOURS

/** A desk globe on a turned foot. */
export function globe(): Svg {
  const sphere = ovalPath([0, -520], [300, 300])
  return [
    shadow(220),
    turned({ profile: '-60,70 -44,120 -24,190 0,186', colour: walnut, finish: 'glossy' }),
    turned({ profile: '-200,18 -150,34 -110,22 -60,48', colour: brass, finish: 'metal' }),
    tube('M-120 -850C-420 -760 -440 -330 -150 -220C-100 -200 -50 -196 0 -196', brass, 30),
    blended(sphere, {
      from: [-260, -780],
      to: [240, -260],
      stops: [
        [0, '#8FBCC4'],
        [0.5, sea],
        [1, darker(sea, 0.36)],
      ],
    }),
    within(sphere, place(continents(), { y: -520 })),
    line(
      'M-290 -600C-150 -560 150 -560 290 -600M-300 -500C-150 -452 150 -452 300 -500M-280 -410C-150 -360 150 -360 280 -410',
      '#FFFFFF',
      3,
      0.35,
    ),
    line(
      'M-70 -810C-190 -640 -190 -400 -70 -230M70 -812C180 -640 180 -400 70 -228',
      '#FFFFFF',
      3,
      0.35,
    ),
    line('M-226 -640C-196 -710 -140 -760 -80 -780', '#FFFFFF', 16, 0.55),
    circle([-110, -846], 24, brass) + circle([-115, -851], 12, lighter(brass, 0.6)),
  ].join('')
}

function continents(): Svg {
  const land = '#E3C98F'
  return [
    fill(
      outline(
        [-40, -250],
        [60, -270],
        [150, -220],
        [120, -150],
        [60, -170],
        [20, -120],
        [-60, -130],
        [-90, -190],
      ),
      land,
    ),
    fill(
      outline(
        [-50, -90],
        [60, -110],
        [130, -60],
        [150, 10],
        [90, 60],
        [70, 160],
        [20, 220],
        [-20, 130],
        [-30, 40],
        [-100, 10],
        [-110, -50],
      ),
      land,
    ),
    fill(
      outline([-300, -160], [-220, -200], [-190, -130], [-230, -60], [-290, -40], [-330, -100]),
      land,
    ),
    fill(outline([-250, 20], [-190, 40], [-180, 120], [-220, 220], [-260, 150], [-280, 70]), land),
    fill(outline([200, -180], [290, -200], [330, -60], [250, -20], [200, -80]), land),
    fill(outline([190, 110], [250, 90], [280, 150], [230, 190]), land),
    fill(outline([-100, -240], [-60, -262], [-50, -230], [-80, -210]), land),
  ].join('')
}

/** A round magnet with the shop's lighthouse on it. */
export function magnet(): Svg {
  const face = ovalPath([0, 0], [330, 330])
  return [
    circle([0, 0], 352, darker(teal, 0.3)),
    circle([-5, -6], 346, teal),
    fill(face, '#CFE2E3'),
    within(
      face,
      [
        circle([150, -150], 74, butter),
        fill('M-340 120q60 -40 120 0t120 0t120 0t120 0t120 0t120 0V340H-340Z', sea),
        fill('M-340 190q60 -36 120 0t120 0t120 0t120 0t120 0t120 0V340H-340Z', teal),
        fill('M-330 150C-200 40 60 60 150 150Z', '#8C7F6C'),
        place(lighthouse(), { x: -60, y: 200, scale: 1.5 }),
        fill('M-340 196q60 -36 120 0t120 0t120 0t120 0t120 0t120 0V340H-340Z', teal),
        line('M-340 240q60 -36 120 0t120 0t120 0t120 0t120 0t120 0', sea, 9),
        line('M60 -60q24 -24 48 0q24 -24 48 0M170 -10q16 -16 32 0q16 -16 32 0', white, 8),
      ].join(''),
    ),
    line('M-250 -180A308 308 0 0 1 -80 -298', '#FFFFFF', 20, 0.7),
  ].join('')
}

/** An envelope, its flap towards us. */
export function envelope(paper: string): Svg {
  return [
    solid(slab([-430, -290], [860, 580], 10), paper, [6, 8]),
    line('M-422 282L-60 -10M422 282L60 -10', darker(paper, 0.16), 5),
    solid('M-426 -286H426L40 30Q0 60 -40 30Z', lighter(paper, 0.2), [0, 8]),
    circle([0, 30], 58, darker(COLOURS.brick, 0.2)),
    circle([-4, 26], 52, COLOURS.brick),
    circle([-4, 26], 34, lighter(COLOURS.brick, 0.14)),
    line('M-20 40q16 -40 32 -8', darker(COLOURS.brick, 0.2), 6),
  ].join('')
}

/** A letterpress card with a sailing boat on the water. */
export function boatCard(): Svg {
  return [
    solid(slab([-300, -420], [600, 840], 8), white, [5, 6]),
    line('M-260 -380H260V380H-260Z', lighter(teal, 0.5), 4),
    fill('M-16 -240V90H-190Z', teal),
    fill('M12 -180V90H150Z', sea),
    fill('M-210 116H190L140 196H-150Z', COLOURS.terracotta),
    line(
      'M-230 230q38 -30 76 0t76 0t76 0t76 0t76 0t76 0M-150 276q38 -30 76 0t76 0t76 0t76 0',
      teal,
      9,
    ),
    circle([150, -260], 50, butter),
  ].join('')
}

/** A sprig of leaves, for company. */
export function sprig(): Svg {
  const leaf = (x: number, y: number, turn: number) =>
    place(fill('M0 0C-40 -40 -40 -110 0 -150C40 -110 40 -40 0 0Z', COLOURS.sage), { x, y, turn })
  return [
    line('M0 300C-20 120 10 -60 0 -260', COLOURS.forest, 8),
    ...[-220, -120, -20, 80, 180].map((y) => leaf(0, y, -50) + leaf(0, y + 20, 50)),
    leaf(0, -240, 0),
  ].join('')
}
