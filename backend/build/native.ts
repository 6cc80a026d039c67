import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { z } from 'zod'

import { filesIn } from './files.ts'
import { zip } from './zip.ts'

const run = promisify(execFile)

const Manifest = z.object({ dependencies: z.object({ sharp: z.string() }) })
/** Lambda's word for the machine, and npm's. */
const Architecture = z.enum(['arm64', 'x64'], 'ARCH is arm64 or x64.')

/**
 * Packs what is native into a Lambda layer, for the machine of the function rather than of whoever packs it. A layer's
 * `nodejs/node_modules` is where `require` looks on Lambda.
 */
async function packLayer(architecture: string): Promise<string> {
  const { dependencies } = Manifest.parse(JSON.parse(await readFile('package.json', 'utf8')))
  const folder = await mkdtemp(join(tmpdir(), 'native-'))
  try {
    const machine = ['--os=linux', '--libc=glibc', `--cpu=${architecture}`]
    const quiet = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts']
    const sharp = `sharp@${dependencies.sharp}`
    await run('npm', ['install', sharp, `--prefix=${folder}`, ...machine, ...quiet])

    const files = await filesIn(join(folder, 'node_modules'), 'nodejs/node_modules/')
    const archive = `dist/layer-${architecture}.zip`
    const bytes = zip(files.filter(({ path }) => !path.includes('/.')))
    await writeFile(archive, bytes)
    return `${archive}: ${(bytes.length / 1_000_000).toFixed(2)} MB`
  } finally {
    await rm(folder, { recursive: true })
  }
}

// oxlint-disable-next-line node/no-process-env -- a build has no configuration of the shop's
const architecture = Architecture.parse(process.env['ARCH'] ?? 'arm64')
process.stdout.write(`${await packLayer(architecture)}\n`)
