import { once } from 'node:events'
import type { Server } from 'node:http'

const HANG_UP_EVERY_MS = 50
/** Longer than any answer takes; container hosts kill after 30 s. */
const DRAIN_MS = 10_000

/** Answers what has been asked and hangs up; a connection that is kept alive is let go as soon as it is idle. */
export async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const hangUp = setInterval(() => server.closeIdleConnections(), HANG_UP_EVERY_MS)
  const lastCall = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(hangUp)
  clearTimeout(lastCall)
}
