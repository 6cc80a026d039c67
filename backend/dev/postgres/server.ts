import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

import { StartFailure } from '#dev/failure.ts'
import { LOOPBACK } from '#dev/ports.ts'

import type { Binaries } from './binaries.ts'
import type { DatabaseUser } from './run.ts'

export interface ServerOptions {
  readonly binaries: Binaries
  readonly cluster: string
  readonly fsync: boolean
  readonly log: (line: string) => void
  readonly port: number
  readonly user: DatabaseUser
}

export interface Server {
  /** Settles when the server is gone, for whatever reason. */
  readonly exited: Promise<void>
  stop(): Promise<void>
}

const READY = 'database system is ready to accept connections'
const STOP_SECONDS = 10
const RETRIES = 25

/**
 * Starts the server and waits until it takes connections.
 * The children of a server that was killed hold its shared memory for a moment longer: that start
 * is tried again.
 */
export async function startServer(options: ServerOptions, retries = RETRIES): Promise<Server> {
  const { server, complaint } = await launch(options)
  if (server) return server
  if (retries > 0 && /shared memory block|lock file .* already exists/.test(complaint)) {
    await sleep(200)
    return await startServer(options, retries - 1)
  }
  throw new StartFailure(explain(complaint, options))
}

async function launch(options: ServerOptions): Promise<{ server?: Server; complaint: string }> {
  const child = spawnServer(options)
  const stopWithUs = () => child.kill('SIGINT')
  process.once('exit', stopWithUs)
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  void exited.then(() => process.off('exit', stopWithUs))
  const lines: string[] = []
  const ready = new Promise<boolean>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      options.log(line)
      if (lines.length < 50) lines.push(line)
      if (line.includes(READY)) resolve(true)
    })
    void exited.then(() => resolve(false))
  })
  if (!(await ready)) return { complaint: lines.join('\n') }
  return { server: { exited, stop: async () => await stop(child, exited) }, complaint: '' }
}

/**
 * A process group of its own keeps a Ctrl-C in the terminal from the server: it is stopped last,
 * after the shop that uses it.
 */
function spawnServer({ binaries, cluster, fsync, port, user }: ServerOptions) {
  const settings = {
    listen_addresses: LOOPBACK,
    unix_socket_directories: '',
    max_connections: '100',
    log_min_messages: 'warning',
    log_timezone: 'UTC',
    timezone: 'UTC',
    lc_messages: 'C',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
    ...user.ids,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** A fast shutdown: sessions are ended, everything committed is written. */
async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  const forced = setTimeout(() => child.kill('SIGQUIT'), STOP_SECONDS * 1000)
  await exited
  clearTimeout(forced)
}

function explain(complaint: string, { cluster, port }: ServerOptions): string {
  if (/could not bind|Address already in use/.test(complaint)) {
    return `Port ${port} is taken, so the database cannot listen on it. Free it, or choose another.`
  }
  return `The database in ${cluster} does not start. It says:\n${complaint}\nIf its files are damaged, start afresh without its data: make reset`
}
