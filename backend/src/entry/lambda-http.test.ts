import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'

import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import express from 'express'

import { jsonBody } from '#platform/http/body.ts'
import { problemHandler } from '#platform/http/problem-handler.ts'

import { httpDoor } from './lambda-http.ts'

/** Every byte there is, so that nothing which reads text can pass it on unchanged. */
const BYTES = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

function app() {
  const shop = express()
  shop.post('/raw', express.raw({ type: '*/*' }), (req, res) => {
    res.json({ digest: digest(req.body), isBuffer: Buffer.isBuffer(req.body) })
  })
  shop.use(...jsonBody())
  shop.post('/echo', (req, res) => void res.json({ body: req.body ?? null, query: req.query }))
  shop.get('/cookies', (req, res) => {
    res.append('set-cookie', 'a=1; Path=/; HttpOnly').append('set-cookie', 'b=2; Path=/')
    res.json({ cookie: req.headers.cookie })
  })
  shop.get('/picture', (_req, res) => void Readable.from([BYTES]).pipe(res.type('image/webp')))
  shop.get('/page', (_req, res) => void res.send('<p>£1 · Ø</p>'))
  shop.get('/nothing', (_req, res) => void res.status(204).end())
  shop.use(problemHandler({ onDefect: () => undefined, onTrouble: () => undefined }))
  return shop
}

interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
  readonly body: string
  readonly isBase64Encoded: boolean
}

const door = httpDoor(app())

async function send(method: string, path: string, more: Partial<APIGatewayProxyEventV2> = {}) {
  const event = {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: {},
    isBase64Encoded: false,
    requestContext: { http: { method, path, sourceIp: '198.51.100.7' } },
    ...more,
  } as APIGatewayProxyEventV2
  return (await door(event, {} as Context)) as Answer
}

const json = { 'content-type': 'application/json' }

test('a JSON body as text: it is parsed, and its letters are whole', async () => {
  const { statusCode, body } = await send('POST', '/echo', {
    headers: json,
    body: '{"name":"Ærø £5"}',
    rawQueryString: 'q=caf%C3%A9&tag=a&tag=b',
  })

  expect(statusCode).toBe(200)
  expect(JSON.parse(body)).toEqual({
    body: { name: 'Ærø £5' },
    query: { q: 'café', tag: ['a', 'b'] },
  })
})

test('the same body as base64, as the gateway sends what it takes for binary: the same', async () => {
  const { body } = await send('POST', '/echo', {
    headers: json,
    body: Buffer.from('{"name":"Ærø £5"}').toString('base64'),
    isBase64Encoded: true,
  })

  expect(JSON.parse(body)).toMatchObject({ body: { name: 'Ærø £5' } })
})

test('a body that no parser wants: there is none, rather than a heap of bytes', async () => {
  const { body } = await send('POST', '/echo', {
    headers: { 'content-type': 'text/plain' },
    body: 'x',
  })

  expect(JSON.parse(body)).toMatchObject({ body: null })
})

test('malformed JSON: a problem document', async () => {
  const { statusCode, headers } = await send('POST', '/echo', { headers: json, body: '{"a":' })

  expect(statusCode).toBe(400)
  expect(headers['content-type']).toContain('application/problem+json')
})

test.each([
  ['base64', BYTES, { body: BYTES.toString('base64'), isBase64Encoded: true }],
  ['text', Buffer.from('{"id":"evt_1","é":1}'), { body: '{"id":"evt_1","é":1}' }],
])('a signed webhook as %s: its bytes arrive as they were signed', async (_how, bytes, body) => {
  const answer = await send('POST', '/raw', { headers: json, ...body })

  expect(JSON.parse(answer.body)).toEqual({ digest: digest(bytes), isBuffer: true })
})

test('cookies: they come in as the gateway parts them, and each goes out by itself', async () => {
  const { body, cookies, headers } = await send('GET', '/cookies', { cookies: ['x=1', 'y=2'] })

  expect(JSON.parse(body)).toEqual({ cookie: 'x=1; y=2' })
  expect(cookies).toEqual(['a=1; Path=/; HttpOnly', 'b=2; Path=/'])
  expect(headers).not.toHaveProperty('set-cookie')
})

test('a picture: it goes out as base64, byte for byte', async () => {
  const { isBase64Encoded, body } = await send('GET', '/picture')

  expect(isBase64Encoded).toBe(true)
  expect(Buffer.from(body, 'base64')).toEqual(BYTES)
})

test('a page: it goes out as text', async () => {
  const { isBase64Encoded, body } = await send('GET', '/page')

  expect({ isBase64Encoded, body }).toEqual({ isBase64Encoded: false, body: '<p>£1 · Ø</p>' })
})

test('an answer without content: nothing, with its status', async () => {
  expect(await send('GET', '/nothing')).toMatchObject({ statusCode: 204, body: '' })
})
