import { problemType } from '#platform/problem.ts'

export const invalidCursor = problemType(
  'invalid-cursor',
  'invalid',
  'The cursor does not belong to this list',
)

/** So few units are told by number, and are low in the owner's list. */
export const FEW_UNITS = 3

/** Units left, told only while they are few: a number that is not pressing is nobody's business. */
export const unitsToTell = (units: number): number | null =>
  units > 0 && units <= FEW_UNITS ? units : null

/** What somebody typed, taken apart for searching. */
export interface Search {
  /** As typed, for the search engine's own reading of it: "quoted words" belong together, -words are unwanted. */
  readonly text: string
  /** The words before the last, and the last, which may still be in the typing. */
  readonly head: string
  readonly last: string
  /** Each word that means something, and how alike another must be to be taken for it, from 0 to 1. */
  readonly words: readonly string[]
  readonly likeness: readonly number[]
  /** What an exact SKU or barcode would look like. */
  readonly codes: readonly string[]
  /** Asked with quotes or minus signs, which is taken at its word: nothing that is only alike. */
  readonly isExact: boolean
}

const EMPTY_WORDS = new Set('a an and for from in of on or the to with'.split(' '))
const MOST_WORDS = 8

/** Nothing when there is not a single letter or digit to look for. */
export function readSearch(q: string | undefined): Search | undefined {
  const text = (q ?? '').trim().replace(/\s+/g, ' ')
  const all = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []
  if (all.length === 0) return undefined

  const telling = all.filter((word) => !EMPTY_WORDS.has(word))
  const words = (telling.length > 0 ? telling : all).slice(0, MOST_WORDS)
  return {
    text,
    head: all.slice(0, -1).join(' '),
    last: all.at(-1) ?? '',
    words,
    likeness: words.map(likenessNeeded),
    codes: [...new Set([text, text.toUpperCase(), text.toLowerCase()])],
    isExact: /"|(^|\s)-\w/.test(text),
  }
}

/** The least that any word needs, and so what the trigram index is asked for. */
export const LEAST_LIKENESS = 0.44

/**
 * How alike, from 0 to 1, something must be to be taken for this word. One wrong letter costs a short word more of its trigrams
 * than a long one: "tepot" shares 0.44 with teapot, "mgu" 0.25 with mug, but so does "mud".
 */
export function likenessNeeded(word: string): number {
  if (word.length <= 3) return 0.75
  return word.length === 4 ? 0.6 : LEAST_LIKENESS
}
