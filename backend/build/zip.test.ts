import { crc32, inflateRawSync } from 'node:zlib'

import { zip } from './zip.ts'

const FILES = [
  { path: 'lambda.mjs', bytes: Buffer.from('export const handler = 1\n'.repeat(100)) },
  { path: 'migrations/1_ä/migration.sql', bytes: Buffer.from('select 1') },
  { path: 'empty', bytes: Buffer.alloc(0) },
]

/** Reads an archive as any unzip does: from its end, by its directory. */
function unzip(archive: Buffer) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = archive.readUInt32LE(end + 16)
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const [crc, packedLength, nameLength] = [
      archive.readUInt32LE(at + 16),
      archive.readUInt32LE(at + 20),
      archive.readUInt16LE(at + 28),
    ]
    const mode = archive.readUInt16LE(at + 40)
    const start = archive.readUInt32LE(at + 42)
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const content = start + 30 + archive.readUInt16LE(start + 26)
    const bytes = inflateRawSync(archive.subarray(content, content + packedLength))
    at += 46 + nameLength
    return { path, bytes, mode, isWhole: crc32(bytes) === crc }
  })
}

test('an archive: every file is in it, whole, for everybody to read, in the order of their names', () => {
  expect(unzip(zip(FILES))).toEqual(
    FILES.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map((file) => ({
      ...file,
      mode: 0o100644,
      isWhole: true,
    })),
  )
})

test('the same files in another order: the same bytes', () => {
  expect(zip(FILES.toReversed()).equals(zip(FILES))).toBe(true)
})
