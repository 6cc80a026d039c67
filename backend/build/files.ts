import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

import type { ZipEntry } from './zip.ts'

/** The files of a folder and of those in it, as entries of an archive below `prefix`. */
export async function filesIn(folder: string, prefix = ''): Promise<readonly ZipEntry[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return await Promise.all(
    found
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = join(entry.parentPath, entry.name)
        const path = prefix + relative(folder, file).split(sep).join('/')
        return { path, bytes: await readFile(file) }
      }),
  )
}
