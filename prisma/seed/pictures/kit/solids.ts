import { darker, lighter } from './colour.ts'
import {
  type Blend,
  blended,
  curve,
  ellipse,
  fill,
  glow,
  line,
  type Point,
  place,
  polygon,
  type Svg,
  within,
} from './svg.ts'

/** How a surface takes the light, which always falls from the upper left. */
export type Finish = 'matt' | 'glossy' | 'metal'

export interface Turned {
  /** From the top down, "y,radius y,radius …": how high (negative is up), how far from the middle. */
  readonly profile: string
  readonly colour: string
  readonly finish?: Finish
  readonly cx?: number
  /** How round the ends look from above: height over width of their ellipses. */
  readonly tilt?: number
}

const STOPS: Readonly<Record<Finish, readonly (readonly [number, number])[]>> = {
  matt: [
    [0, -0.1],
    [0.2, 0.16],
    [0.48, 0],
    [0.8, -0.14],
    [1, -0.26],
  ],
  glossy: [
    [0, -0.14],
    [0.16, 0.2],
    [0.34, 0.04],
    [0.66, -0.06],
    [0.88, -0.26],
    [1, -0.18],
  ],
  metal: [
    [0, -0.28],
    [0.12, 0],
    [0.24, 0.62],
    [0.36, 0.1],
    [0.62, -0.2],
    [0.8, -0.04],
    [0.9, 0.26],
    [1, -0.3],
  ],
}

/** The light and dark of a round body that reaches from one x to the other. */
export function roundBlend(colour: string, [x0, x1]: Point, finish: Finish = 'matt'): Blend {
  const stops = STOPS[finish].map(([at, tone]) => {
    return [at, tone < 0 ? darker(colour, -tone) : lighter(colour, tone)] as const
  })
  return { from: [x0, 0], to: [x1, 0], stops }
}

/** What comes off a wheel or a lathe: mugs, jugs, pots, lamps, flasks. */
export function turned(body: Turned): Svg {
  const widest = widestOf(body)
  const cx = body.cx ?? 0
  return blended(turnedPath(body), roundBlend(body.colour, [cx - widest, cx + widest], body.finish))
}

export function turnedPath({ profile, cx = 0, tilt = 0.14 }: Turned): string {
  const stations = stationsOf(profile)
  const left = stations.map(([y, radius]) => [cx - radius, y] as const)
  const right = stations.map(([y, radius]) => [cx + radius, y] as const).toReversed()
  const [topY, top] = stations[0] ?? [0, 0]
  const [bottomY, bottom] = stations.at(-1) ?? [0, 0]
  return `M${cx - top} ${topY}${curve(left)}A${bottom} ${bottom * tilt} 0 0 0 ${cx + bottom} ${bottomY}${curve(right)}A${top} ${top * tilt} 0 0 0 ${cx - top} ${topY}Z`
}

/** A belt of another colour around a turned body, between two heights. */
export function belt(body: Turned, [upper, lower]: Point, colour: string): Svg {
  const reach = 900
  const tilt = body.tilt ?? 0.14
  const cx = body.cx ?? 0
  const [high, low] = [radiusAt(body, upper), radiusAt(body, lower)]
  const path = `M${cx - reach} ${upper}L${cx - high} ${upper}A${high} ${high * tilt} 0 0 0 ${cx + high} ${upper}L${cx + reach} ${upper}L${cx + reach} ${lower}L${cx + low} ${lower}A${low} ${low * tilt} 0 0 1 ${cx - low} ${lower}L${cx - reach} ${lower}Z`
  const widest = widestOf(body)
  return within(
    turnedPath(body),
    blended(path, roundBlend(colour, [cx - widest, cx + widest], body.finish)),
  )
}

function radiusAt({ profile }: Turned, y: number): number {
  const stations = stationsOf(profile)
  const next = Math.max(
    1,
    stations.findIndex(([height]) => height >= y),
  )
  const [y0, r0] = stations[next - 1] ?? [0, 0]
  const [y1, r1] = stations[next] ?? [y0 + 1, r0]
  return y1 === y0 ? r1 : r0 + ((r1 - r0) * (y - y0)) / (y1 - y0)
}

function widestOf({ profile }: Turned): number {
  return Math.max(...stationsOf(profile).map(([, radius]) => radius))
}

