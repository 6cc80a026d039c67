import { argv, env, stdout } from 'node:process'

import { StartFailure } from './failure.ts'
import { run } from './start/run.ts'
import { openScreen } from './start/screen.ts'
import { readSettings } from './start/settings.ts'

/** `make start`: everything the shop needs, on this machine, until Ctrl-C. */
async function main(): Promise<boolean> {
  const watch = argv.includes('--watch')
  const settings = readSettings(env, { watch, isTerminal: stdout.isTTY })
  return await run(settings, openScreen(settings))
}

try {
  const isOrderly = await main()
  process.exit(isOrderly ? 0 : 1)
} catch (error) {
  if (!(error instanceof StartFailure)) throw error
  process.stderr.write(`\n${error.message}\n`)
  process.exit(1)
}
