import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { solid, straightShadow } from '#seed/pictures/kit/solids.ts'
import {
  circle,
  each,
  fill,
  line,
  outline,
  ovalPath,
  type Svg,
  slab,
  within,
} from '#seed/pictures/kit/svg.ts'

const { cream, brass, leather } = COLOURS

/** A folded blanket in a loose check, three folds to the front and a fringe at the side. */
export function foldedBlanket(wool: string, check: string): Svg {
  const folds = each(3, (index) => {
    const y = -150 * (index + 1)
    const layer = slab([-440, y], [880, 146], 70)
    return [
      solid(layer, index % 2 ? lighter(wool, 0.06) : wool, [0, 16]),
      within(
        layer,
        each(6, (stripe) => fill(`M${-390 + stripe * 150} ${y}h44v150h-44Z`, check, 0.55)) +
          fill(`M-440 ${y + 56}h880v18h-880Z`, check, 0.5) +
          line(`M-420 ${y + 14}H420`, lighter(wool, 0.4), 8, 0.5),
      ),
    ].join('')
  })
  const fringe = each(12, (index) =>
    line(`M${-396 + index * 70} -6q-6 24 ${index % 2 ? 8 : -8} 46`, darker(wool, 0.1), 12),
  )
  const fold = fill(slab([-400, -440], [800, 420], 20), darker(wool, 0.4))
  return [straightShadow([-420, 420], [40, 24]), fringe, fold, folds].join('')
}

/** A tea towel hanging from a peg by its loop. */
export function teaTowel(stripe: string, ground: string = cream): Svg {
  const cloth =
    'M-230 -440C-150 -470 -60 -560 0 -560C60 -560 150 -470 230 -440L260 420Q200 446 130 424T0 430T-130 424T-260 420Z'
  return [
    line('M-18 -556q18 -70 36 0', darker(stripe, 0.1), 12),
    solid(cloth, ground, [12, 6]),
    within(
      cloth,
      [
        fill('M-300 250H300V290H-300ZM-300 316H300V328H-300ZM-300 350H300V390H-300Z', stripe),
        fill(
          'M-196 -500h24V460h-24ZM-156 -500h8V460h-8ZM172 -500h24V460h-24ZM148 -500h8V460h-8Z',
          stripe,
          0.85,
        ),
        fill(
          'M-60 -520C-90 -200 -110 100 -90 440H-40C-70 100 -50 -200 -30 -540Z',
          darker(ground, 0.2),
          0.4,
        ),
        fill(
          'M60 -520C80 -200 100 100 90 440H50C66 100 50 -200 30 -540Z',
          darker(ground, 0.2),
          0.34,
        ),
      ].join(''),
    ),
  ].join('')
}

export function peg(): Svg {
  return [
    fill(slab([-420, -40], [840, 80], 16), COLOURS.oak),
    fill(slab([-420, 22], [840, 18], 8), darker(COLOURS.oak, 0.24)),
    ...[-260, 0, 260].map(
      (x) =>
        circle([x + 6, 10], 34, darker(COLOURS.oak, 0.36)) +
        circle([x, 2], 32, COLOURS.walnut) +
        circle([x - 9, -8], 9, lighter(COLOURS.walnut, 0.4)),
    ),
  ].join('')
}

/** A plump square cushion with a woven diamond pattern. */
export function cushion(ground: string, pattern: string): Svg {
  const shape =
    'M-400 -760Q-380 -790 -340 -776Q0 -730 340 -776Q380 -790 400 -760Q414 -730 398 -700Q350 -390 398 -80Q414 -40 390 -14Q370 4 340 -6Q0 -46 -340 -6Q-370 4 -390 -14Q-414 -40 -398 -80Q-350 -390 -398 -700Q-414 -730 -400 -760Z'
  const diamonds = each(16, (index) => {
    const x = -300 + (index % 4) * 200
    const y = -690 + Math.floor(index / 4) * 200
    return (
      fill(`M${x} ${y - 74}L${x + 74} ${y}L${x} ${y + 74}L${x - 74} ${y}Z`, pattern) +
      fill(`M${x} ${y - 34}L${x + 34} ${y}L${x} ${y + 34}L${x - 34} ${y}Z`, ground)
    )
  })
  return [
    straightShadow([-380, 380], [30, 30]),
    solid(shape, ground, [26, 22]),
    within(
      shape,
      diamonds +
        fill('M400 -800Q250 -390 400 0L420 0V-800Z', darker(ground, 0.5), 0.26) +
        fill('M-400 -30Q0 -130 400 -30V20H-400Z', darker(ground, 0.5), 0.24),
    ),
    line('M-372 -742Q0 -700 372 -742', lighter(ground, 0.5), 7, 0.6),
  ].join('')
}

