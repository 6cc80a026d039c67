import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** With forward slashes. */
  readonly path: string
  readonly bytes: Buffer
}

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const VERSION = 20
const MADE_ON_UNIX = (3 << 8) | VERSION
const UTF8_NAMES = 0x0800
const DEFLATED = 8
/** 1 January 1980, the first day that the format knows: the same contents are the same bytes on every day. */
const DATE = 0x0021
/** A regular file that everybody may read, as Lambda demands. */
const PERMISSIONS = (0o100644 << 16) >>> 0

/** A zip archive (PKWARE APPNOTE 6.3.3) without anything in it that differs from one day or machine to the next. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0

  for (const { path, bytes } of entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = Buffer.from(path)
    const packed = deflateRawSync(bytes, { level: 9 })
    const common = commonFields(bytes, packed, name)
    const local = Buffer.concat([words(LOCAL_HEADER), halves(VERSION), common, name, packed])
    const central = [words(CENTRAL_HEADER), halves(MADE_ON_UNIX, VERSION), common]
    directory.push(...central, halves(0, 0, 0), words(PERMISSIONS, offset), name)
    parts.push(local)
    offset += local.length
  }

  const index = Buffer.concat(directory)
  const count = entries.length
  const end = [words(END_OF_DIRECTORY), halves(0, 0, count, count), words(index.length, offset)]
  return Buffer.concat([...parts, index, ...end, halves(0)])
}

/** What the header before a file and its line in the directory have in common. */
function commonFields(bytes: Buffer, packed: Buffer, name: Buffer): Buffer {
  return Buffer.concat([
    halves(UTF8_NAMES, DEFLATED, 0, DATE),
    words(crc32(bytes), packed.length, bytes.length),
    halves(name.length, 0),
  ])
}

function halves(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2)
  values.forEach((value, i) => buffer.writeUInt16LE(value, i * 2))
  return buffer
}

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => buffer.writeUInt32LE(value, i * 4))
  return buffer
}
