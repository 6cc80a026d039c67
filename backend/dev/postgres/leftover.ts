import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Stops a server that outlived the process that started it (`kill -9`), and removes the note of one
 * that is gone when its process id now belongs to some other program.
 * Call it only while holding the folder's lock: then no living shop uses that server.
 */
export async function clearLeftover(cluster: string): Promise<void> {
  const note = join(cluster, 'postmaster.pid')
  const pid = readPid(note)
  if (pid === undefined || !isAlive(pid)) return
  if (!commandOf(pid).includes(cluster)) return rmSync(note, { force: true })

  process.kill(pid, 'SIGINT')
  for (let waited = 0; isAlive(pid) && waited < 100; waited++) await sleep(100)
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
}

function readPid(note: string): number | undefined {
  if (!existsSync(note)) return undefined
  const pid = Number.parseInt(readFileSync(note, 'utf8'), 10)
  return pid > 1 ? pid : undefined
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
