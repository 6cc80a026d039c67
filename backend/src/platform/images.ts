import { problemType } from '#platform/problem.ts'

/** The widths, in pixels, in which every picture of the shop is kept. */
export const RENDITION_WIDTHS = [320, 640, 960, 1280] as const

/** What the shop takes in. SVG is left out: it is a program for drawing, not a picture. */
const FORMATS: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif', 'avif']

/** 50 megapixels: more than any phone takes, and what a 1 GB Lambda can still decode. */
const MAX_PIXELS = 50_000_000

const QUALITY = 80

export const imageUnreadable = problemType(
  'image-unreadable',
  'unprocessable',
  'The file is not a picture we can read',
)

export const imageTooLarge = problemType(
  'image-too-large',
  'too-large',
  'The picture has too many pixels',
)

export interface Rendition {
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
  readonly contentType: 'image/webp'
}

export interface RenderedImage {
  /** The original's size in pixels, the right way up. */
  readonly width: number
  readonly height: number
  /** Narrowest first, never wider than the original, at least one. */
  readonly renditions: readonly Rendition[]
}

/**
 * Makes the shop's renditions of a picture: upright, in sRGB, with its EXIF (and so its place) gone.
 * An original narrower than a step is kept in its own width instead, so nothing is ever enlarged.
 * Refuses with `image-unreadable` what is no picture, and with `image-too-large` above 50 megapixels.
 */
export async function renderImage(input: Buffer): Promise<RenderedImage> {
  const { width, height } = await measure(input)
  const renditions: Rendition[] = []
  // One after the other: four decoded originals at once would not fit a small Lambda.
  for (const target of renditionWidths(width)) renditions.push(await renderAt(input, target))

  return { width, height, renditions }
}

/** Where a rendition is stored, below the key of its image. */
export function renditionKey(imageKey: string, width: number): string {
  return `${imageKey}/${width}.webp`
}

function renditionWidths(originalWidth: number): readonly number[] {
  return [...new Set(RENDITION_WIDTHS.map((width) => Math.min(width, originalWidth)))]
}

async function measure(input: Buffer): Promise<{ width: number; height: number }> {
  // The limit is checked here and not by sharp, which has no error of its own for it.
  const sharp = await loadSharp()
  const { format, autoOrient } = await readable(() =>
    sharp(input, { limitInputPixels: false }).metadata(),
  )
  if (!FORMATS.includes(format)) throw unreadable()

  const { width, height } = autoOrient
  if (width * height > MAX_PIXELS) {
    throw imageTooLarge(
      `The picture is ${width} by ${height} pixels. Save it smaller and send it again.`,
      { width, height },
    )
  }
  return { width, height }
}

async function renderAt(input: Buffer, width: number): Promise<Rendition> {
  const sharp = await loadSharp()
  const { data, info } = await readable(() =>
    sharp(input, { limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .resize({ width })
      .webp({ quality: QUALITY, effort: 5, smartSubsample: true })
      .toBuffer({ resolveWithObject: true }),
  )
  return { width: info.width, height: info.height, bytes: data, contentType: 'image/webp' }
}

/** sharp is a native library of some megabytes: only who renders a picture loads it. */
async function loadSharp() {
  return (await import('sharp')).default
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch {
    throw unreadable()
  }
}

function unreadable() {
  return imageUnreadable('We take JPEG, PNG, WebP, GIF, TIFF, HEIC and AVIF pictures.')
}
