import { execFile } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { measureStartUp } from '#build/start-up.ts'

import { median } from './figures.ts'

const run = promisify(execFile)
const TIMES = 7

/** What the built Lambda weighs, and how it starts. */
export interface LambdaFigures {
  /** From starting the process to the first product list. */
  readonly startMs: number
  readonly megabytesAtStart: number
  /** All of the code, before it is packed. */
  readonly bundleMegabytes: number
  readonly zipMegabytes: number
}

/** Builds the programs as they are deployed. */
export async function build(): Promise<void> {
  await Promise.all(
    ['lambda', 'server'].map(
      async (name) => await run(process.execPath, [`backend/build/${name}.ts`]),
    ),
  )
}

/** Starts the built Lambda again and again, each time in a new process, with one request for the product list. */
export async function measureLambda(
  environment: Readonly<Record<string, string>>,
): Promise<LambdaFigures> {
  const starts = []
  for (let i = 0; i < TIMES; i += 1) starts.push(await measureStartUp('dist/lambda', environment))
  return {
    startMs: median(starts.map(({ milliseconds }) => milliseconds)),
    megabytesAtStart: median(starts.map(({ megabytes }) => megabytes)),
    bundleMegabytes: await codeMegabytes('dist/lambda'),
    zipMegabytes: megabytes((await stat('dist/lambda.zip')).size),
  }
}

async function codeMegabytes(folder: string): Promise<number> {
  const files = await readdir(folder)
  const code = files.filter((name) => !name.endsWith('.map'))
  const sizes = await Promise.all(code.map(async (name) => (await stat(join(folder, name))).size))
  return megabytes(sizes.reduce((sum, size) => sum + size, 0))
}

const megabytes = (bytes: number): number => bytes / 1_000_000
