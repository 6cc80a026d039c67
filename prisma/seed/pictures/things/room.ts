import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { crate, solid, straightShadow } from '#seed/pictures/kit/solids.ts'
import {
  blended,
  circle,
  each,
  fill,
  glow,
  line,
  place,
  type Svg,
  slab,
  within,
} from '#seed/pictures/kit/svg.ts'

import { lighthouse } from './cups.ts'

const { oak, teal, sea, white, terracotta, cream, butter } = COLOURS

/** The shop's window on the harbour, 600 wide and 560 high from its top left corner. */
export function harbourWindow(): Svg {
  const pane = slab([0, 0], [600, 560], 4)
  return [
    fill(slab([-34, -34], [668, 628], 10), darker(cream, 0.1)),
    fill(slab([-26, -26], [652, 612], 8), white),
    within(
      pane,
      [
        blended('M0 0H600V560H0Z', {
          from: [0, 0],
          to: [0, 360],
          stops: [
            [0, '#A9CCD6'],
            [1, '#F3E3C6'],
          ],
        }),
        glow([440, 250], [220, 220], butter, 0.8),
        circle([440, 250], 44, '#FBE7AE'),
        fill('M0 342Q120 300 230 330T430 336T600 318V400H0Z', '#8FB0AC'),
        blended('M0 360H600V560H0Z', {
          from: [0, 360],
          to: [0, 560],
          stops: [
            [0, '#6FA3AC'],
            [1, teal],
          ],
        }),
        each(9, (index) =>
          line(
            `M${(index * 137) % 560} ${388 + index * 18}h${40 + (index % 3) * 26}`,
            '#E9F1EC',
            4,
            0.5,
          ),
        ),
        fill('M160 372Q230 326 290 372Z', '#7C7465'),
        place(lighthouse(), { x: 232, y: 410, scale: 0.72 }),
        place(sail(terracotta), { x: 410, y: 430 }),
        place(sail(white), { x: 530, y: 392, scale: 0.6 }),
        line('M250 120q20 -20 40 0q20 -20 40 0M330 170q14 -14 28 0q14 -14 28 0', white, 7),
      ].join(''),
    ),
    fill('M292 0h16v560h-16ZM0 262h600v14h-600Z', white),
    fill('M308 0h6v560h-6ZM0 276h600v6h-600Z', darker(cream, 0.3), 0.5),
    solid(slab([-60, 576], [720, 40], 6), white, [0, 14]),
  ].join('')
}

function sail(colour: string): Svg {
  return (
    fill('M-6 -120V-10H-70ZM6 -96V-10H56Z', colour) + fill('M-66 0H66L44 30H-46Z', darker(sea, 0.5))
  )
}

/** A shelf that runs the whole width. */
export function counter(width: number, height: number): Svg {
  return [
    blended(`M0 0H${width}V${height}H0Z`, {
      from: [0, 0],
      to: [0, height],
      stops: [
        [0, lighter(oak, 0.26)],
        [1, oak],
      ],
    }),
    each(5, (index) =>
      line(
        `M${-40 + index * 30} ${26 + index * 34}q${width / 3} ${index % 2 ? 14 : -12} ${width * 0.6} 2t${width * 0.5} 4`,
        darker(oak, 0.14),
        3,
        0.5,
      ),
    ),
    fill(`M0 0H${width}v5H0Z`, lighter(oak, 0.6), 0.8),
  ].join('')
}

/** A parcel tied with string, for goods whose picture is still to be taken. */
export function parcel(): Svg {
  const board = '#D9C3A0'
  const string = '#F7F0E2'
  return [
    straightShadow([-360, 260], [130, 84]),
    crate({ at: [-360, -470], size: [620, 470], depth: [130, 84], colour: board }),
    line('M-60 -470V0M-60 -470L70 -554', darker(board, 0.3), 18),
    line('M-64 -470V0M-64 -470L66 -554', string, 11),
    line('M-360 -240H260L390 -324', darker(board, 0.3), 18),
    line('M-360 -244H260L390 -328', string, 11),
    solid('M-60 -244C-180 -360 -240 -260 -60 -240C120 -360 150 -230 -60 -240Z', string, [4, 5]),
    line('M-62 -240q-60 60 -90 110M-58 -240q50 50 96 90', string, 12),
    circle([-60, -242], 20, darker(string, 0.12)),
    solid('M84 -420H214V-340H84L54 -380Z', white, [4, 5]),
    circle([82, -380], 8, darker(board, 0.3)),
    line('M112 -394h76M112 -368h50', darker(board, 0.2), 6),
  ].join('')
}
