import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

import { z } from 'zod'

export interface StartUp {
  /** From starting the process to the answer, as its parent sees it. */
  readonly milliseconds: number
  /** Resident, when the answer is there. */
  readonly megabytes: number
  /** The answer's body. */
  readonly body: Buffer
}

const Told = z.object({
  statusCode: z.int(),
  bytes: z.int(),
  body: z.string(),
  isBase64Encoded: z.boolean(),
})

/**
 * What the runtime does at a cold start: loads the bundle, then gives it one event as API Gateway would.
 * It tells its parent by message, for what the bundle prints is a log, in an order of its own.
 */
const FIRST_EVENT = `
const [bundle, path, query] = process.argv.slice(1)
const { handler } = await import(bundle)
const http = { method: 'GET', path, sourceIp: '127.0.0.1' }
const { statusCode, body, isBase64Encoded } = await handler(
  { version: '2.0', rawPath: path, rawQueryString: query, headers: {}, requestContext: { http } }, {})
const bytes = process.memoryUsage.rss()
process.send({ statusCode, bytes, body, isBase64Encoded }, () => process.exit())`

/**
 * Starts a built Lambda anew and asks it for something, the product list unless another address is given. `environment` is the
 * shop's configuration.
 * @throws when the answer is not 200.
 */
export async function measureStartUp(
  folder: string,
  environment: NodeJS.ProcessEnv,
  address = '/api/products',
): Promise<StartUp> {
  const [path = '', query = ''] = address.split('?')
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      FIRST_EVENT,
      join(resolve(folder), 'lambda.mjs'),
      path,
      query,
    ],
    { env: environment, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  const ended = once(child, 'exit').then(() => {
    throw new Error('The Lambda ended without an answer; its error output says why.')
  })
  const [told] = await Promise.race([once(child, 'message'), ended])
  const milliseconds = performance.now() - started
  const { statusCode, bytes, body, isBase64Encoded } = Told.parse(told)
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`)
  return {
    milliseconds,
    megabytes: bytes / 1_000_000,
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  }
}
