import { createHash, randomFillSync } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const pool = Buffer.alloc(8192)
let used = pool.length

/** A new identifier in Stripe's shape: the prefix, then random letters and digits. */
export function newId(prefix: string, length: number): string {
  if (used + length > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  let id = prefix
  for (let i = 0; i < length; i += 1) id += ALPHABET[(pool[used + i] ?? 0) % ALPHABET.length]
  used += length
  return id
}

/** An identifier that follows from the content, so that the same thing described twice is one object. */
export function idOfContent(prefix: string, content: unknown): string {
  const digest = createHash('sha1').update(JSON.stringify(content)).digest('hex')
  return `${prefix}${digest.slice(0, 24)}`
}
