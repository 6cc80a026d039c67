import { darker, lighter } from './colour.ts'
import { blended, fill, glow, type Placing, place, type Svg } from './svg.ts'

/** A picture: what is in it, and the ground it stands before. */
export interface Scene {
  readonly width: number
  readonly height: number
  readonly svg: Svg
}

/** Where things stand on the table of an upright picture. */
export const TABLE_Y = 1250

const WIDTH = 1280
const HEIGHT = 1600
const HORIZON = 1110

/** Things that stand on a table before a wall. They are drawn from (0, 0) up, on their foot. */
export function standing(tint: string, ...things: readonly Svg[]): Scene {
  return upright([wall(tint), ...things])
}

/** Things that lie on a surface and are seen from above. They are drawn around (0, 0). */
export function lying(tint: string, ...things: readonly Svg[]): Scene {
  const surface = blended(`M0 0H${WIDTH}V${HEIGHT}H0Z`, {
    from: [0, 0],
    to: [WIDTH, HEIGHT],
    stops: [
      [0, lighter(tint, 0.28)],
      [0.55, tint],
      [1, darker(tint, 0.09)],
    ],
  })
  return upright([surface, ...things])
}

/** Puts a standing thing on the table. */
export function on(thing: Svg, { x = WIDTH / 2, y = TABLE_Y, ...rest }: Placing = {}): Svg {
  return place(thing, { x, y, ...rest })
}

/** Lays a thing on the surface, with the shadow of its own outline. */
export function laid(thing: Svg, { x = WIDTH / 2, y = HEIGHT / 2, ...rest }: Placing = {}): Svg {
  return `<g filter="url(#drop)">${place(thing, { x, y, ...rest })}</g>`
}

/** A closer look: the same picture, larger, around a point of it, but never past its edges. */
export function closer({ svg }: Scene, [x, y]: readonly [number, number], zoom: number): Scene {
  const offset = (at: number, size: number) =>
    Math.min(0, Math.max(size * (1 - zoom), size / 2 - at * zoom))
  const moved = place(svg, { x: offset(x, WIDTH), y: offset(y, HEIGHT), scale: zoom })
  return { width: WIDTH, height: HEIGHT, svg: moved }
}

function wall(tint: string): Svg {
  return [
    blended(`M0 0H${WIDTH}V${HEIGHT}H0Z`, {
      from: [0, 0],
      to: [0, HORIZON],
      stops: [
        [0, lighter(tint, 0.12)],
        [1, tint],
      ],
    }),
    glow([430, 480], [820, 820], lighter(tint, 0.6), 0.6),
    blended(`M0 ${HORIZON}H${WIDTH}V${HEIGHT}H0Z`, {
      from: [0, HORIZON],
      to: [0, HEIGHT],
      stops: [
        [0, darker(tint, 0.1)],
        [1, darker(tint, 0.04)],
      ],
    }),
    fill(`M0 ${HORIZON}H${WIDTH}v3H0Z`, darker(tint, 0.16)),
  ].join('')
}

function upright(parts: readonly Svg[]): Scene {
  return { width: WIDTH, height: HEIGHT, svg: parts.join('') }
}

/** The whole document, ready for a renderer. */
export function documentOf({ width, height, svg }: Scene): string {
  const drop = `<filter id="drop" x="-20%" y="-20%" width="150%" height="150%"><feDropShadow dx="16" dy="22" stdDeviation="18" flood-color="#2B2226" flood-opacity="0.3"/></filter>`
  const soft = `<filter id="soft" x="-20%" y="-100%" width="140%" height="300%"><feGaussianBlur stdDeviation="11"/></filter>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${drop}${soft}</defs>${svg}</svg>`
}
