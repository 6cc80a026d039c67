import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A wrong version of the shop: a patch, below lines that say what is wrong with it and which tests must notice. */
export interface Mutant {
  readonly name: string
  readonly file: string
  /** What the patch breaks, in a sentence. */
  readonly wrong: string
  /** The suites, as patterns of their paths, of which at least one test must fail. */
  readonly suites: readonly string[]
}

const FOLDER = 'backend/tests/mutants'

/** Every mutant, by name. @throws when a patch does not say what it breaks and who must notice. */
export async function readMutants(): Promise<readonly Mutant[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.patch')).toSorted()
  return await Promise.all(files.map(async (file) => await readMutant(join(FOLDER, file))))
}

async function readMutant(file: string): Promise<Mutant> {
  const text = await readFile(file, 'utf8')
  const wrong = /^Wrong: (.+)$/m.exec(text)?.[1]
  const suites = /^Noticed by: (.+)$/m.exec(text)?.[1]?.split(' ')
  if (wrong === undefined || suites === undefined) {
    throw new Error(`${file} needs a line "Wrong: …" and a line "Noticed by: …" above its patch.`)
  }
  return { name: file.slice(FOLDER.length + 1, -'.patch'.length), file, wrong, suites }
}