/** A hot-water bottle in a cable-knit cover. */
export function hotWaterBottle(wool: string): Svg {
  const body = outline(
    [-110, -330],
    [-260, -280],
    [-320, -160],
    [-330, 100],
    [-310, 340],
    [-220, 420],
    [0, 440],
    [220, 420],
    [310, 340],
    [330, 100],
    [320, -160],
    [260, -280],
    [110, -330],
    [0, -340],
  )
  const link = (x: number, y: number, turn: number) =>
    `<g transform="translate(${x} ${y}) rotate(${turn})">${solid(ovalPath([0, 0], [62, 27]), lighter(wool, 0.2), [4, 6])}</g>`
  const cable = (x: number) =>
    each(15, (row) => link(x - 20, -300 + row * 54, 40)) +
    each(15, (row) => link(x + 22, -274 + row * 54, -40))
  return [
    solid(slab([-60, -640], [120, 110], 22), COLOURS.charcoal, [8, 4]),
    solid(slab([-84, -560], [168, 60], 16), COLOURS.brick, [8, 8]),
    solid('M-130 -520Q0 -548 130 -520L112 -320H-112Z', wool, [12, 4]),
    each(9, (index) =>
      line(`M${-112 + index * 28} -514L${-98 + index * 24} -340`, darker(wool, 0.2), 6, 0.8),
    ),
    solid(body, wool, [20, 16]),
    within(
      body,
      cable(-190) +
        cable(0) +
        cable(190) +
        line('M-95 -330V450M95 -330V450M-285 -200V420M285 -200V420', darker(wool, 0.2), 6, 0.7),
    ),
    line('M-124 -326Q0 -350 124 -326', darker(wool, 0.34), 14),
    line('M-60 -330q-20 90 -60 120M40 -330q40 70 30 140', COLOURS.cream, 13),
  ].join('')
}

/** A canvas work apron, seen from the front. */
export function apron(canvas: string): Svg {
  const shape =
    'M-150 -420Q0 -392 150 -420C160 -260 220 -170 360 -130V470Q360 500 330 500H-330Q-360 500 -360 470V-130C-220 -170 -160 -260 -150 -420Z'
  return [
    line('M-130 -410C-170 -680 170 -680 130 -410', leather, 26),
    line('M-350 -110C-440 -80 -470 60 -430 190M350 -110C440 -80 470 60 430 190', leather, 24),
    solid(shape, canvas, [14, 14]),
    line('M-146 -396Q0 -368 146 -396M-336 478H336', lighter(canvas, 0.3), 5, 0.8),
    solid(
      'M-200 90H200V340Q200 370 170 370H-170Q-200 370 -200 340Z',
      lighter(canvas, 0.08),
      [8, 10],
    ),
    line('M-186 112H186M0 100V358', lighter(canvas, 0.4), 5, 0.8),
    solid(
      'M-80 -250H80V-130Q80 -112 62 -112H-62Q-80 -112 -80 -130Z',
      lighter(canvas, 0.08),
      [6, 8],
    ),
    line('M40 -240V-330', COLOURS.mustard, 16) + line('M40 -330v-14', COLOURS.beech, 12),
    line('M-68 -234H68', lighter(canvas, 0.4), 5, 0.8),
    ...[
      [-120, -386],
      [120, -386],
      [-340, -104],
      [340, -104],
    ].map(([x = 0, y = 0]) => circle([x, y], 15, brass)),
  ].join('')
}

/** One boot sock, toe to the left, its cuff ribbed. */
export function sock(wool: string, accent: string): Svg {
  const shape =
    'M-40 -520H190L200 120C206 240 160 310 60 330L-260 400C-400 424 -450 290 -330 230L-80 90C-40 60 -36 20 -38 -20Z'
  return [
    solid(shape, wool, [14, 12]),
    within(
      shape,
      [
        fill('M-480 180C-300 140 -250 300 -280 440H-480Z', accent),
        fill('M60 60C120 80 210 60 230 60V340H140C170 240 120 160 60 60Z', accent),
        fill('M-60 -330H230V-290H-60ZM-60 -260H230V-240H-60Z', accent),
        each(8, (index) => line(`M${-22 + index * 28} -510V-370`, darker(wool, 0.2), 7, 0.8)),
        each(9, (index) => line(`M-20 ${-200 + index * 26}H180`, darker(wool, 0.14), 3, 0.6)),
      ].join(''),
    ),
    line('M-44 -360H194', darker(wool, 0.3), 6),
  ].join('')
}

/** Waffle towels folded in a pile, the largest below. */
export function towelPile(colours: readonly string[]): Svg {
  return [
    straightShadow([-390, 390], [40, 24]),
    ...colours.map((colour, index) => {
      const half = 420 - index * 34
      const y = -(index + 1) * 178
      const upper = slab([-half, y], [half * 2, 92], 44)
      const lower = slab([-half, y + 86], [half * 2, 92], 44)
      const weave =
        each(26, (stitch) =>
          line(`M${-half + stitch * 34} ${y}V${y + 180}`, darker(colour, 0.14), 3, 0.7),
        ) +
        each(8, (row) =>
          line(`M${-half} ${y + 12 + row * 23}H${half}`, darker(colour, 0.14), 3, 0.7),
        )
      return (
        solid(lower, darker(colour, 0.05), [0, 14]) +
        solid(upper, colour, [0, 12]) +
        within(upper, weave) +
        within(lower, weave) +
        line(`M${-half + 40} ${y + 14}H${half - 40}`, lighter(colour, 0.5), 7, 0.6)
      )
    }),
  ].join('')
}
