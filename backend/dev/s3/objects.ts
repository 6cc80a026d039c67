import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { z } from 'zod'

const StoredObject = z.object({
  key: z.string(),
  /** The file beside this note that holds the bytes. */
  file: z.string(),
  size: z.int(),
  etag: z.string(),
  lastModified: z.string(),
  /** Sent back as they came: content-type, cache-control, x-amz-meta-… */
  headers: z.record(z.string(), z.string()),
  checksums: z.record(z.string(), z.string()),
})

export type StoredObject = z.infer<typeof StoredObject>

export interface NewObject {
  readonly bytes: Buffer
  readonly checksums: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly lastModified: Date
}

export type Objects = Awaited<ReturnType<typeof openObjects>>

/**
 * The bucket as files: one with the bytes and one note per object, named by a hash of the key, for
 * a key may be longer than a file name. A note is replaced whole, so an object is the old or the new.
 */
export async function openObjects(folder: string) {
  await mkdir(folder, { recursive: true })
  const byKey = await load(folder)
  const noteOf = (key: string) => join(folder, `${hash(key)}.json`)

  return {
    find: (key: string) => byKey.get(key),
    pathOf: (object: StoredObject) => join(folder, object.file),
    read: async (object: StoredObject) => await readFile(join(folder, object.file)),

    /** In S3's order: by the bytes of the key. */
    list: (prefix: string) =>
      [...byKey.values()]
        .filter(({ key }) => key.startsWith(prefix))
        .toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key))),

    async put(key: string, { bytes, checksums, headers, lastModified }: NewObject) {
      const file = `${hash(key)}.${randomUUID()}`
      await writeFile(join(folder, file), bytes)
      const object: StoredObject = {
        key,
        file,
        size: bytes.length,
        etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
        lastModified: lastModified.toISOString(),
        headers: { ...headers },
        checksums: { ...checksums },
      }
      await writeFile(join(folder, `${file}.note`), JSON.stringify(object))
      await rename(join(folder, `${file}.note`), noteOf(key))
      const replaced = byKey.get(key)
      byKey.set(key, object)
      if (replaced) await rm(join(folder, replaced.file), { force: true })
      return object
    },

    async remove(key: string): Promise<void> {
      const object = byKey.get(key)
      if (!object) return
      byKey.delete(key)
      await rm(noteOf(key), { force: true })
      await rm(join(folder, object.file), { force: true })
    },
  }
}

async function load(folder: string): Promise<Map<string, StoredObject>> {
  const names = await readdir(folder)
  const notes = names.filter((name) => name.endsWith('.json'))
  const objects = await Promise.all(
    notes.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return StoredObject.parse(JSON.parse(text))
    }),
  )
  return new Map(objects.map((object) => [object.key, object]))
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40)
}
