import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { roundBlend, shadow, solid, straightShadow, tube } from '#seed/pictures/kit/solids.ts'
import { blended, circle, ellipse, fill, line, type Svg, slab } from '#seed/pictures/kit/svg.ts'

const { leather, brass, cream } = COLOURS

/** One rubber boot from its side, toe to the left. */
export function boot(rubber: string): Svg {
  const shaft =
    'M-100 -640H150C156 -440 130 -330 150 -200C160 -130 170 -80 160 -30H-320C-350 -110 -310 -170 -220 -200C-130 -232 -90 -280 -96 -420Z'
  return [
    shadow(270, -80),
    ellipse([25, -640], [125, 22], darker(rubber, 0.5)),
    blended(shaft, roundBlend(rubber, [-260, 170], 'glossy')),
    solid(
      'M-334 -44H166Q176 0 150 0H60L50 -16H-20L-30 0H-300Q-340 0 -334 -44Z',
      darker(rubber, 0.5),
      [0, 6],
    ),
    fill('M-338 -70Q-80 -40 168 -70L166 -36H-334Z', cream),
    fill('M-100 -640A125 22 0 0 0 150 -640L150 -596A125 22 0 0 1 -100 -596Z', darker(rubber, 0.3)),
    line('M-56 -560C-62 -440 -44 -330 -74 -260', '#FFFFFF', 15, 0.5),
    line('M-270 -130C-220 -160 -170 -170 -130 -186', '#FFFFFF', 13, 0.5),
    solid(slab([96, -560], [40, 80], 6), leather, [4, 4]),
    line('M152 -530h30M152 -500h30', leather, 12),
  ].join('')
}

/** A canvas rucksack with leather straps, from the front. */
export function rucksack(canvas: string): Svg {
  const strap = (x: number) =>
    [
      solid(slab([x - 26, -560], [52, 330], 8), leather, [8, 0]),
      solid(slab([x - 38, -330], [76, 70], 8), brass, [5, 6]),
      fill(slab([x - 22, -314], [44, 38], 4), darker(leather, 0.2)),
      line(`M${x} -330v60`, darker(brass, 0.3), 8),
    ].join('')
  return [
    straightShadow([-330, 330], [40, 24]),
    tube('M-70 -740C-80 -840 80 -840 70 -740', leather, 30),
    line(
      'M-310 -600C-400 -460 -400 -200 -330 -90M310 -600C400 -460 400 -200 330 -90',
      darker(leather, 0.1),
      44,
    ),
    solid(
      'M-290 -690C-340 -560 -360 -200 -340 -60Q-330 0 -270 0H270Q330 0 340 -60C360 -200 340 -560 290 -690Z',
      canvas,
      [24, 18],
    ),
    solid(
      'M-330 -230H-400Q-430 -230 -430 -200V-60Q-430 -20 -390 -20H-330Z',
      darker(canvas, 0.12),
      [8, 10],
    ),
    solid(
      'M330 -230H400Q430 -230 430 -200V-60Q430 -20 390 -20H330Z',
      darker(canvas, 0.12),
      [8, 10],
    ),
    solid(
      'M-240 -300H240Q262 -300 262 -270V-70Q262 -40 232 -40H-232Q-262 -40 -262 -70V-270Q-262 -300 -240 -300Z',
      lighter(canvas, 0.06),
      [12, 14],
    ),
    line('M-236 -60H236', lighter(canvas, 0.4), 5, 0.7),
    solid(
      'M-310 -700Q-300 -750 -240 -760Q0 -790 240 -760Q300 -750 310 -700C336 -600 336 -520 320 -460Q300 -420 250 -420H-250Q-300 -420 -320 -460C-336 -520 -336 -600 -310 -700Z',
      darker(canvas, 0.06),
      [16, 18],
    ),
    line('M-296 -456Q0 -436 296 -456', lighter(canvas, 0.4), 5, 0.7),
    strap(-150),
    strap(150),
    solid(slab([-70, -230], [140, 70], 10), leather, [6, 6]),
    circle([0, -196], 13, brass),
  ].join('')
}
