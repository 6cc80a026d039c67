import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { gleam, shadow, tube, turned } from '#seed/pictures/kit/solids.ts'
import { ellipse, fill, glow, line, type Svg } from '#seed/pictures/kit/svg.ts'

import { WARM } from './light.ts'

const { brass, iron, charcoal } = COLOURS

/** A hurricane lantern with its flame lit. */
export function lantern(paint: string): Svg {
  const globe = 'M-92 -220C-160 -290 -160 -400 -84 -470H84C160 -400 160 -290 92 -220Z'
  return [
    shadow(210),
    glow([0, -350], [560, 520], WARM, 0.55),
    tube('M-150 -560C-170 -760 170 -760 150 -560', iron, 12),
    tube(
      'M-110 -560C-230 -560 -226 -470 -222 -330C-220 -230 -216 -150 -160 -110M110 -560C230 -560 226 -470 222 -330C220 -230 216 -150 160 -110',
      paint,
      30,
    ),
    fill(globe, '#FFF3CF', 0.75),
    glow([0, -320], [120, 140], '#FFD67A', 0.9),
    fill('M0 -420C46 -360 44 -300 0 -272C-44 -300 -46 -360 0 -420Z', '#F2A53B'),
    fill('M0 -372C24 -340 22 -300 0 -280C-22 -300 -24 -340 0 -372Z', '#FFF6D8'),
    fill(globe, '#FFFFFF', 0.14),
    line('M-104 -420C-132 -370 -126 -300 -98 -260', '#FFFFFF', 12, 0.8),
    line('M-130 -300Q0 -270 130 -300M-130 -396Q0 -366 130 -396', iron, 6),
    turned({ profile: '-560,60 -545,110 -500,116 -470,104', colour: paint, finish: 'glossy' }),
    turned({ profile: '-606,50 -566,62', colour: darker(paint, 0.2), finish: 'glossy' }),
    ellipse([0, -606], [50, 9], lighter(paint, 0.4)),
    turned({ profile: '-244,50 -224,104 -196,108', colour: brass, finish: 'metal' }),
    turned({ profile: '-200,96 -180,150 -140,186 -30,192 0,172', colour: paint, finish: 'glossy' }),
    gleam({ profile: '-180,150 -140,186 -30,192', colour: paint }, [-150, -40], 0.72),
    turned({ profile: '-158,26 -138,30', colour: brass, finish: 'metal', cx: 96 }),
  ].join('')
}

/** A beeswax candle in a low brass holder. */
export function candle(height: number): Svg {
  const wax = { profile: `${-height},36 -60,44 -40,44`, colour: '#D9A441' } as const
  return [
    shadow(130),
    glow([0, -height - 90], [330, 330], WARM, 0.7),
    turned({ profile: '-30,120 -16,136 0,110', colour: brass, finish: 'metal', tilt: 0.2 }),
    ellipse([0, -30], [122, 22], lighter(brass, 0.45)),
    turned(wax),
    ellipse([0, -height], [36, 7], lighter('#D9A441', 0.5)),
    line(
      `M-30 ${-height + 6}q-10 60 0 110M26 ${-height + 4}q8 40 2 70`,
      lighter('#D9A441', 0.35),
      14,
    ),
    turned({ profile: '-96,54 -60,60 -30,70', colour: brass, finish: 'metal' }),
    line(`M0 ${-height}v-34`, charcoal, 7),
    fill(
      `M0 ${-height - 160}C46 ${-height - 90} 40 ${-height - 40} 0 ${-height - 18}C-40 ${-height - 40} -46 ${-height - 90} 0 ${-height - 160}Z`,
      '#F2A53B',
    ),
    fill(
      `M0 ${-height - 104}C24 ${-height - 70} 20 ${-height - 40} 0 ${-height - 26}C-20 ${-height - 40} -24 ${-height - 70} 0 ${-height - 104}Z`,
      '#FFF6D8',
    ),
  ].join('')
}
