import type { Readable } from 'node:stream'

import { problemType } from './problem.ts'

/** The store does not answer, or says that it cannot. */
export const picturesAway = problemType(
  'pictures-away',
  'unavailable',
  'The pictures cannot be reached',
)

export interface StoredObject {
  readonly body: Readable
  readonly contentType: string
  readonly contentLength: number | undefined
  readonly etag: string | undefined
}

/**
 * Where pictures are kept, by key. Keys are never reused, so what is there may be cached for ever.
 * Both throw picturesAway while the store cannot be reached.
 */
export interface MediaStore {
  put(key: string, bytes: Buffer, contentType: string): Promise<void>
  /** Null when there is nothing by that key. */
  get(key: string): Promise<StoredObject | null>
}
