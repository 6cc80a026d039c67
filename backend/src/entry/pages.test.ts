import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import express from 'express'
import request from 'supertest'

import { notFoundHandler, problemHandler } from '#platform/http/problem-handler.ts'
import { createTestMedia } from '#tests/support/world.ts'

import { pageRoutes } from './pages.ts'

let webRoot: string
const media = createTestMedia()
const troubles: unknown[] = []
const app = express()
beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'shop-pages-'))
  await writeFile(join(webRoot, 'index.html'), '<title>Shop</title>')
  await writeFile(join(webRoot, 'admin.html'), '<title>Admin</title>')
  await media.put('demo/kettle/320.webp', Buffer.from('a kettle'), 'image/webp')
  app.use(pageRoutes(webRoot, media))
  app.use(notFoundHandler)
  const note = (error: unknown) => void troubles.push(error)
  app.use(problemHandler({ onDefect: note, onTrouble: note }))
})
afterAll(async () => await rm(webRoot, { recursive: true }))
afterEach(() => expect(troubles).toEqual([]))

test.each([
  ['/', 200, 'Shop'],
  ['/p/kettle', 200, 'Shop'],
  ['/orders/1', 200, 'Shop'],
  ['/admin', 200, 'Admin'],
  ['/admin/orders/1', 200, 'Admin'],
  ['/nowhere', 404, 'Shop'],
  ['/administrator', 404, 'Shop'],
])('%s: %i, and the page of the %s', async (path, status, title) => {
  const response = await request(app).get(path).set('accept', 'text/html')

  expect([response.status, response.text]).toEqual([status, `<title>${title}</title>`])
})

test('a picture: as it is kept, for ever', async () => {
  const response = await request(app).get('/media/demo/kettle/320.webp').buffer(true)

  expect(response.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(response.body.toString()).toBe('a kettle')
})

test.each(['/assets/gone-1a2b3c.js', '/media/demo/gone/320.webp', '/api/nowhere'])(
  '%s: 404 as a problem document',
  async (path) => {
    const response = await request(app).get(path).set('accept', '*/*')

    expect([response.status, response.type]).toEqual([404, 'application/problem+json'])
  },
)
