import { createHash, randomBytes } from 'node:crypto'

/** A UUID of version 7 (RFC 9562): its first 48 bits are the time in milliseconds, so that ids sort by when they were made. */
export function newId(now: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** Whether this could be an id at all: what comes from elsewhere must not reach a column of ids unread. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** A secret that nobody can guess, of 256 bits, safe in a link and in a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret that only its holder knows. */
export const hashSecret = (secret: string): Buffer<ArrayBuffer> =>
  createHash('sha256').update(secret).digest()
