import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

type Headers = Readonly<Record<string, string>>

/** Posts JSON and reports what came of it: the status, or what went wrong. It never throws. */
export interface Post {
  (url: string, body: string, headers: Headers): Promise<string>
  close(): void
}

const TIMEOUT_MS = 10_000
/** A kept connection turned out to be closed: nothing was taken, so it is sent once more at once. */
const STALE = 'stale connection'

/** Stripe's way of calling an endpoint: kept connections, ten seconds, redirects not followed. */
export function createPost(): Post {
  const http = new HttpAgent({ keepAlive: true })
  const https = new HttpsAgent({ keepAlive: true })

  async function post(url: string, body: string, headers: Headers): Promise<string> {
    const first = await once(url, body, headers)
    return first === STALE ? await once(url, body, headers) : first
  }

  async function once(url: string, body: string, headers: Headers): Promise<string> {
    const isPlain = url.startsWith('http:')
    return await new Promise((resolve) => {
      const send = isPlain ? httpRequest : httpsRequest
      const outgoing = send(url, {
        method: 'POST',
        agent: isPlain ? http : https,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          accept: '*/*; q=0.5, application/xml',
          ...headers,
        },
      })
      outgoing.setTimeout(TIMEOUT_MS, () => outgoing.destroy(new Error('timed out')))
      outgoing.on('response', (response) => {
        response.resume()
        response.on('end', () => resolve(String(response.statusCode)))
        response.on('error', (error) => resolve(error.message))
      })
      outgoing.on('error', (error: NodeJS.ErrnoException) =>
        resolve(outgoing.reusedSocket && error.code === 'ECONNRESET' ? STALE : error.message),
      )
      outgoing.end(body)
    })
  }

  return Object.assign(post, {
    close: () => {
      http.destroy()
      https.destroy()
    },
  })
}
