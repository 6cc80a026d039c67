import type { Picture } from '#platform/contract.ts'

/** A row of `media` whose picture is stored. */
export interface StoredPicture {
  readonly id: string
  readonly key: string
  readonly alt: string
  readonly width: number
  readonly height: number
  readonly widths: readonly number[]
}

/** A picture with the address of each of its widths, narrowest first; `url` is the widest. */
export function presentPicture({ id, key, alt, width, height, widths }: StoredPicture): Picture {
  const sizes = widths
    .toSorted((a, b) => a - b)
    .map((size) => ({ width: size, url: `/media/${key}/${size}.webp` }))
  const url = sizes.at(-1)?.url ?? `/media/${key}/${width}.webp`
  return { id, alt, url, width, height, sizes }
}
