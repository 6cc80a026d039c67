import type { Site } from './site.ts'

/** Something that goes wrong around the shop, and that is over when `strike` ends. */
export interface Fault {
  readonly dependency: string
  readonly name: string
  /** How long the server itself is kept from answering; nothing more may be added to its own limits. */
  readonly silentMs?: number
  /** The server itself is ended, so that connections end without an answer. */
  readonly endsServer?: boolean
  /** @returns what else was seen meanwhile, in words, or nothing. */
  strike(site: Site): Promise<string | void>
}
