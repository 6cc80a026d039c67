import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** A UUID of version 7 (RFC 9562): its first 48 bits are the time in milliseconds, so that ids sort by when they were made. */
export function newId(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, '0')
  // Of a random UUID all that follows its version, for Node draws those by the hundred.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** Whether this could be an id at all: what comes from elsewhere must not reach a column of ids unread. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** A secret that nobody can guess, of 256 bits, safe in a link and in a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret that only its holder knows. */
export const hashSecret = (secret: string): Buffer<ArrayBuffer> =>
  createHash('sha256').update(secret).digest()
