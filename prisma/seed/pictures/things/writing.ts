import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import {
  belt,
  gleam,
  roundBlend,
  shadow,
  solid,
  straightShadow,
  turned,
} from '#seed/pictures/kit/solids.ts'
import {
  blended,
  circle,
  each,
  ellipse,
  fill,
  line,
  place,
  type Svg,
  slab,
} from '#seed/pictures/kit/svg.ts'

const { brass, steel, cream, white, charcoal } = COLOURS

/** A clothbound notebook from above, with its band, ribbon and the edge of its pages. */
export function notebook(cloth: string): Svg {
  return [
    line('M60 470V600l-18 -24l-18 24V470', COLOURS.brick, 16),
    fill(slab([-330, -470], [690, 960], 14), darker(cream, 0.16)),
    each(4, (index) => line(`M${344 + index * 4} -440V470`, darker(cream, 0.3), 1.5)),
    solid(slab([-350, -480], [690, 960], 26), cloth, [12, 14]),
    fill('M-350 -454q0 -26 26 -26h60v960h-60q-26 0 -26 -26Z', darker(cloth, 0.16)),
    line('M-262 -478V478', darker(cloth, 0.36), 5),
    each(26, (index) => line(`M-240 ${-452 + index * 36}h560`, lighter(cloth, 0.14), 2, 0.4)),
    solid(slab([-120, -300], [330, 190], 8), cream, [4, 5]),
    line('M-70 -230h230M-70 -180h160', darker(cream, 0.3), 5),
    line('M270 -480V480', darker(cloth, 0.5), 24),
    line('M266 -480V480', darker(cloth, 0.3), 10),
  ].join('')
}

/** Notebooks in a pile, seen from the side. */
export function notebookPile(cloths: readonly string[]): Svg {
  return [
    straightShadow([-396, 400], [40, 24]),
    ...cloths.map((cloth, index) => {
      const y = -index * 112
      const x = [-400, -370, -410, -384][index % 4] ?? -400
      return [
        fill(slab([x, y - 108], [800, 22], 10), lighter(cloth, 0.14)),
        fill(slab([x + 20, y - 92], [770, 78], 4), cream),
        each(5, (sheet) => line(`M${x + 30} ${y - 80 + sheet * 13}h754`, darker(cream, 0.2), 3)),
        fill(slab([x, y - 20], [800, 22], 10), cloth),
        fill(`M${x} ${y - 98}q0 -10 10 -10h26v110h-26q-10 0 -10 -10Z`, cloth),
        fill(slab([x + 620, y - 108], [26, 110], 2), darker(cloth, 0.45)),
      ].join('')
    }),
  ].join('')
}

/** A fountain pen without its cap, nib up. */
export function fountainPen(resin: string): Svg {
  return [
    blended(
      'M-46 -130H46L50 20C52 260 46 440 34 560Q30 590 0 590Q-30 590 -34 560C-46 440 -52 260 -50 20Z',
      roundBlend(resin, [-52, 52], 'glossy'),
    ),
    blended('M-42 -300H42L46 -120H-46Z', roundBlend(charcoal, [-46, 46], 'glossy')),
    blended(slab([-52, -140], [104, 34], 6), roundBlend(brass, [-52, 52], 'metal')),
    blended(slab([-36, 520], [72, 16], 4), roundBlend(brass, [-36, 36], 'metal')),
    nib(),
    line('M-22 -90V500', '#FFFFFF', 9, 0.35),
  ].join('')
}

export function nib(): Svg {
  return [
    solid('M-40 -300C-60 -380 -54 -430 0 -560C54 -430 60 -380 40 -300Z', brass, [6, 2]),
    fill('M-20 -304C-34 -380 -26 -430 0 -500C26 -430 34 -380 20 -304Z', lighter(steel, 0.4)),
    line('M0 -548V-400', darker(brass, 0.6), 4),
    circle([0, -388], 11, darker(brass, 0.6)),
  ].join('')
}

export function penCap(resin: string): Svg {
  return [
    blended(
      'M-54 300V-180Q-54 -250 0 -250Q54 -250 54 -180V300Z',
      roundBlend(resin, [-54, 54], 'glossy'),
    ),
    blended(slab([-58, 240], [116, 60], 6), roundBlend(brass, [-58, 58], 'metal')),
    solid('M10 -214H36V120Q36 146 23 146Q10 146 10 120Z', brass, [6, 2]),
    line('M-24 -170V220', '#FFFFFF', 9, 0.35),
  ].join('')
}

