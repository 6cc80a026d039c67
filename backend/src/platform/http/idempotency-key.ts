import { z } from 'zod'

import { type Envelope, invalidRequest } from './endpoint.ts'

const Key = z.string().regex(/^[\x21-\x7e]{1,255}$/)

/** The request's `Idempotency-Key`, if it has one. @throws invalidRequest when it is none. */
export function idempotencyKeyOf(request: Envelope): string | undefined {
  const key = request.header('idempotency-key')
  if (key === undefined || Key.safeParse(key).success) return key
  throw invalidRequest('Some values were not accepted.', {
    errors: [
      {
        pointer: '#/headers/idempotency-key',
        detail: 'Between 1 and 255 printable ASCII characters.',
      },
    ],
  })
}
