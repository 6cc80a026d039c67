import { connect, createServer, type Socket } from 'node:net'

import { LOOPBACK } from '#dev/ports.ts'

/** What happens to what comes in on a connection: `reset` hangs up at once, `silence` takes it and forwards nothing either way. */
export type Manner = 'forward' | 'reset' | 'silence'

/** Where a process is killed: before the message leaves, or after it was answered and before the answer arrives. */
export type Moment = 'before' | 'after'

export interface Step {
  readonly to: string
  readonly moment: Moment
}

/** Counts every message of the shop to any of the services, and strikes at the one it is set to. */
export interface Trap {
  count: number
  /** Set to strike at that message; taken away when it has. */
  armed: { readonly at: number; readonly moment: Moment; strike(step: Step): void } | undefined
}

export interface Proxy {
  readonly port: number
  manner: Manner
  close(): Promise<void>
}

interface Way {
  readonly name: string
  readonly port: number
  readonly upstream: () => number
  readonly trap: Trap
}

/** A way from the shop to one service that can be watched, cut and silenced; the shop runs unmodified. */
export async function openProxy({ name, port, upstream, trap }: Way): Promise<Proxy> {
  const sockets = new Set<Socket>()
  const state: { manner: Manner } = { manner: 'forward' }

  const server = createServer((near) => {
    if (state.manner === 'reset') return void near.resetAndDestroy()
    const far = connect({ host: LOOPBACK, port: upstream(), noDelay: true })
    near.setNoDelay(true)
    let isLost = false
    let onAnswer: (() => void) | undefined
    const isOpen = () => state.manner === 'forward' && !isLost
    near.on('data', (chunk: Buffer) => {
      if (!isOpen()) return
      trap.count += 1
      const { armed } = trap
      if (armed?.at === trap.count) {
        trap.armed = undefined
        const strike = () => {
          isLost = true
          armed.strike({ to: name, moment: armed.moment })
        }
        if (armed.moment === 'before') return strike()
        onAnswer = strike
      }
      far.write(chunk)
    })
    far.on('data', (chunk: Buffer) => {
      onAnswer?.()
      if (isOpen()) near.write(chunk)
    })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(port, LOOPBACK, resolve))

  return {
    port,
    get manner() {
      return state.manner
    },
    set manner(manner) {
      state.manner = manner
      // What was silenced has lost its thread: nobody can go on with it.
      if (manner !== 'silence') for (const socket of sockets) socket.resetAndDestroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
