import type { ImportedImage } from '#features/catalogue/index.ts'

import { oneLine, readPictureUrl, readPosition } from './rules.ts'
import type { Sheet } from './sheet.ts'

const MAX_ALT = 500

/**
 * The pictures of a product in the order they are shown, each once, with those that only a variant names at the end.
 * An address that leads nowhere is a warning: goods can be sold without a picture.
 */
export function readImages(sheet: Sheet): readonly ImportedImage[] {
  const images = new Map<string, ImportedImage & { readonly position: number }>()
  for (const row of sheet.rows) {
    for (const column of ['imageSrc', 'variantImage'] as const) {
      const text = sheet.cell(row, column)
      if (text.trim() === '') continue
      const url = readPictureUrl(text)
      if (url === undefined) {
        sheet.warn(row, column, `“${oneLine(text).slice(0, 100)}” is not the address of a picture.`)
        continue
      }
      if (images.has(url)) continue
      const isOwn = column === 'imageSrc'
      images.set(url, {
        sourceUrl: url,
        alt: isOwn ? oneLine(sheet.cell(row, 'imageAlt')).slice(0, MAX_ALT) : '',
        position: (isOwn ? readPosition(sheet.cell(row, 'imagePosition')) : undefined) ?? Infinity,
      })
    }
  }
  return [...images.values()]
    .toSorted((a, b) => (a.position === b.position ? 0 : a.position - b.position))
    .map(({ sourceUrl, alt }) => ({ sourceUrl, alt }))
}
