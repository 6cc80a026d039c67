import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda'
import type { Express } from 'express'
import serverless from 'serverless-http'

type HttpDoor = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyResultV2>

/** What travels as it is; everything else goes as base64, for the gateway carries text only. */
const TEXT = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|javascript))/

/** The app behind an API Gateway HTTP API, payload format 2.0. */
export function httpDoor(app: Express): HttpDoor {
  const door = serverless(app, { provider: 'aws', binary: isBinary })
  return async (event, context) => await door(event, context)
}

function isBinary(headers: Readonly<Record<string, string | undefined>>): boolean {
  const encoding = headers['content-encoding'] ?? 'identity'
  return encoding !== 'identity' || !TEXT.test(headers['content-type'] ?? 'text/plain')
}
