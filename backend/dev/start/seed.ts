import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { Client } from 'pg'

import { StartFailure } from '#dev/failure.ts'
import { openDatabase } from '#platform/db.ts'
import { type DemoPayment, demoPayments } from '#seed/demo-payments.ts'

import type { LogFile } from './log-file.ts'
import type { Logins } from './messages.ts'

const PROGRAM = fileURLToPath(import.meta.resolve('#dev/seed-process.ts'))

/** With what the shop was filled, as a row in its own database tells; nothing while it is new. */
export async function readSeed(databaseUrl: string): Promise<string | undefined> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ value: string }>(
      `select value #>> '{}' as value from setting where key = 'seed'`,
    )
    return rows[0]?.value
  } finally {
    await client.end()
  }
}

/**
 * Fills a new shop in a process of its own, so that what it takes in memory goes with it.
 * @throws StartFailure with the end of what it said. It can be tried again: it is all or nothing.
 */
export async function seed(
  environment: Readonly<Record<string, string>>,
  log: LogFile,
): Promise<void> {
  const child = fork(PROGRAM, {
    detached: true,
    env: environment,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const kill = () => void child.kill()
  process.once('exit', kill)
  log.copy(child.stdout)
  log.copy(child.stderr)
  const code = await new Promise((resolve) => child.once('close', resolve))
  process.off('exit', kill)
  if (code !== 0) {
    throw new StartFailure(`The shop cannot be filled.\n${log.last(30).join('\n')}`)
  }
}

/** What the demo's books say was paid, so that what stands in for Stripe can refund it. */
export async function readDemoPayments(databaseUrl: string): Promise<readonly DemoPayment[]> {
  const db = openDatabase({ url: databaseUrl, poolSize: 1 })
  try {
    return await demoPayments(db)
  } finally {
    await db.close()
  }
}

/** An empty shop has nobody in it but its owner. */
export function loginsFor(seeded: string | undefined, logins: Logins): Logins {
  const { owner } = logins
  return seeded === 'empty' && owner ? { owner } : logins
}
