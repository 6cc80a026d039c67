import type { Readable } from 'node:stream'

export interface StoredObject {
  readonly body: Readable
  readonly contentType: string
  readonly contentLength: number | undefined
  readonly etag: string | undefined
}

/** Where pictures are kept, by key. Keys are never reused, so what is there may be cached for ever. */
export interface MediaStore {
  put(key: string, bytes: Buffer, contentType: string): Promise<void>
  /** Null when there is nothing by that key. */
  get(key: string): Promise<StoredObject | null>
}
