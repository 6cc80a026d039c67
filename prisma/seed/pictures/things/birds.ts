import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { crate, solid, straightShadow } from '#seed/pictures/kit/solids.ts'
import { circle, each, fill, line, type Svg } from '#seed/pictures/kit/svg.ts'

const { oak } = COLOURS

/** A nest box with a pitched roof and one round door. */
export function nestBox(paint: string): Svg {
  return [
    straightShadow([-210, 170], [80, 40]),
    crate({ at: [-210, -480], size: [380, 480], depth: [80, 40], colour: paint }),
    fill('M-210 -480L-20 -690L170 -480Z', paint),
    each(3, (index) =>
      line(`M${-115 + index * 95} -8V-${index === 1 ? 640 : 560}`, darker(paint, 0.2), 4, 0.8),
    ),
    circle([-20, -390], 62, darker(paint, 0.3)),
    circle([-16, -386], 54, '#2E2623'),
    line('M-20 -270v0', oak, 34),
    circle([-20, -270], 17, lighter(oak, 0.3)),
    solid('M-20 -730L-290 -440L-248 -404L-20 -648Z', oak, [-4, 8]),
    fill('M-20 -730L80 -770L340 -486L250 -440Z', darker(oak, 0.12)),
    fill('M-20 -730L250 -440L222 -410L-20 -662Z', darker(oak, 0.34)),
    line('M20 -744L292 -456M48 -756L316 -470', darker(oak, 0.3), 4),
  ].join('')
}

/** A robin looking right, standing on (0, 0). */
export function robin(): Svg {
  return [
    line('M-8 0V-44M24 0V-44', '#5B4636', 8),
    solid(
      'M-190 -70L-96 -120C-90 -210 -20 -250 50 -236C110 -222 120 -150 90 -100C60 -50 -30 -30 -80 -60Z',
      '#7B6A55',
      [4, 8],
    ),
    fill(
      'M20 -226C80 -250 126 -200 110 -140C98 -90 60 -60 20 -56C-10 -110 -10 -180 20 -226Z',
      COLOURS.terracotta,
    ),
    fill('M20 -56C-20 -52 -50 -54 -70 -62C-30 -84 0 -76 20 -56Z', COLOURS.cream),
    circle([62, -196], 10, '#1D1B18') + circle([65, -199], 3, '#FFFFFF'),
    fill('M108 -196L150 -184L108 -176Z', '#4A3B30'),
    line('M-100 -120C-60 -80 -10 -90 10 -120', '#5B4636', 12),
  ].join('')
}
