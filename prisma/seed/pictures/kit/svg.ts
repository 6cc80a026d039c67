import { createHash } from 'node:crypto'

/** A piece of a drawing, ready to stand inside an `<svg>` element. */
export type Svg = string

export type Point = readonly [x: number, y: number]

export interface Placing {
  readonly x?: number
  readonly y?: number
  readonly scale?: number
  /** Degrees, clockwise. */
  readonly turn?: number
  /** Mirrored left to right. */
  readonly mirrored?: boolean
}

export function fill(path: string, colour: string, opacity = 1): Svg {
  return `<path d="${path}" fill="${colour}"${opacity < 1 ? ` fill-opacity="${opacity}"` : ''}/>`
}

/** A line with round ends. */
export function line(path: string, colour: string, width: number, opacity = 1): Svg {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${opacity < 1 ? ` stroke-opacity="${opacity}"` : ''}/>`
}

export function ellipse([cx, cy]: Point, [rx, ry]: Point, colour: string, opacity = 1): Svg {
  return fill(ovalPath([cx, cy], [rx, ry]), colour, opacity)
}

export function circle(centre: Point, radius: number, colour: string, opacity = 1): Svg {
  return ellipse(centre, [radius, radius], colour, opacity)
}

export function ovalPath([cx, cy]: Point, [rx, ry]: Point): string {
  return `M${cx - rx} ${cy}A${rx} ${ry} 0 1 1 ${cx + rx} ${cy}A${rx} ${ry} 0 1 1 ${cx - rx} ${cy}Z`
}

/** A rectangle from its top left corner, with rounded corners. */
export function slab([x, y]: Point, [width, height]: Point, corner = 0): string {
  const r = Math.min(corner, width / 2, height / 2)
  return `M${x + r} ${y}h${width - 2 * r}q${r} 0 ${r} ${r}v${height - 2 * r}q0 ${r} ${-r} ${r}h${-(width - 2 * r)}q${-r} 0 ${-r} ${-r}v${-(height - 2 * r)}q0 ${-r} ${r} ${-r}Z`
}

/** Straight sides from corner to corner. */
export function polygon(...corners: readonly Point[]): string {
  return `M${corners.map(([x, y]) => `${x} ${y}`).join('L')}Z`
}

/** A soft curve through the points (Catmull-Rom); a point given twice makes a corner. */
export function curve(points: readonly Point[]): string {
  return points
    .slice(1)
    .map((to, index) => {
      const from = points[index] ?? to
      const [beforeX, beforeY] = points[index - 1] ?? from
      const [afterX, afterY] = points[index + 2] ?? to
      const first = [from[0] + (to[0] - beforeX) / 6, from[1] + (to[1] - beforeY) / 6]
      const second = [to[0] - (afterX - from[0]) / 6, to[1] - (afterY - from[1]) / 6]
      return `C${[...first, ...second, ...to].map(rounded).join(' ')}`
    })
    .join('')
}

/** A soft closed outline through the points. */
export function outline(...points: readonly Point[]): string {
  const [start = [0, 0] as const] = points
  return `M${start.join(' ')}${curve([...points, start])}Z`
}

export function place(drawing: Svg, { x = 0, y = 0, scale = 1, turn = 0, mirrored }: Placing): Svg {
  const across = mirrored ? -scale : scale
  return `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${across} ${scale})">${drawing}</g>`
}

/** Only what lies within the path is seen. */
export function within(path: string, drawing: Svg): Svg {
  const id = idOf('clip', path)
  return `<clipPath id="${id}"><path d="${path}"/></clipPath><g clip-path="url(#${id})">${drawing}</g>`
}

export interface Blend {
  readonly from: Point
  readonly to: Point
  /** Where along the way (0 to 1), which colour, how opaque. */
  readonly stops: readonly (readonly [offset: number, colour: string, opacity?: number])[]
}

export function blended(path: string, { from, to, stops }: Blend): Svg {
  const inner = stops
    .map(([at, colour, opacity = 1]) => {
      return `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`
    })
    .join('')
  const id = idOf('blend', `${from.join()}${to.join()}${inner}`)
  return `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}">${inner}</linearGradient>${fill(path, `url(#${id})`)}`
}

/** A spot of colour that fades out to its rim. */
export function glow([cx, cy]: Point, [rx, ry]: Point, colour: string, opacity: number): Svg {
  const id = idOf('glow', `${colour}${opacity}`)
  const stops = [
    [0, opacity],
    [0.45, opacity * 0.55],
    [1, 0],
  ]
    .map(([at, alpha]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${alpha}"/>`)
    .join('')
  return `<radialGradient id="${id}">${stops}</radialGradient>${ellipse([cx, cy], [rx, ry], `url(#${id})`)}`
}

/** The drawings of a row, made one by one. */
export function each(count: number, draw: (index: number) => Svg): Svg {
  return Array.from({ length: count }, (_, index) => draw(index)).join('')
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

function idOf(kind: string, content: string): string {
  return `${kind}-${createHash('sha1').update(content).digest('hex').slice(0, 12)}`
}
