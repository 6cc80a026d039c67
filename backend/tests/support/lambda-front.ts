import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type { Express } from 'express'

import { httpDoor } from '#entry/lambda-http.ts'

/** An HTTP front that hands every request to the Lambda door as API Gateway would: payload format 2.0. */
export function lambdaFront(app: Express): RequestListener {
  const door = httpDoor(app)
  return (req, res) => {
    void bodyOf(req)
      .then(async (body) => await door(eventFor(req, body), { awsRequestId: 'test' } as Context))
      .then((result) => answer(res, result as APIGatewayProxyStructuredResultV2))
      .catch((error: unknown) => {
        res.statusCode = 502
        res.end(String(error))
      })
  }
}

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function eventFor(req: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 {
  const url = new URL(req.url ?? '/', 'http://gateway')
  const { cookie, ...headers } = req.headers
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ),
    requestContext: {
      http: {
        method: req.method ?? 'GET',
        path: url.pathname,
        sourceIp: '127.0.0.1',
        protocol: 'HTTP/1.1',
        userAgent: '',
      },
    } as APIGatewayProxyEventV2['requestContext'],
    ...(body.length > 0 && { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  }
}

function answer(res: ServerResponse, result: APIGatewayProxyStructuredResultV2): void {
  const {
    statusCode = 200,
    headers = {},
    cookies = [],
    body = '',
    isBase64Encoded = false,
  } = result
  res.statusCode = statusCode
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, String(value))
  if (cookies.length > 0) res.setHeader('set-cookie', cookies)
  res.end(isBase64Encoded ? Buffer.from(body, 'base64') : body)
}
