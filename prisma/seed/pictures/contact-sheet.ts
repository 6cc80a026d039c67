/**
 * Puts pictures beside each other on one sheet, to judge them together.
 * `node prisma/seed/pictures/contact-sheet.ts SHEET.png [NAME…]`; a name may be the beginning of names.
 */
import sharp from 'sharp'

import { PICTURES } from './compositions/index.ts'
import { documentOf } from './kit/scene.ts'

const COLUMNS = 6
const CELL = { width: 300, height: 375 }
const GAP = 12
const PAPER = '#FAF7F2'

const [sheet = 'contact-sheet.png', ...beginnings] = process.argv.slice(2)

const chosen = Object.entries(PICTURES)
  .filter(([file]) => beginnings.length === 0 || beginnings.some((start) => file.startsWith(start)))
  .map(([, scene]) => documentOf(scene))

const cells = await Promise.all(
  chosen.map(async (svg, index) => ({
    input: await sharp(Buffer.from(svg))
      .resize({ ...CELL, fit: 'contain', background: PAPER })
      .png()
      .toBuffer(),
    left: GAP + (index % COLUMNS) * (CELL.width + GAP),
    top: GAP + Math.floor(index / COLUMNS) * (CELL.height + GAP),
  })),
)

await sharp({
  create: {
    width: GAP + COLUMNS * (CELL.width + GAP),
    height: GAP + Math.ceil(chosen.length / COLUMNS) * (CELL.height + GAP),
    channels: 3,
    background: PAPER,
  },
})
  .composite(cells)
  .png()
  .toFile(sheet)
