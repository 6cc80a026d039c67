import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { StartFailure } from '#dev/failure.ts'

import type { LogFile } from './log-file.ts'
import { FromShop, type Logins, type ToShop } from './messages.ts'

export interface ShopChild {
  /** The accounts of the demo. */
  readonly logins: Logins
  /** Settles when the process is gone, for whatever reason. */
  readonly exited: Promise<void>
  /** Sets its clock, and returns once it has. */
  readonly follow: (offsetMs: number) => Promise<void>
  /** Lets it finish what it is doing. */
  readonly drain: () => Promise<void>
}

interface ShopOptions {
  readonly environment: Readonly<Record<string, string>>
  readonly log: LogFile
  /** Receives each line of its log. */
  readonly onLine: (line: string) => void
}

const DRAIN_SECONDS = 10
const PROGRAM = fileURLToPath(import.meta.resolve('#dev/shop-process.ts'))

/**
 * Starts the shop in a process of its own and waits until it answers requests.
 * @throws StartFailure with the end of its log when it does not get so far.
 */
export async function startShop({ environment, log, onLine }: ShopOptions): Promise<ShopChild> {
  // A process group of its own: a Ctrl-C in the terminal reaches the supervisor alone.
  const child = fork(PROGRAM, {
    detached: true,
    env: environment,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  log.copy(child.stdout, onLine)
  log.copy(child.stderr, onLine)
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()))
  void exited.then(() => process.off('exit', kill))

  const messages = listen(child)
  const logins = await Promise.race([messages.ready, exited.then(() => undefined)])
  if (!logins) {
    throw new StartFailure(`The shop does not start. It says:\n${log.last(30).join('\n')}`)
  }
  return { logins, exited, drain: async () => await drain(child, exited), follow: messages.follow }
}

function listen(child: ChildProcess) {
  const { promise: ready, resolve: isReady } = Promise.withResolvers<Logins>()
  const waiting = new Map<number, () => void>()
  let receipts = 0

  child.on('message', (raw) => {
    const message = FromShop.safeParse(raw).data
    if (message && 'ready' in message) isReady(message.logins)
    if (message && 'followed' in message) {
      waiting.get(message.followed)?.()
      waiting.delete(message.followed)
    }
  })
  child.once('close', () => {
    for (const resolve of waiting.values()) resolve()
  })

  async function follow(offsetMs: number): Promise<void> {
    if (!child.connected) return
    const receipt = ++receipts
    const followed = new Promise<void>((resolve) => waiting.set(receipt, resolve))
    child.send({ offsetMs, receipt } satisfies ToShop)
    await followed
  }
  return { ready, follow }
}

async function drain(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGTERM')
  const forced = setTimeout(() => child.kill('SIGKILL'), DRAIN_SECONDS * 1000)
  await exited
  clearTimeout(forced)
}
