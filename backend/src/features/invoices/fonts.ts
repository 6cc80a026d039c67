import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** DejaVu Sans, which has the letters of Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic. What is built has it beside it. */
export const readFonts = async (): Promise<{
  readonly regular: Buffer
  readonly bold: Buffer
}> => ({
  regular: await readFile(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
  bold: await readFile(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
})
