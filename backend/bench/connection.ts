import { once } from 'node:events'
import { connect } from 'node:net'

import { LOOPBACK } from '#dev/ports.ts'

export interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  /** Sent as JSON. */
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  /** The headers as they came. */
  readonly head: string
  text(): string
}

export interface Connection {
  /** Asks, and waits for the answer before the next question may be asked. */
  ask(request: Request): Promise<Answer>
  close(): void
}

const END_OF_HEAD = '\r\n\r\n'

/**
 * One kept-alive connection that asks one thing at a time. It does less than node:http's client, because what the driver takes of
 * the machine is missing to the shop. Answers must say their length, as all of the shop's do.
 */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ host: LOOPBACK, port, noDelay: true })
  await once(socket, 'connect')
  let received: Buffer = Buffer.alloc(0)
  let waiting: PromiseWithResolvers<Answer> | undefined

  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const answer = readAnswer(received)
    if (!answer) return
    received = Buffer.alloc(0)
    waiting?.resolve(answer)
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('The connection was closed.')))

  return {
    async ask(request) {
      waiting = Promise.withResolvers<Answer>()
      socket.write(written(request, port))
      return await waiting.promise
    },
    close: () => void socket.destroy(),
  }
}

function written({ method, path, body, headers = {} }: Request, port: number): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all = {
    host: `${LOOPBACK}:${port}`,
    accept: 'application/json',
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
    }),
    ...headers,
  }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${text}`
}

/** Nothing while parts of it are still on their way. */
function readAnswer(received: Buffer): Answer | undefined {
  const end = received.indexOf(END_OF_HEAD)
  if (end < 0) return undefined
  const head = received.toString('latin1', 0, end)
  const start = end + END_OF_HEAD.length
  const status = Number(head.slice(9, 12))
  const length = /^content-length: (\d+)/im.exec(head)?.[1]
  if (length === undefined && status !== 204) {
    throw new Error(`An answer without its length: ${head}`)
  }
  if (received.length < start + Number(length ?? 0)) return undefined
  return { status, head, text: () => received.toString('utf8', start) }
}
