import { createHash } from 'node:crypto'

import { z } from 'zod'

import { invalidCursor } from './rules.ts'

/** Where a page ended: the last product's place in the order, and its id among those in the same place. */
export interface Position {
  readonly key: number
  readonly id: string
}

/** The end of the year 9999 in milliseconds: no key is larger, and PostgreSQL can keep it as a time. */
const LARGEST_KEY = 253_402_300_799_999
const Cursor = z.tuple([z.string(), z.int().min(0).max(LARGEST_KEY), z.uuid()])

/** A cursor is good only for the list it came from, which `list` names: its sort, and what was searched for. */
export function writeCursor(list: string, { key, id }: Position): string {
  return Buffer.from(JSON.stringify([fingerprint(list), key, id])).toString('base64url')
}

/** @throws invalidCursor when it is broken or comes from another list. */
export function readCursor(list: string, cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined
  const parsed = Cursor.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (!parsed.success || parsed.data[0] !== fingerprint(list)) {
    const detail = 'Start again from the first page, without a cursor.'
    throw invalidCursor(detail, { errors: [{ pointer: '#/query/cursor', detail }] })
  }
  const [, key, id] = parsed.data
  return { key, id }
}

const fingerprint = (list: string): string =>
  createHash('sha256').update(list).digest('base64url').slice(0, 8)

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
