import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'

import { Pool } from 'pg'

import { LOOPBACK } from '#dev/ports.ts'

import { captureListQuery, presentList } from './bare-list.ts'
import { answerParent, ready } from './processes.ts'

/** The least there can be between a browser and the database: Node's own server, one prepared statement, the same JSON. */
const [databaseUrl = '', poolSize = ''] = process.argv.slice(2)
const pool = new Pool({
  connectionString: databaseUrl,
  max: Number(poolSize),
  // As the shop's own connections have it.
  options: '-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1',
})
const query = await captureListQuery()

function answer(response: ServerResponse, body: string): void {
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.setHeader('content-length', Buffer.byteLength(body))
  response.end(body)
}

const server = createServer((request, response) => {
  // What the driver can do at most: an answer that is there already.
  if (request.url === '/nothing') return answer(response, '{}')
  pool.query(query).then(
    ({ rows }) => answer(response, presentList(rows)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
})
server.listen(0, LOOPBACK)
await once(server, 'listening')
const address = server.address()
answerParent(async () => await pool.end())
ready(typeof address === 'object' ? address?.port : undefined)
