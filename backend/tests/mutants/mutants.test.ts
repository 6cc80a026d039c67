import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { readMutants } from './mutant.ts'

const run = promisify(execFile)

const mutants = await readMutants()

test.each(mutants)('$name still fits the sources that it breaks', async ({ file }) => {
  await run('git', ['apply', '--check', file])
})

test('there are at least 60, and no two break the shop in the same way', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(60)
  expect(new Set(mutants.map(({ wrong }) => wrong)).size).toBe(mutants.length)
})