/** A pencil, point up. */
export function pencil(paint: string): Svg {
  return [
    fill('M-32 -400H32V400H-32Z', paint),
    fill('M-32 -400H-12V400H-32Z', lighter(paint, 0.34)),
    fill('M12 -400H32V400H12Z', darker(paint, 0.2)),
    fill(
      'M-32 -396L0 -530L32 -396Q22 -414 12 -398Q0 -416 -12 -398Q-22 -414 -32 -396Z',
      COLOURS.beech,
    ),
    fill('M-10 -488L0 -530L10 -488Z', paint === COLOURS.linen ? charcoal : darker(paint, 0.2)),
    fill('M-32 376H32V396Q32 404 24 404H-24Q-32 404 -32 396Z', COLOURS.white),
  ].join('')
}

/** A tin that holds pencils, standing. */
export function pencilTin(paint: string, colours: readonly string[]): Svg {
  const body = { profile: '-420,190 0,190', colour: paint, finish: 'glossy' } as const
  return [
    shadow(220),
    ellipse([0, -420], [190, 27], darker(paint, 0.5)),
    ...colours.map((colour, index) => {
      const spread = index - (colours.length - 1) / 2
      return place(pencil(colour), {
        x: spread * 46,
        y: -440 + Math.abs(spread) * 12,
        turn: spread * 5,
      })
    }),
    turned({
      ...body,
      profile: '-420,190 -400,190 0,190',
    }),
    `<path d="M-190 -420A190 27 0 0 0 190 -420" fill="none" stroke="${lighter(paint, 0.5)}" stroke-width="8"/>`,
    belt(body, [-300, -280], brass),
    belt(body, [-60, -40], brass),
    gleam(body, [-370, -20], 0.74),
  ].join('')
}

/** Long paper shears, blades up and open. */
export function shears(): Svg {
  const half = [
    solid('M-30 60L-52 -60C-40 -260 -10 -420 60 -600C76 -420 66 -160 34 40Z', steel, [8, 4]),
    line('M56 -560C66 -400 56 -180 30 0', lighter(steel, 0.8), 7),
    '<path fill-rule="evenodd" fill="#34383C" d="M-30 40C-10 120 40 160 90 230C190 360 180 520 90 530C0 540 -60 420 -40 300C-30 220 -60 140 -70 80ZM66 290C20 250 4 290 10 350C18 430 50 480 84 470C120 456 110 350 66 290Z"/>',
    line('M-14 320C-20 420 20 506 80 508', '#6D7277', 8, 0.9),
  ].join('')
  return [
    place(half, { turn: 17, mirrored: true }),
    place(half, { turn: -17 }),
    circle([0, 10], 28, darker(brass, 0.2)),
    circle([-3, 7], 22, brass),
    line('M-12 16L10 -4', darker(brass, 0.5), 6),
  ].join('')
}

/** An ink bottle with a faceted shoulder. */
export function inkBottle(ink: string): Svg {
  return [
    shadow(290),
    fill('M-280 -20Q-280 0 -260 0H260Q280 0 280 -20V-250L190 -340H-190L-280 -250Z', '#D7E2E4'),
    fill('M-256 -36Q-256 -20 -240 -20H240Q256 -20 256 -36V-210H-256Z', ink),
    fill('M-256 -36Q-256 -20 -240 -20H-100V-210H-256Z', lighter(ink, 0.2)),
    fill('M-256 -210H256V-230H-256Z', lighter(ink, 0.42)),
    fill('M-280 -250L-190 -340H-90L-120 -250Z', '#FFFFFF', 0.6),
    fill('M120 -250L90 -340H190L280 -250Z', '#A9B9BD', 0.7),
    solid(slab([-150, -216], [300, 150], 6), white, [4, 5]),
    fill('M0 -186C34 -146 36 -104 0 -96C-36 -104 -34 -146 0 -186Z', ink),
    line('M-250 -244V-60', '#FFFFFF', 13, 0.75),
    turned({ profile: '-368,120 -336,122', colour: '#C6D3D6', finish: 'glossy' }),
    turned({ profile: '-500,150 -490,156 -376,156 -364,150', colour: charcoal, finish: 'glossy' }),
    each(11, (index) => line(`M${-132 + index * 26} -470V-380`, lighter(charcoal, 0.2), 5, 0.6)),
    ellipse([0, -500], [150, 21], lighter(charcoal, 0.22)),
  ].join('')
}
