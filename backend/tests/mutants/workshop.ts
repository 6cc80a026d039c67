import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

import { z } from 'zod'

import type { Mutant } from './mutant.ts'

const run = promisify(execFile)

const GENERATED = 'backend/src/platform/prisma'
const JEST = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
  '--selectProjects',
  'shop',
  // Less than the tests have otherwise: what a mutant makes wait for ever is killed by that.
  '--testTimeout=40000',
]
/** For each suite. */
const PATIENCE_MS = 3 * 60_000

const Report = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      message: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})

/** What the tests came to. `broken` are suites that could not even be loaded: they judge nothing. */
export interface Verdict {
  readonly passed: number
  readonly failed: readonly string[]
  readonly broken: readonly string[]
}

/** A test that goes on for ever after it has failed keeps the report back. */
const NO_END: Verdict = { passed: 0, failed: [], broken: ['The tests came to no end.'] }

/** A copy of the shop in which it may be broken. */
export interface Workshop {
  /** Runs the suites. */
  judge(suites: readonly string[]): Promise<Verdict>
  /** Breaks the copy, does the work, mends it. @throws when the patch no longer fits the sources. */
  withMutant<T>(mutant: Mutant, work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Copies what is in the repository, and what is new in it, to a folder of its own. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'mutants-'))
  await copySources(folder)

  async function patch(mutant: Mutant, ...flags: string[]): Promise<void> {
    await run('git', ['apply', ...flags, resolve(mutant.file)], { cwd: folder })
  }

  return {
    async judge(suites) {
      const report = join(folder, 'report.json')
      await rm(report, { force: true })
      const flags = ['--json', `--outputFile=${report}`, '--testPathPatterns', ...suites]
      // Jest ends with 1 when a test fails; what it found is in its report.
      await run(process.execPath, [...JEST, ...flags], {
        cwd: folder,
        maxBuffer: 1e9,
        timeout: suites.length * PATIENCE_MS,
      }).catch(() => undefined)
      const found = await readFile(report, 'utf8').catch(() => undefined)
      return found === undefined ? NO_END : verdictOf(Report.parse(JSON.parse(found)))
    },

    async withMutant(mutant, work) {
      await patch(mutant)
      try {
        return await work()
      } finally {
        await patch(mutant, '--reverse')
      }
    },

    close: async () => await rm(folder, { recursive: true, force: true }),
  }
}

async function copySources(folder: string): Promise<void> {
  const { stdout } = await run('git', [
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  ])
  for (const file of [...stdout.split('\0').filter(Boolean), GENERATED]) {
    if (file.endsWith('node_modules')) continue
    await mkdir(join(folder, dirname(file)), { recursive: true })
    await cp(file, join(folder, file), { recursive: true })
  }
  for (const packages of ['node_modules', 'web/node_modules']) {
    await symlink(resolve(packages), join(folder, packages))
  }
}

function verdictOf({ numPassedTests, testResults }: z.output<typeof Report>): Verdict {
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  )
  const broken = testResults
    .filter(({ assertionResults }) => assertionResults.length === 0)
    .map(({ message }) => message)
  return { passed: numPassedTests, failed, broken }
}
