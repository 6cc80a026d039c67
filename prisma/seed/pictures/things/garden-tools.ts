import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { roundBlend, solid } from '#seed/pictures/kit/solids.ts'
import { blended, circle, each, fill, line, place, type Svg, slab } from '#seed/pictures/kit/svg.ts'

const { steel, oak, brass, leather, brick } = COLOURS

function ashHandle(): Svg {
  return [
    blended(
      'M-34 0C-30 120 -52 200 -46 330Q-40 400 0 400Q40 400 46 330C52 200 30 120 34 0Z',
      roundBlend(oak, [-50, 50]),
    ),
    line('M-10 40C-12 160 -24 240 -18 350', darker(oak, 0.16), 5, 0.7),
    fill(slab([-40, -34], [80, 56], 8), brass),
    fill(slab([-30, -34], [16, 56], 4), lighter(brass, 0.6)),
    line('M-30 360c-60 40 -40 110 10 110s70 -60 30 -110', leather, 12),
  ].join('')
}

/** A hand trowel, blade up. */
export function trowel(): Svg {
  return [
    line('M0 -30V-170', darker(steel, 0.2), 34),
    line('M-5 -30V-170', lighter(steel, 0.3), 14),
    solid(
      'M-110 -210C-120 -360 -70 -500 0 -560C70 -500 120 -360 110 -210C80 -160 40 -140 0 -140C-40 -140 -80 -160 -110 -210Z',
      steel,
      [14, 6],
    ),
    fill(
      'M-8 -150V-540C-60 -480 -96 -360 -88 -214C-70 -178 -40 -158 -8 -150Z',
      lighter(steel, 0.5),
      0.8,
    ),
    line('M0 -160V-500', darker(steel, 0.3), 6, 0.8),
    ashHandle(),
  ].join('')
}

/** A hand fork with three tines, tines up. */
export function handFork(): Svg {
  return [
    line('M0 -30V-200', darker(steel, 0.2), 34),
    line('M-5 -30V-200', lighter(steel, 0.3), 14),
    line(
      'M-92 -540V-270Q-92 -200 0 -200Q92 -200 92 -270V-540M0 -200V-540',
      darker(steel, 0.22),
      34,
    ),
    line('M-97 -540V-270Q-97 -206 -6 -206M-5 -210V-540M87 -540V-270', lighter(steel, 0.4), 14),
    ashHandle(),
  ].join('')
}

/** A border spade, blade down, with a D-shaped grip. */
export function spade(): Svg {
  return [
    blended('M-26 -460H26L30 120H-30Z', roundBlend(oak, [-30, 30])),
    solid(
      'M-130 -680H130Q150 -680 142 -650L40 -460H-40L-142 -650Q-150 -680 -130 -680ZM-76 -634L-20 -520H20L76 -634Z',
      oak,
      [8, 8],
    ),
    solid(slab([-140, -690], [280, 52], 24), darker(oak, 0.2), [0, 10]),
    solid('M-34 40H34L44 240H-44Z', steel, [8, 0]),
    solid('M-160 190H160L150 520Q140 640 0 700Q-140 640 -150 520Z', steel, [16, 12]),
    fill('M-140 206H-20V660Q-122 610 -130 516Z', lighter(steel, 0.5), 0.8),
    line('M0 60V430', darker(steel, 0.3), 8, 0.7),
    ...[70, 140].map((y) => circle([0, y], 8, darker(steel, 0.4))),
  ].join('')
}

/** Bypass secateurs, blades up and a little open. */
export function secateurs(): Svg {
  const grip = 'M-34 30C-90 160 -150 300 -130 470Q-120 520 -78 510C-60 380 -20 200 40 70Z'
  return [
    solid(grip, brick, [8, 6]),
    place(solid(grip, brick, [-8, 6]), { mirrored: true }),
    line('M-60 150C-100 270 -116 370 -106 470', lighter(brick, 0.45), 10, 0.8),
    line('M-46 180C-20 230 20 230 46 180', darker(steel, 0.3), 14),
    each(5, (index) => line(`M${-44 + index * 20} 190l14 34`, darker(steel, 0.1), 9)),
    solid(
      'M40 90C10 20 -40 -60 -120 -180Q-150 -230 -130 -250Q-60 -200 20 -70L80 30Z',
      darker(steel, 0.2),
      [4, 4],
    ),
    solid('M-52 92C-30 -30 0 -190 130 -330Q152 -200 112 -90C92 -30 60 40 40 90Z', steel, [10, 4]),
    line('M120 -296Q130 -190 96 -90', lighter(steel, 0.8), 8),
    circle([0, 40], 34, darker(brass, 0.2)),
    circle([-3, 37], 28, brass),
    line('M-14 50L10 24', darker(brass, 0.5), 7),
  ].join('')
}

/** A ball of jute with its loose end, standing. */
export function twine(colour: string): Svg {
  const strand = (path: string, tone: string) => line(path, tone, 7, 0.8)
  return [
    blended(
      'M-250 -210C-250 -360 -140 -440 0 -440C140 -440 250 -360 250 -210C250 -70 140 0 0 0C-140 0 -250 -70 -250 -210Z',
      roundBlend(colour, [-250, 250]),
    ),
    each(9, (index) => {
      const y = -400 + index * 44
      const half = Math.sqrt(Math.max(0, 1 - ((y + 220) / 222) ** 2)) * 240
      return strand(`M${-half} ${y + 20}Q0 ${y - 60} ${half} ${y - 4}`, darker(colour, 0.24))
    }),
    each(6, (index) =>
      strand(
        `M${-150 + index * 50} ${-408 + Math.abs(index - 3) * 16}Q${-230 + index * 60} -210 ${-110 + index * 52} -34`,
        darker(colour, 0.34),
      ),
    ),
    each(5, (index) =>
      strand(
        `M${-30 + index * 40} ${-428 + index * 14}Q${120 + index * 20} -250 ${60 + index * 30} -70`,
        lighter(colour, 0.35),
      ),
    ),
    line('M150 -70C220 20 270 -20 310 20S390 50 420 26', darker(colour, 0.24), 15),
    line('M150 -74C220 16 270 -24 310 16S390 46 420 22', lighter(colour, 0.2), 8),
  ].join('')
}
