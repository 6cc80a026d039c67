import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

import { LOOPBACK } from '#dev/ports.ts'

/**
 * What becomes of what passes: it goes on; it goes on later; nothing goes on and nobody is told (what was sent meanwhile arrives
 * afterwards, as after a cable was put back); or every connection is reset, new ones too.
 */
export type Mode =
  | { readonly kind: 'forward' | 'hold' | 'reset' }
  | { readonly kind: 'delay'; readonly milliseconds: number }

export const FORWARD: Mode = { kind: 'forward' }

/** Told of each message of a client before it goes on. Returns whether it may. */
export type Watcher = (message: Buffer) => boolean

export interface Proxy {
  readonly port: number
  setMode(mode: Mode): void
  /** From now on, until null is given. */
  watch(watcher: Watcher | null): void
  close(): Promise<void>
}

/** Stands between a client and a server on this machine, and lets a connection go wrong on demand. Port 0 takes a free one. */
export async function openProxy(port: number, targetPort: number): Promise<Proxy> {
  const ends = new Set<Socket>()
  let mode = FORWARD
  let watcher: Watcher | null = null

  function carry(from: Socket, to: Socket, isFromClient: boolean): void {
    let last = Promise.resolve()
    from.on('data', (chunk: Buffer) => {
      if (isFromClient && watcher && !watcher(chunk)) return
      const { kind } = mode
      if (kind === 'delay') {
        const due = pause(mode.milliseconds)
        last = last.then(async () => await due).then(() => void to.write(chunk))
      } else to.write(chunk)
    })
    from.on('end', () => to.end())
    from.on('error', () => to.destroy())
    from.on('close', () => {
      ends.delete(from)
      to.destroy()
    })
    ends.add(from)
    if (mode.kind === 'hold') from.pause()
  }

  const server = createServer((client) => {
    if (mode.kind === 'reset') {
      client.on('error', () => undefined)
      client.resetAndDestroy()
      return
    }
    const upstream = connect({ host: LOOPBACK, port: targetPort, noDelay: true })
    client.setNoDelay(true)
    carry(client, upstream, true)
    carry(upstream, client, false)
  })
  server.listen(port, LOOPBACK)
  await once(server, 'listening')

  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has such an address
    port: (server.address() as AddressInfo).port,
    setMode(next) {
      mode = next
      for (const end of ends) {
        if (next.kind === 'hold') end.pause()
        else if (next.kind === 'reset') end.resetAndDestroy()
        else end.resume()
      }
    },
    watch: (next) => void (watcher = next),
    async close() {
      for (const end of ends) end.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
