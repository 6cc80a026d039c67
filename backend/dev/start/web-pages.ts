import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { env } from 'node:process'

import { StartFailure } from '#dev/failure.ts'

import type { LogFile } from './log-file.ts'

/** What the built pages depend on. */
const SOURCES = [
  'web/{src,public,build}/**',
  'web/*.{html,json,ts}',
  'backend/src/features/*/{contract,rules}.ts',
  'backend/src/platform/{money,contract}.ts',
  'package-lock.json',
]
const BUILT = 'web/dist'
/** Says from which sources the pages were built. An interrupted build leaves none. */
const STAMP = `${BUILT}/.built-from`

/** Whether the pages are built from the very sources that are there now. */
export async function arePagesFresh(): Promise<boolean> {
  if (!existsSync(STAMP)) return false
  return (await readFile(STAMP, 'utf8')) === (await fingerprint())
}

/** @throws StartFailure with the end of what the build said. */
export async function buildPages(log: LogFile): Promise<void> {
  const sources = await fingerprint()
  const said: string[] = []
  const build = runVite(['build', '--logLevel', 'warn'])
  log.copy(build.stdout, (line) => said.push(line))
  log.copy(build.stderr, (line) => said.push(line))
  const code = await new Promise((resolve) => build.once('close', resolve))
  if (code !== 0) {
    throw new StartFailure(`The pages cannot be built.\n${said.slice(-30).join('\n')}`)
  }
  await writeFile(STAMP, sources)
}

/** Builds the pages again whenever a source changes, until it is stopped. */
export function watchPages(log: LogFile): { readonly stop: () => void } {
  const build = runVite(['build', '--watch', '--logLevel', 'warn'])
  log.copy(build.stdout)
  log.copy(build.stderr)
  return { stop: () => void build.kill() }
}

function runVite(args: readonly string[]): ChildProcess {
  const manifest = createRequire(join(process.cwd(), 'web/package.json')).resolve(
    'vite/package.json',
  )
  const vite = join(dirname(manifest), 'bin/vite.js')
  const child = spawn(process.execPath, [vite, ...args], {
    cwd: 'web',
    env: { ...env, NODE_ENV: 'production', NO_COLOR: '1' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => void child.kill()
  process.once('exit', kill)
  child.once('close', () => process.off('exit', kill))
  return child
}

/** Names, sizes and times: enough to notice any change, and read in milliseconds. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  const paths: string[] = []
  for await (const path of glob(SOURCES)) paths.push(path)
  for (const path of paths.toSorted()) {
    const file = await stat(path)
    if (file.isFile()) hash.update(`${path}:${file.size}:${file.mtimeMs}\n`)
  }
  return hash.digest('hex')
}
