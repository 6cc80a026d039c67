import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { belt, gleam, mouth, shadow, solid, tube, turned } from '#seed/pictures/kit/solids.ts'
import { circle, each, ellipse, fill, line, type Svg } from '#seed/pictures/kit/svg.ts'

const MUG = '-340,158 -330,160 -80,156 -28,142 0,116'

/** A stoneware mug: the body in its glaze, a bare foot. */
export function mug(glaze: string, speckles: string = darker(glaze, 0.3)): Svg {
  const body = { profile: MUG, colour: glaze, finish: 'glossy' } as const
  return [
    shadow(190),
    tube('M130 -270C250 -300 292 -232 278 -168C264 -104 208 -74 134 -84', glaze, 40),
    turned(body),
    belt(body, [-52, 20], COLOURS.linen),
    each(26, (index) => {
      const x = ((index * 67) % 280) - 140
      return circle([x, -300 + ((index * 97) % 230)], 2 + (index % 3), speckles, 0.45)
    }),
    gleam(body, [-296, -96]),
    mouth([0, -340], 158, glaze, '#3B2A22'),
  ].join('')
}

export function steam(): Svg {
  return [-60, 10, 72]
    .map((x, index) => {
      const y = -390 - (index % 2) * 36
      return line(`M${x} ${y}c-46 -60 46 -96 0 -160c-36 -52 22 -84 4 -128`, '#FFFFFF', 15, 0.6)
    })
    .join('')
}

/** The shop's own mug: white enamel, blue rim, a lighthouse on the side. */
export function lighthouseMug(): Svg {
  const body = { profile: MUG, colour: COLOURS.white, finish: 'glossy' } as const
  return [
    shadow(190),
    tube('M130 -270C250 -300 292 -232 278 -168C264 -104 208 -74 134 -84', COLOURS.white, 34),
    turned(body),
    gleam(body, [-296, -60], 0.8, 0.9),
    lighthouse(),
    waves(),
    mouth([0, -340], 158, COLOURS.teal, '#E9E6DE'),
  ].join('')
}

/** A small lighthouse, about 200 high, standing on (0, -80). */
export function lighthouse(): Svg {
  return [
    fill('M-34 -80L-22 -212H22L34 -80Z', COLOURS.white),
    fill('M-34 -80L-31 -112H31L34 -80ZM-28 -146L-25 -178H25L28 -146Z', COLOURS.brick),
    line('M-34 -80L-22 -212H22L34 -80', COLOURS.teal, 5),
    fill('M-17 -218h34v-26h-34Z', COLOURS.butter),
    fill('M-30 -212h60v-9h-60ZM-22 -244h44l-22 -24Z', COLOURS.teal),
    fill('M-44 -228l-58 -20v40ZM44 -228l58 -20v40Z', COLOURS.butter, 0.7),
  ].join('')
}

function waves(): Svg {
  return [
    line('M-104 -62q26 -24 52 0t52 0t52 0t52 0', COLOURS.teal, 9),
    line('M-78 -38q26 -20 52 0t52 0t52 0', COLOURS.sea, 8),
  ].join('')
}

/** A glass jar with a wire clip, a rubber seal, and something kept in it. */
export function preservingJar(contents: string, pieces: string): Svg {
  const inside = { profile: '-410,150 -350,176 -40,176 -14,160' } as const
  const glass = { profile: '-500,150 -462,152 -440,150 -370,190 -40,192 0,166' } as const
  return [
    shadow(220),
    turned({ ...glass, colour: '#DDE8E6', finish: 'matt' }),
    turned({ ...inside, colour: contents, finish: 'glossy' }),
    each(13, (index) => {
      const y = -360 + Math.floor(index / 3) * 84
      return ellipse(
        [-108 + (index % 3) * 104 + (Math.floor(index / 3) % 2) * 24 - 12, y],
        [42, 32],
        pieces,
        0.72,
      )
    }),
    gleam({ ...glass, colour: '' }, [-360, -50], 0.78, 0.8),
    turned({ profile: '-540,158 -508,164 -496,162', colour: '#D6E3E2', finish: 'glossy' }),
    turned({ profile: '-510,168 -502,172 -494,168', colour: COLOURS.terracotta }),
    ellipse([0, -540], [158, 24], '#EEF5F3'),
    ellipse([0, -542], [118, 15], '#CFDEDC'),
    line('M-168 -470h336M166 -470c34 10 34 90 4 96l-30 -34', COLOURS.iron, 9),
    line('M-166 -470c-22 -50 -10 -92 40 -104M150 -574c34 14 34 60 18 104', COLOURS.iron, 8),
  ].join('')
}

/** A rubber sealing ring with its tab, seen from above. */
export function sealingRing(colour: string): Svg {
  const ring =
    'M-190 0A190 190 0 1 1 190 0A190 190 0 1 1 -190 0ZM-136 0A136 136 0 1 0 136 0A136 136 0 1 0 -136 0Z'
  return [
    solid('M150 -96q70 -26 96 24q6 44 -56 62Z', colour, [6, 5]),
    solid(ring, colour, [8, 8]),
    line('M-166 -30A168 168 0 0 1 40 -164', lighter(colour, 0.5), 10, 0.7),
  ].join('')
}
