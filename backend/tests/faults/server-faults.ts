import { setTimeout as pause } from 'node:timers/promises'

import type { Fault } from './fault.ts'

const STOPPED_MS = 15_000

export const SERVER_FAULTS: readonly Fault[] = [
  {
    dependency: 'server',
    name: 'kill -9 under load, started again',
    endsServer: true,
    async strike({ server }) {
      server.signal('SIGKILL')
      await server.gone()
      await server.start()
    },
  },
  {
    dependency: 'server',
    name: 'SIGSTOP for 15 s, SIGCONT',
    silentMs: STOPPED_MS,
    async strike({ server }) {
      server.signal('SIGSTOP')
      await pause(STOPPED_MS)
      server.signal('SIGCONT')
    },
  },
]
