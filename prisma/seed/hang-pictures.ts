import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import sharp from 'sharp'

import { renditionKey } from '#platform/images.ts'
import type { MediaStore } from '#platform/media-store.ts'

import type { Kept } from './goods.ts'

const MEDIA = join(import.meta.dirname, 'media')
const AT_ONCE = 16

/** Puts the demo's pictures into the media store, where they are not there yet, and says how each is kept. */
export async function hangPictures(media: MediaStore): Promise<Kept> {
  const folders = (await readdir(MEDIA, { withFileTypes: true })).filter((it) => it.isDirectory())
  const waiting = folders.map(({ name }) => name).values()
  const kept = new Map<string, Kept extends ReadonlyMap<string, infer V> ? V : never>()

  async function work(): Promise<void> {
    for (const file of waiting) kept.set(file, await hang(media, file))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return kept
}

async function hang(media: MediaStore, file: string) {
  const key = `demo/${file}`
  const names = await readdir(join(MEDIA, file))
  const widths = names.map((name) => Number.parseInt(name, 10)).toSorted((a, b) => a - b)
  const widest = widths.at(-1) ?? 0
  const { width, height } = await sharp(join(MEDIA, renditionKey(file, widest))).metadata()

  // The widest is put last: where it is, the others are.
  if (!(await isThere(media, renditionKey(key, widest)))) {
    for (const each of widths) {
      const bytes = await readFile(join(MEDIA, renditionKey(file, each)))
      await media.put(renditionKey(key, each), bytes, 'image/webp')
    }
  }
  return { key, width, height, widths }
}

async function isThere(media: MediaStore, key: string): Promise<boolean> {
  const found = await media.get(key)
  found?.body.destroy()
  return found !== null
}
