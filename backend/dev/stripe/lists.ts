import type Stripe from 'stripe'
import { z } from 'zod'

import { invalid } from './errors.ts'
import { expand, integer, text } from './params.ts'
import type { Table } from './table.ts'

const range = z.strictObject({
  gt: integer.optional(),
  gte: integer.optional(),
  lt: integer.optional(),
  lte: integer.optional(),
})

/** What every list takes. */
export const paging = {
  limit: integer
    .refine((limit) => limit >= 1 && limit <= 100, { error: 'at-least-one' })
    .optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
  expand: expand.optional(),
}

export const created = { created: z.union([integer, range]).optional() }

export interface Paging {
  readonly limit?: number | undefined
  readonly starting_after?: string | undefined
  readonly ending_before?: string | undefined
}

type Created = z.infer<typeof created.created>

export function isCreatedWithin(seconds: number, wanted: Created): boolean {
  if (wanted === undefined) return true
  if (typeof wanted === 'number') return seconds === wanted
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = wanted
  return seconds > gt && seconds >= gte && seconds < lt && seconds <= lte
}

interface Selection<T> {
  readonly url: string
  readonly paging: Paging
  readonly matches: (row: T) => boolean
}

/** One page of what matches, newest first, as Stripe pages it. */
export function pageOf<T extends { readonly id: string }>(
  table: Table<T>,
  {
    url,
    paging: { limit = 10, starting_after: after, ending_before: before },
    matches,
  }: Selection<T>,
): Stripe.ApiList<T> {
  const rows = table.rows()
  const found: T[] = []
  const isBackwards = before !== undefined
  const step = isBackwards ? 1 : -1
  const cursor = isBackwards ? cursorOf(table, before, 'ending_before') : startOf(table, after)
  for (let at = cursor + step; at >= 0 && at < rows.length && found.length <= limit; at += step) {
    const row = rows[at]
    if (row && matches(row)) found.push(row)
  }
  const data = found.slice(0, limit)
  return {
    object: 'list',
    data: isBackwards ? data.toReversed() : data,
    has_more: found.length > limit,
    url,
  }
}

function startOf<T extends { readonly id: string }>(
  table: Table<T>,
  after: string | undefined,
): number {
  return after === undefined ? table.rows().length : cursorOf(table, after, 'starting_after')
}

function cursorOf<T extends { readonly id: string }>(
  table: Table<T>,
  id: string,
  param: string,
): number {
  const position = table.position(id)
  if (position === undefined) {
    throw invalid(`No such object: '${id}'`, { code: 'resource_missing', param })
  }
  return position
}

/** A list that is always whole. */
export function wholeList<T>(data: T[], url: string): Stripe.ApiList<T> {
  return { object: 'list', data, has_more: false, url }
}
