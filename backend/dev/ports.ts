import { createServer, type Server } from 'node:net'

export const LOOPBACK = '127.0.0.1'

/** A port that nothing listens on at this moment. */
export async function findFreePort(): Promise<number> {
  const { server } = await tryListen(0, LOOPBACK)
  if (!server) throw new Error('This machine gives out no port.')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/**
 * Whether the port can be listened on now. Another program's listener on the IPv6 loopback counts:
 * browsers would find that one under `localhost`.
 */
export async function isFree(port: number): Promise<boolean> {
  for (const host of [LOOPBACK, '::1']) {
    const { server, code } = await tryListen(port, host)
    if (code === 'EADDRINUSE' || code === 'EACCES') return false
    if (server) await new Promise((resolve) => server.close(resolve))
  }
  return true
}

async function tryListen(
  port: number,
  host: string,
): Promise<{ server?: Server; code?: string | undefined }> {
  return await new Promise((resolve) => {
    const server = createServer()
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve({ code }))
    server.listen(port, host, () => resolve({ server }))
  })
}
