import { createServer } from 'node:net'

export const LOOPBACK = '127.0.0.1'

/** A port that nothing listens on at this moment. */
export async function findFreePort(): Promise<number> {
  const server = await tryListen(0)
  if (!server) throw new Error('This machine gives out no port.')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Whether the port can be listened on now. */
export async function isFree(port: number): Promise<boolean> {
  const server = await tryListen(port)
  if (!server) return false
  await new Promise((resolve) => server.close(resolve))
  return true
}

async function tryListen(port: number): Promise<ReturnType<typeof createServer> | undefined> {
  return await new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, LOOPBACK, () => resolve(server))
  })
}
