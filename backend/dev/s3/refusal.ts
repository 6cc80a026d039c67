import type { Reply } from '#dev/http.ts'

import { element } from './xml.ts'

/** A refusal as S3 words it. */
export class S3Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const accessDenied = (message = 'Access Denied') =>
  new S3Refusal(403, 'AccessDenied', message)

export const invalidArgument = (message: string) => new S3Refusal(400, 'InvalidArgument', message)

export const noSuchKey = () => new S3Refusal(404, 'NoSuchKey', 'The specified key does not exist.')

export const notImplemented = (what: string) =>
  new S3Refusal(501, 'NotImplemented', `The local S3 does not know ${what}.`)

export function asReply({ status, code, message }: S3Refusal, resource: string): Reply {
  const error = element('Error', {
    Code: code,
    Message: message,
    Resource: resource,
    RequestId: 'LOCAL',
  })
  return { status, headers: { 'content-type': 'application/xml' }, body: error }
}
