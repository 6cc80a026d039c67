import sharp from 'sharp'

import { RENDITION_WIDTHS, renderImage, renditionKey } from './images.ts'

function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#0B5563' } })
}

test('a large picture: it is kept in every width, in its own proportions, as WebP', async () => {
  const { width, height, renditions } = await renderImage(await plain(1600, 2000).png().toBuffer())

  expect({ width, height }).toEqual({ width: 1600, height: 2000 })
  expect(renditions.map((rendition) => rendition.width)).toEqual(RENDITION_WIDTHS)
  for (const { width: across, height: down, bytes, contentType } of renditions) {
    expect(contentType).toBe('image/webp')
    const metadata = await sharp(bytes).metadata()
    expect(metadata).toMatchObject({ format: 'webp', width: across, height: down })
    expect(down).toBe(across * 1.25)
  }
})

test.each([
  [500, [320, 500]],
  [200, [200]],
  [1, [1]],
])('a picture only %i pixels wide: nothing is enlarged', async (across, widths) => {
  const { renditions } = await renderImage(await plain(across, 100).png().toBuffer())

  expect(renditions.map((rendition) => rendition.width)).toEqual(widths)
})

test('a photograph taken sideways, with a place in it: it stands upright and the place is gone', async () => {
  const photograph = await plain(800, 400)
    .jpeg()
    .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()

  const { width, height, renditions } = await renderImage(photograph)

  expect({ width, height }).toEqual({ width: 400, height: 800 })
  const metadata = await sharp(renditions[0]?.bytes).metadata()
  expect(metadata).toMatchObject({ width: 320, height: 640 })
  expect(metadata.exif).toBeUndefined()
  expect(metadata.orientation).toBeUndefined()
})

test('a transparent picture stays transparent', async () => {
  const cutOut = sharp({
    create: { width: 400, height: 400, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })

  const { renditions } = await renderImage(await cutOut.png().toBuffer())

  expect(await sharp(renditions[0]?.bytes).metadata()).toMatchObject({ hasAlpha: true })
})

test('what is no picture is refused by name, not by a crash', async () => {
  const whole = await plain(400, 400).jpeg().toBuffer()
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
  const notPictures = [
    Buffer.alloc(0),
    Buffer.from('handle,title\nkettle,Kettle'),
    Buffer.from(drawing),
    whole.subarray(0, 200),
  ]

  for (const input of notPictures) {
    await expect(renderImage(input)).rejects.toMatchObject({ code: 'image-unreadable' })
  }
})

test('a small file that unfolds into a huge picture is refused before it is decoded', async () => {
  const bomb = await plain(10_000, 6_000).png().toBuffer()

  await expect(renderImage(bomb)).rejects.toMatchObject({
    code: 'image-too-large',
    members: { width: 10_000, height: 6_000 },
  })
})

test('the key of a rendition is the key of its image and its width', () => {
  expect(renditionKey('products/7f/kettle', 640)).toBe('products/7f/kettle/640.webp')
})
