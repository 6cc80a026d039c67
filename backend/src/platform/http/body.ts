import { isUtf8 } from 'node:buffer'

import express, { type RequestHandler } from 'express'

import { problemType } from '#platform/problem.ts'

const malformed = problemType('malformed-request', 'invalid', 'The request cannot be read')

/** Enough for a product with a hundred variants; nothing else comes near. */
const LIMIT = '256kb'
const DEEPEST = 16

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** Reads JSON bodies, and only JSON that is UTF-8, shallow, and no attempt on the prototype. */
export function jsonBody(): RequestHandler[] {
  return [
    express.json({
      limit: LIMIT,
      type: ['application/json', 'application/*+json'],
      verify: (_req, _res, bytes) => assertHarmless(bytes),
    }),
    (req, _res, next) => {
      // serverless-http leaves the bytes of a body that nobody read where a parsed body would be.
      if (Buffer.isBuffer(req.body)) req.body = undefined
      next()
    },
  ]
}

function assertHarmless(bytes: Buffer): void {
  if (!isUtf8(bytes)) throw malformed('The body is not UTF-8.')
  if (depthOf(bytes) > DEEPEST) throw malformed(`The body is nested deeper than ${DEEPEST} levels.`)
  if (bytes.includes('"__proto__"'))
    throw malformed('The body has a name in it that is not accepted.')
}

/** How deep the JSON goes, without parsing it: a parser would already have paid for the depth. */
function depthOf(bytes: Buffer): number {
  let depth = 0
  let deepest = 0
  let inText = false
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes.readUInt8(i)
    if (inText) {
      if (byte === BACKSLASH) i += 1
      else if (byte === QUOTE) inText = false
    } else if (byte === QUOTE) inText = true
    else if (OPENING.has(byte)) deepest = Math.max(deepest, (depth += 1))
    else if (CLOSING.has(byte)) depth -= 1
  }
  return deepest
}
