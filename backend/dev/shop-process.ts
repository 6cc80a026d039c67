import { env } from 'node:process'

import { serve } from '#entry/server.ts'
import { readConfig } from '#platform/config.ts'
import { DEMO_LOGINS } from '#seed/accounts.ts'

import { type FromShop, ToShop } from './start/messages.ts'

/** Longer than this nothing is waited for when the supervisor is gone. */
const LAST_MS = 5000

let offsetMs = Number(env['CLOCK_OFFSET_MS'] ?? 0)
const clock = { now: () => new Date(Date.now() + offsetMs) }

/** The shop as a container runs it, but for its clock, which follows the supervisor's. */
const shop = await serve({ config: readConfig(env), clock })

process.on('message', (raw) => {
  const message = ToShop.safeParse(raw).data
  if (message) void follow(message)
})
process.once('SIGTERM', () => void close())
process.once('disconnect', () => {
  setTimeout(() => process.exit(1), LAST_MS).unref()
  void close()
})
tell({ ready: true, logins: DEMO_LOGINS })

/** Whatever the new time calls for is done before the answer. */
async function follow(message: ToShop): Promise<void> {
  offsetMs = message.offsetMs
  await shop.runSchedule()
  tell({ followed: message.receipt })
}

function tell(message: FromShop): void {
  if (process.connected) process.send?.(message)
}

let closing: Promise<void> | undefined

async function close(): Promise<void> {
  closing ??= shop.close()
  await closing
  process.exit(0)
}
