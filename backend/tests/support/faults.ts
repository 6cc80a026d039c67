import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'

import type { Pool, PoolClient } from 'pg'

/** Something that goes wrong once: at the `nth` step of its kind from now, counted from 0. */
export interface Fault {
  readonly kind: 'statement' | 'queue' | 'mail'
  readonly nth: number
  /** The step is done, and only its answer is lost. */
  readonly after: boolean
}

/** Makes the edges of a test shop fail when told to; untouched, they never do. */
export function createFaults() {
  let armed: { readonly fault: Fault; left: number } | undefined

  function strike(kind: Fault['kind']): 'before' | 'after' | undefined {
    if (armed?.fault.kind !== kind) return undefined
    if (armed.left > 0) {
      armed.left -= 1
      return undefined
    }
    const { after } = armed.fault
    armed = undefined
    return after ? 'after' : 'before'
  }

  return {
    arm: (fault: Fault) => {
      armed = { fault, left: fault.nth }
    },
    /** Whether one is still to come. */
    isArmed: () => armed !== undefined,
    disarm: () => {
      armed = undefined
    },

    /** A step outside the shop, which fails before or after it is done. */
    async step<T>(kind: 'queue' | 'mail', work: () => Promise<T>): Promise<T> {
      const when = strike(kind)
      if (when === 'before') throw new Error(`The ${kind} was told to fail.`)
      const result = await work()
      if (when === 'after') throw new Error(`The answer of the ${kind} was told to be lost.`)
      return result
    },

    /** Cuts a connection before a statement is sent, or after it was done: a commit may have counted, or not. */
    watch(connections: Pool): void {
      connections.on('connect', (client) => cutOn(client, () => strike('statement')))
    },
  }
}

function cutOn(client: PoolClient, strike: () => 'before' | 'after' | undefined): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its many overloads come to the same here
  const query = client.query.bind(client) as (...args: readonly unknown[]) => unknown
  Object.assign(client, {
    query(...args: readonly unknown[]) {
      const when = strike()
      if (when === undefined) return query(...args)
      if (when === 'before') {
        void cut(client)
        return query(...args)
      }
      const callback = args.at(-1)
      if (typeof callback === 'function') {
        return query(...args.slice(0, -1), async () => {
          await cut(client)
          callback(lost())
        })
      }
      return Promise.resolve(query(...args)).then(async () => {
        await cut(client)
        throw lost()
      })
    },
  })
}

const lost = (): Error => new Error('Connection terminated unexpectedly')

/** The connection is gone, and its pool knows. */
async function cut(client: PoolClient): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pg's types leave the socket out
  const { connection } = client as unknown as { connection: { stream: Socket } }
  const { stream } = connection
  const closed = new Promise((resolve) => stream.once('close', resolve))
  stream.destroy()
  await closed
  await setImmediate()
}
