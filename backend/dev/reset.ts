import { existsSync } from 'node:fs'
import { readdir, rm, rmdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { env } from 'node:process'

import { StartFailure } from './failure.ts'
import { lockFolder } from './folder-lock.ts'
import { clearLeftover } from './postgres/leftover.ts'
import { CONTENTS } from './start/data-folder.ts'

/**
 * Removes what the shop keeps in its data folder, and the folder if nothing else is in it.
 * Refuses a folder that no shop was started on, and one that a shop runs on.
 */
async function reset(folder: string): Promise<string> {
  if (!existsSync(folder)) return `There is nothing in ${folder} to remove.`
  if (!existsSync(join(folder, 'sellthrough.txt'))) {
    throw new StartFailure(
      `${folder} was not made by this shop (sellthrough.txt is not in it), so nothing was removed.`,
    )
  }
  const lock = lockFolder(folder)
  await clearLeftover(join(folder, 'postgres', 'cluster'))
  for (const name of CONTENTS) await rm(join(folder, name), { recursive: true, force: true })
  lock.release()

  const others = await readdir(folder)
  if (others.length === 0) await rmdir(folder)
  return `The shop's data in ${folder} is gone. The next make start begins afresh.`
}

try {
  process.stdout.write(`${await reset(resolve(env['DATA_DIR'] || '.data'))}\n`)
} catch (error) {
  if (!(error instanceof StartFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
