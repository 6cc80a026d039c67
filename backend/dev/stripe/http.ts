import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'

/** A request read to its end. */
export interface Request {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body: string
  /** The parameters in form encoding, from wherever this method carries them. */
  readonly sent: string
  readonly headers: IncomingHttpHeaders
}

export interface Reply {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

const LARGEST_BODY = 1_000_000

/** A server on this machine only, answering every request by `answer`. */
export function createHttpServer(answer: (request: Request) => Promise<Reply>): Server {
  const server = createServer((incoming, outgoing) => {
    void respond(incoming, outgoing)
  })

  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { status, text, headers } = await read(incoming).then(answer).catch(failed)
    outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) })
    outgoing.end(text)
  }

  server.keepAliveTimeout = 65_000
  return server
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const body = await bodyOf(incoming)
  const { method = 'GET', url = '/', headers } = incoming
  const [path = '/', query = ''] = url.split('?')
  return { method, path, query, body, sent: method === 'POST' ? body : body || query, headers }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > LARGEST_BODY) reject(new Error('The body is larger than 1 MB.'))
      else chunks.push(chunk)
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString()))
    incoming.on('error', reject)
  })
}

function failed(error: unknown): Reply {
  return json(500, {
    error: { type: 'api_error', message: `The stand-in failed: ${String(error)}` },
  })
}

export function json(status: number, value: unknown): Reply {
  return { status, text: JSON.stringify(value), headers: { 'content-type': 'application/json' } }
}

export function html(status: number, text: string): Reply {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  return { status, text, headers }
}

export function redirect(location: string): Reply {
  return { status: 303, text: '', headers: { location } }
}

/** Listens on 127.0.0.1; port 0 takes a free one. Returns the port. */
export async function listen(server: Server, port: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

export async function stopServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
