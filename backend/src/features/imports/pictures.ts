import type { Catalogue } from '#features/catalogue/index.ts'
import { type RenderedImage, renderImage, renditionKey } from '#platform/images.ts'
import type { Log } from '#platform/log.ts'
import type { MediaStore } from '#platform/media-store.ts'
import { Problem } from '#platform/problem.ts'

import { download } from './download.ts'
import { inParallel } from './parallel.ts'

export interface PictureReport {
  readonly fetched: number
  /** Known by their address only; the next import tries again. */
  readonly missing: number
  /** Why, once for each host that is away and for each picture that is none. */
  readonly problems: readonly { readonly url: string; readonly reason: string }[]
}

interface World {
  readonly catalogue: Pick<Catalogue, 'missingPictures' | 'storePicture'>
  readonly media: MediaStore
  readonly log: Log
  /** Whether pictures may be inside the shop's own network. */
  readonly allowPrivateHosts: boolean
}

const TIMEOUT_MS = 5_000
const MAX_BYTES = 15_000_000
/** Decoding is what takes memory; one at a time per core of a small machine. */
const AT_ONCE = 3
const MOST_PICTURES = 100_000

/**
 * Fetches the pictures that the shop knows by their address only, and keeps them in its own sizes. One that cannot be had
 * is left for the next time, and a host that is away is not asked twice.
 */
export async function fetchPictures(world: World): Promise<PictureReport> {
  const waiting = await world.catalogue.missingPictures(MOST_PICTURES)
  const away = new Set<string>()
  const problems: { url: string; reason: string }[] = []
  let fetched = 0

  await inParallel(AT_ONCE, waiting, async ({ id, sourceUrl: url }) => {
    const { host } = new URL(url)
    if (away.has(host)) return
    const failure = await fetchOne(world, id, url)
    if (failure === undefined) {
      fetched += 1
    } else if (!away.has(host)) {
      problems.push({ url, reason: failure.reason })
      if (failure.isHostAway) away.add(host)
    }
  })

  return { fetched, missing: waiting.length - fetched, problems }
}

interface Failure {
  readonly reason: string
  readonly isHostAway: boolean
}

async function fetchOne(world: World, id: string, url: string): Promise<Failure | undefined> {
  const { allowPrivateHosts } = world
  const got = await download(url, {
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    allowPrivateHosts,
  })
  if ('failure' in got) return { reason: got.failure, isHostAway: got.isHostAway }
  try {
    await keep(world, id, await renderImage(got.bytes))
    return undefined
  } catch (error) {
    if (!(error instanceof Problem)) world.log.warn({ error, url }, 'a picture could not be kept')
    const reason = error instanceof Problem ? error.message : 'The picture could not be kept.'
    return { reason, isHostAway: false }
  }
}

async function keep(
  { catalogue, media }: World,
  id: string,
  { width, height, renditions }: RenderedImage,
): Promise<void> {
  const key = `imported/${id}`
  for (const rendition of renditions) {
    await media.put(renditionKey(key, rendition.width), rendition.bytes, rendition.contentType)
  }
  const widths = renditions.map((rendition) => rendition.width)
  await catalogue.storePicture(id, { key, width, height, widths })
}