function stationsOf(profile: string): readonly (readonly [y: number, radius: number])[] {
  return profile.split(' ').map((station) => {
    const [y = 0, radius = 0] = station.split(',').map(Number)
    return [y, radius] as const
  })
}

/** The open top of a turned body: its rim, and the dark inside. */
export function mouth([cx, y]: Point, radius: number, colour: string, inside?: string): Svg {
  const tilt = 0.14
  const wall = Math.max(8, radius * 0.07)
  const depth = inside ?? darker(colour, 0.42)
  const hollow = [radius - wall, (radius - wall) * tilt] as const
  return [
    ellipse([cx, y], [radius, radius * tilt], lighter(colour, 0.34)),
    blended(
      `M${cx - hollow[0]} ${y}a${hollow[0]} ${hollow[1]} 0 1 0 ${2 * hollow[0]} 0a${hollow[0]} ${hollow[1]} 0 1 0 ${-2 * hollow[0]} 0Z`,
      {
        from: [cx - radius, y],
        to: [cx + radius, y],
        stops: [
          [0, darker(depth, 0.3)],
          [1, lighter(depth, 0.12)],
        ],
      },
    ),
  ].join('')
}

/** The bright streak on a glazed or polished body; `at` is how far left of the middle, 0 to 1. */
export function gleam(body: Turned, [upper, lower]: Point, at = 0.66, opacity = 0.5): Svg {
  const cx = body.cx ?? 0
  const steps = 6
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const y = upper + ((lower - upper) * step) / steps
    return [cx - radiusAt(body, y) * at, y] as const
  })
  const [x, y] = points[0] ?? [0, 0]
  return line(`M${x} ${y}${curve(points)}`, '#FFFDF6', 14, opacity)
}

/** A round bar bent along a path: handles, wires, spouts, rope. */
export function tube(path: string, colour: string, width: number): Svg {
  const lifted = (share: number, drawing: Svg) =>
    place(drawing, { x: -width * share, y: -width * share * 0.8 })
  return [
    line(path, darker(colour, 0.26), width),
    lifted(0.1, line(path, colour, width * 0.72)),
    lifted(0.2, line(path, lighter(colour, 0.4), width * 0.16, 0.9)),
  ].join('')
}

/** A flat-cut piece with a darker edge where it turns from the light. */
export function solid(path: string, colour: string, [dx, dy]: Point = [16, 12]): Svg {
  return [
    fill(path, darker(colour, 0.22)),
    within(path, place(fill(path, colour), { x: -dx, y: -dy })),
  ].join('')
}

export interface Crate {
  /** The front's top left corner. */
  readonly at: Point
  readonly size: Point
  /** How far the back lies to the right and above. */
  readonly depth: Point
  readonly colour: string
}

/** A box seen from the front, the right and above. */
export function crate({ at: [x, y], size: [w, h], depth: [dx, dy], colour }: Crate): Svg {
  return [
    fill(`M${x} ${y}h${w}v${h}h${-w}Z`, colour),
    fill(`M${x} ${y}l${dx} ${-dy}h${w}l${-dx} ${dy}Z`, lighter(colour, 0.3)),
    fill(`M${x + w} ${y}l${dx} ${-dy}v${h}l${-dx} ${dy}Z`, darker(colour, 0.22)),
  ].join('')
}

/** The soft shadow of a thing that stands at the origin. */
export function shadow(radius: number, cx = 0): Svg {
  return [
    glow([cx + radius * 0.16, 6], [radius * 1.5, radius * 0.26], '#2B2226', 0.34),
    glow([cx, 4], [radius * 1.08, radius * 0.13], '#2B2226', 0.5),
  ].join('')
}

/** The soft shadow of a thing with a straight foot from one x to the other, as deep as its depth. */
export function straightShadow([x0, x1]: Point, [dx, dy]: Point = [40, 0]): Svg {
  const cast = polygon(
    [x0 + 6, 8],
    [x1, 12],
    [x1 + dx + 70, 4 - dy],
    [x1 + dx, -dy - 10],
    [x0 + dx, -dy - 10],
  )
  const edge = polygon([x0 + 4, -6], [x1, -6], [x1, 9], [x0 + 4, 9])
  return `<g filter="url(#soft)">${fill(cast, '#2B2226', 0.3)}${fill(edge, '#2B2226', 0.4)}</g>`
}
