import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import {
  belt,
  gleam,
  mouth,
  shadow,
  solid,
  straightShadow,
  tube,
  turned,
} from '#seed/pictures/kit/solids.ts'
import { circle, each, ellipse, fill, line, type Svg, slab } from '#seed/pictures/kit/svg.ts'

const { cream, oak, leather, brass, steel, charcoal, iron } = COLOURS

/** A bell tent with its door tied back. */
export function bellTent(canvas: string): Svg {
  return [
    straightShadow([-400, 400], [60, 30]),
    line('M0 -730V-660', darker(oak, 0.2), 20),
    ...[-1, 1].map((side) =>
      line(
        `M${side * 400} -250L${side * 570} -6M${side * 330} -250L${side * 470} 14`,
        darker(cream, 0.5),
        6,
      ),
    ),
    ...[-570, -470, 470, 570].map((x) => line(`M${x} 10l${x < 0 ? -10 : 10} -44`, iron, 14)),
    fill('M0 -690L-430 -250L-400 0H400L430 -250Z', canvas),
    fill('M0 -690L-430 -250L-400 0H-180L-190 -240Z', lighter(canvas, 0.24)),
    fill('M0 -690L430 -250L400 0H240L210 -240Z', darker(canvas, 0.16)),
    line('M0 -690L-190 -244L-180 0M0 -690L210 -244L240 0', darker(canvas, 0.26), 5),
    fill('M0 -480L-130 0H150Z', '#4A3A2E'),
    fill('M0 -480L-130 0H-66Q-112 -120 -76 -184Q-14 -300 0 -480Z', lighter(canvas, 0.34)),
    fill('M0 -480L150 0H84Q130 -120 92 -184Q22 -300 0 -480Z', canvas),
    fill('M-30 0Q10 -60 70 0Z', COLOURS.terracotta),
    line('M-108 -168l38 -16M126 -168l-40 -16', leather, 12),
    fill(
      'M-438 -262Q-330 -226 -216 -252Q-100 -214 0 -254Q110 -214 218 -252Q330 -226 438 -262L430 -236Q330 -200 218 -226Q110 -190 0 -230Q-100 -190 -216 -226Q-330 -200 -430 -236Z',
      darker(canvas, 0.22),
    ),
    fill('M-30 -690Q0 -720 30 -690L44 -650H-44Z', leather),
    fill('M0 -800L96 -770L0 -740Z', COLOURS.brick) + line('M0 -800V-690', darker(oak, 0.2), 10),
  ].join('')
}

/** A vacuum flask with its cup screwed on. */
export function flask(paint: string): Svg {
  const body = {
    profile: '-560,100 -530,136 -490,150 -20,150 0,142',
    colour: paint,
    finish: 'glossy',
  } as const
  return [
    shadow(180),
    tube('M146 -440H230Q262 -440 262 -400V-190Q262 -150 230 -150H146', charcoal, 34),
    turned(body),
    turned({ profile: '-800,104 -780,116 -580,124 -556,122', colour: steel, finish: 'metal' }),
    ellipse([0, -800], [104, 14], lighter(steel, 0.5)),
    belt(body, [-470, -450], steel),
    belt(body, [-60, -10], steel),
    gleam(body, [-430, -80], 0.72),
    line('M-40 -330q40 -30 80 0M-60 -290q60 -44 120 0', lighter(paint, 0.6), 8, 0.9),
  ].join('')
}

/** The flask's cup, full and steaming. */
export function flaskCup(): Svg {
  return [
    shadow(130),
    turned({ profile: '-220,124 -20,108 0,100', colour: steel, finish: 'metal' }),
    mouth([0, -220], 124, steel, '#6B4A32'),
    ...[-40, 34].map((x) =>
      line(`M${x} -270c-36 -50 36 -80 0 -134c-26 -40 16 -66 4 -100`, '#FFFFFF', 13, 0.65),
    ),
  ].join('')
}

/** A coil of rope bound at its middle, seen from above. */
export function ropeCoil(colour: string): Svg {
  const strand = (path: string, width: number) =>
    [
      line(path, darker(colour, 0.34), width),
      line(path, colour, width * 0.78),
      `<path d="${path}" fill="none" stroke="${darker(colour, 0.26)}" stroke-width="${width * 0.72}" stroke-dasharray="7 24"/>`,
      `<path d="${path}" fill="none" stroke="${lighter(colour, 0.4)}" stroke-width="${width * 0.3}" stroke-dasharray="12 19" stroke-dashoffset="12"/>`,
    ].join('')
  const loop = (rx: number, ry: number, x: number) =>
    `M${x - rx} 0A${rx} ${ry} 0 1 1 ${x + rx} 0A${rx} ${ry} 0 1 1 ${x - rx} 0Z`
  return [
    strand('M30 400C100 520 240 520 300 620', 48),
    ...[
      [330, 470, 0],
      [278, 420, 8],
      [228, 370, -4],
      [178, 318, 6],
      [300, 446, -14],
    ].map(([rx = 0, ry = 0, x = 0]) => strand(loop(rx, ry, x), 50)),
    each(5, (index) =>
      strand(`M-120 ${-462 + index * 42}Q0 ${-490 + index * 42} 120 ${-458 + index * 42}`, 46),
    ),
    solid(slab([276, 600], [56, 54], 12), brass, [6, 6]),
  ].join('')
}

/** A folding stool: canvas on crossed ash legs. */
export function campStool(canvas: string): Svg {
  return [
    shadow(380),
    line('M-250 -470L270 -30', darker(oak, 0.34), 44),
    line('M250 -470L-270 -30', darker(oak, 0.34), 44),
    tube('M-330 -450L330 -6', oak, 48),
    tube('M330 -450L-330 -6', oak, 48),
    circle([0, -228], 30, brass) + circle([-5, -233], 16, lighter(brass, 0.5)),
    line('M-236 -66H236', darker(oak, 0.1), 26),
    solid('M-400 -520Q0 -420 400 -520L370 -420Q0 -320 -370 -420Z', canvas, [6, 20]),
    line('M-390 -508Q0 -410 390 -508', lighter(canvas, 0.45), 8, 0.7),
    line('M-366 -436Q0 -338 366 -436', lighter(canvas, 0.3), 5, 0.7),
    tube('M-410 -512L-366 -414M410 -512L366 -414', oak, 44),
  ].join('')
}
