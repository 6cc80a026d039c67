import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { drain } from './drain.ts'

test('a request in flight on a connection that is kept alive: it is answered, and then the server is closed', async () => {
  const asked = Promise.withResolvers<ServerResponse>()
  const server = createServer((_req, res) => asked.resolve(res))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const answer = once(get({ port, host: '127.0.0.1', agent }), 'response') as Promise<
    [IncomingMessage]
  >

  const res = await asked.promise
  const drained = drain(server)
  res.end('in time')
  const [reply] = await answer
  const text = (await reply.toArray()).join('')
  await drained

  expect(text).toBe('in time')
  expect(server.listening).toBe(false)
  agent.destroy()
})
