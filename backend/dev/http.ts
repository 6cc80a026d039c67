import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import { LOOPBACK } from './ports.ts'

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface HttpServer {
  readonly url: string
  readonly close: () => Promise<void>
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export class BodyTooLarge extends Error {}

/**
 * Listens on loopback; port 0 takes a free one. A defect of the handler is answered with a 500.
 * A page from elsewhere that points its name at this machine (DNS rebinding) is turned away.
 */
export async function listen(port: number, handle: Handle): Promise<HttpServer> {
  const server = createServer((request, response) => {
    if (!isAddressedToUs(request)) return send(response, { status: 421 })
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else send(response, defect(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, resolve)
  })
  const address = server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  const close = async () => {
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 1000).unref()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://localhost:${actual}`, close }
}

export function send(response: ServerResponse, { status, headers = {}, body = '' }: Reply): void {
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

function defect(error: unknown): Reply {
  const body = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { status: 500, headers: { 'content-type': 'text/plain' }, body }
}

export function json(value: unknown, status = 200): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  }
}

/** @throws BodyTooLarge as soon as more than the limit has arrived. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limitBytes) throw new BodyTooLarge(`The body is larger than ${limitBytes} bytes.`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** Whether the request comes from a page of another machine, as its browser says. */
export function isCrossSite({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && !isLoopbackHost(hostOf(headers.origin))
}

function isAddressedToUs({ headers }: IncomingMessage): boolean {
  return isLoopbackHost(hostOf(`http://${headers.host ?? ''}`))
}

function isLoopbackHost(host: string | undefined): boolean {
  return (
    host === 'localhost' ||
    host?.endsWith('.localhost') === true ||
    host === '127.0.0.1' ||
    host === '[::1]'
  )
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined
}
