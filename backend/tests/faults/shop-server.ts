import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

import type { LogFile } from '#dev/start/log-file.ts'

/** The shop's own process, which can be killed and started again on the same data. */
export interface ShopServer {
  readonly url: string
  pid(): number
  signal(signal: NodeJS.Signals): void
  /** Waits until the process is gone. */
  gone(): Promise<void>
  /** Starts it again and waits until it is ready. @returns how long that took, in milliseconds. */
  start(): Promise<number>
  stop(): Promise<void>
}

const START_PATIENCE_MS = 60_000
const LOOK_EVERY_MS = 25
const PROGRAM = 'dist/server/server.mjs'
const LINES = 10

/** The server as `npm run build:server` makes it for containers, not started yet. */
export function createShopServer(
  environment: Readonly<Record<string, string>>,
  log: LogFile,
): ShopServer {
  const url = `http://127.0.0.1:${environment['PORT']}`
  let child: ChildProcess | undefined
  const isOver = () => child === undefined || child.exitCode !== null || child.signalCode !== null

  async function gone(): Promise<void> {
    if (!child || isOver()) return
    await once(child, 'exit')
  }

  return {
    url,
    pid: () => child?.pid ?? 0,
    signal: (signal) => void child?.kill(signal),
    gone,
    async start() {
      const started = performance.now()
      child = spawn(process.execPath, [PROGRAM], {
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const now = child
      if (now.stdout) log.copy(now.stdout)
      if (now.stderr) log.copy(now.stderr)
      while (!(await isReady(url))) {
        if (isOver() || performance.now() - started > START_PATIENCE_MS) {
          throw new Error(`The shop does not start. It says:\n${log.last(LINES).join('\n')}`)
        }
        await pause(LOOK_EVERY_MS)
      }
      return performance.now() - started
    },
    async stop() {
      if (isOver()) return
      child?.kill('SIGCONT')
      child?.kill('SIGTERM')
      await gone()
    },
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })).ok
  } catch {
    return false
  }
}
