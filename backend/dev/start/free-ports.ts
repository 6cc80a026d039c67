import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

import { StartFailure } from '#dev/failure.ts'
import { isFree } from '#dev/ports.ts'

import type { Ports } from './settings.ts'

const PATIENCE_MS = 5000

/**
 * Makes sure that every port can be listened on.
 * @throws StartFailure naming each port that is taken, by whom when that can be known, and the way out.
 */
export async function assertFree(
  ports: Partial<Ports>,
  { patient }: { patient: boolean },
): Promise<void> {
  const deadline = Date.now() + (patient ? PATIENCE_MS : 0)
  for (;;) {
    const taken = await findTaken(ports)
    if (taken.length === 0) return
    if (Date.now() >= deadline) throw new StartFailure(explain(taken, ports.shop ?? 3000))
    await sleep(200)
  }
}

type Taken = readonly [part: string, port: number]

async function findTaken(ports: Partial<Ports>): Promise<readonly Taken[]> {
  const checked = await Promise.all(
    Object.entries(ports).map(async ([part, port]) => ({ part, port, free: await isFree(port) })),
  )
  return checked.filter(({ free }) => !free).map(({ part, port }) => [part, port])
}

function explain(taken: readonly Taken[], shopPort: number): string {
  const lines = taken.map(([part, port]) => {
    const holder = whoHolds(port)
    return `Port ${port} (${part}) is taken${holder ? ` by ${holder}` : ''}.`
  })
  const other = shopPort + 100 < 65_000 ? shopPort + 100 : 3000
  return `${lines.join('\n')}\nStop that program, or start the shop on other ports: PORT=${other} make start`
}

/** As in `python3 -m http.server (process 4711)`; nothing when this machine does not tell. */
function whoHolds(port: number): string | undefined {
  const sockets = output('ss', ['-Hltnp', `sport = :${port}`])
  const files = output('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'])
  const id = (/pid=(\d+)/.exec(sockets) ?? /^p(\d+)/.exec(files))?.[1]
  if (id === undefined) return undefined
  const command = output('ps', ['-ww', '-o', 'args=', '-p', id]).trim().slice(0, 80)
  return command === '' ? `process ${id}` : `${command} (process ${id})`
}

function output(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}
