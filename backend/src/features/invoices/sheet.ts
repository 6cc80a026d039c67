/** A4, in points. */
const PAGE = { width: 595.28, margin: 50, bottom: 790 }
export const LEFT = PAGE.margin
export const RIGHT = PAGE.width - PAGE.margin
export const WIDTH = RIGHT - LEFT
/** Where the number of a page stands. */
export const FOOT = PAGE.bottom + 15
const INK = '#1d1b18'
const MUTED = '#5c5650'
const RULE = '#cfc8bd'

export interface Column {
  readonly x: number
  readonly width: number
  readonly align: 'left' | 'right'
}

export interface Style {
  readonly size?: number
  readonly bold?: boolean
  readonly muted?: boolean
}

interface About {
  readonly title: string
  readonly author: string
  readonly issuedAt: Date
}

/** An empty document of its own fonts; the library and they are loaded when the first one is opened. */
export async function openDocument({ title, author, issuedAt }: About) {
  const [{ default: PDFDocument }, { readFonts }] = await Promise.all([
    import('pdfkit'),
    import('./fonts.ts'),
  ])
  const { regular, bold } = await readFonts()
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: 0 },
    bufferPages: true,
    lang: 'en-GB',
    displayTitle: true,
    // The standard fonts know Latin only, and would have to be shipped.
    font: '',
    info: { Title: title, Author: author, CreationDate: issuedAt, ModDate: issuedAt },
  })
  document.registerFont('regular', regular)
  document.registerFont('bold', bold)
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => void chunks.push(chunk))
  const finished = new Promise<void>((resolve) => document.on('end', resolve))

  async function finish(): Promise<Buffer> {
    document.end()
    await finished
    return Buffer.concat(chunks)
  }
  return { document, finish }
}

export type Sheet = ReturnType<typeof penOn>

/** A pen that knows how far down the page it is. */
export function penOn(document: PDFKit.PDFDocument) {
  let y = PAGE.margin

  function style({ size = 9, bold = false, muted = false }: Style): void {
    document
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(muted ? MUTED : INK)
  }

  return {
    at: () => y,
    moveTo(to: number): void {
      y = to
    },
    space(points: number): void {
      y += points
    },
    heightOf(words: string, width: number, how: Style = {}): number {
      style(how)
      return document.heightOfString(words, { width })
    },
    /** Writes where the pen is, without moving it. */
    put(words: string, { x, width, align }: Column, how: Style = {}): void {
      style(how)
      document.text(words, x, y, { width, align })
    },
    /** Writes, and moves below it. */
    text(words: string, { x, width }: Pick<Column, 'x' | 'width'>, how: Style = {}): void {
      const height = this.heightOf(words, width, how)
      this.keep(height)
      this.put(words, { x, width, align: 'left' }, how)
      y += height
    },
    rule(): void {
      document.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.5).strokeColor(RULE).stroke()
    },
    /** Goes to a new page when so much does not fit on this one; reports whether it did. */
    keep(height: number): boolean {
      if (y + height <= PAGE.bottom) return false
      document.addPage()
      y = PAGE.margin
      return true
    },
  }
}
