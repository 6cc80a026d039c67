import { rm, writeFile } from 'node:fs/promises'

import { bundle } from './bundle.ts'
import { faultsOf } from './contents.ts'
import { filesIn } from './files.ts'
import { zip } from './zip.ts'

const FOLDER = 'dist/lambda'
const ARCHIVE = 'dist/lambda.zip'
/** More code than this is felt in every cold start. */
const MOST_BYTES = 4_000_000

await rm(FOLDER, { recursive: true, force: true })
const metafile = await bundle(['backend/src/entry/lambda.ts'], FOLDER)
await writeFile('dist/lambda-meta.json', JSON.stringify(metafile))

const code = await filesIn(FOLDER)
const migrations = await filesIn('prisma/migrations', 'migrations/')
const archive = zip([...code.filter(({ path }) => !path.endsWith('.map')), ...migrations])
await writeFile(ARCHIVE, archive)

const size = `${(archive.length / 1_000_000).toFixed(2)} MB`
const faults = [
  ...faultsOf(metafile),
  ...(archive.length > MOST_BYTES ? [`${ARCHIVE} is ${size}, more than 4 MB.`] : []),
]
process.stdout.write(`${ARCHIVE}: ${size}\n`)
for (const fault of faults) process.stderr.write(`${fault}\n`)
if (faults.length > 0) process.exitCode = 1
