import type { Plugin } from 'esbuild'

/** The one file that asks for fonts; here they come from a package, in a bundle from beside it. */
const FONTS = /invoices\/fonts\.ts$/

/** Invoices are set in DejaVu: its files go beside the bundle, and are read when the first invoice is asked for. */
export const fonts: Plugin = {
  name: 'fonts',
  setup(build) {
    build.onLoad({ filter: FONTS }, () => ({
      contents: `import { readFile } from 'node:fs/promises'
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'
import regular from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf'
const read = async (file) => await readFile(new URL(file, import.meta.url))
export const readFonts = async () => ({ regular: await read(regular), bold: await read(bold) })`,
      loader: 'js',
    }))
  },
}
