/**
 * Draws the demo shop's pictures into prisma/seed/media/<file>/<width>.webp.
 * `node prisma/seed/pictures/draw.ts` draws them all; names after it draw those alone.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import sharp from 'sharp'

import { renderImage, renditionKey } from '#platform/images.ts'

import { PICTURES } from './compositions/index.ts'
import { documentOf, type Scene } from './kit/scene.ts'

const MEDIA = join(import.meta.dirname, '..', 'media')

const wanted = process.argv.slice(2)

for (const [file, scene] of Object.entries(PICTURES)) {
  if (wanted.length === 0 || wanted.includes(file)) await draw(file, scene)
}

async function draw(file: string, scene: Scene): Promise<void> {
  const master = await sharp(Buffer.from(documentOf(scene)))
    .png()
    .toBuffer()
  const { renditions } = await renderImage(master)
  for (const { width, bytes } of renditions) {
    const path = join(MEDIA, renditionKey(file, width))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
  process.stdout.write(`${file}\n`)
}
