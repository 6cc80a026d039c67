import { blended, type Point, type Svg } from '#seed/pictures/kit/svg.ts'

/** The colour of lamplight. */
export const WARM = '#FFE3A3'

/** Light that falls and fades. */
export function beam(path: string, [top, bottom]: Point): Svg {
  return blended(path, {
    from: [0, top],
    to: [0, bottom],
    stops: [
      [0, WARM, 0.5],
      [1, WARM, 0],
    ],
  })
}
