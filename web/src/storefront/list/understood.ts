import { CONDITION_LABELS, MANY, type ManyFilter, ONE, type OneFilter } from './filters.ts'
import { MOST_MINOR } from './typed-range.ts'

/** The shop looks for so many letters at most. */
export const MOST_LETTERS = 200
/** The shop takes so many values of one filter. */
const MOST_VALUES = 20

const SORTS = ['relevance', 'newest', 'price', '-price', '-discount']
const NAMES = [...MANY, ...ONE]

const isAmount = (value: string) => /^\d+$/.test(value) && Number(value) <= MOST_MINOR
const isFlag = (value: string) => value === 'true' || value === 'false'
const isShort = (value: string) => value.length <= MOST_LETTERS

const UNDERSTOOD: Readonly<Record<ManyFilter | OneFilter, (value: string) => boolean>> = {
  category: isShort,
  brand: isShort,
  tag: isShort,
  condition: (value) => value in CONDITION_LABELS,
  q: isShort,
  minPrice: isAmount,
  maxPrice: isAmount,
  inStock: isFlag,
  onSale: isFlag,
  sort: (value) => SORTS.includes(value),
}

/** A list page's address with only what the shop understands: long words cut, values it does not know left out. */
export function understood(asked: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(asked)
  for (const name of NAMES) {
    const values = asked.getAll(name).map((value) => (name === 'q' ? searchable(value) : value))
    params.delete(name)
    for (const value of values.filter(UNDERSTOOD[name]).slice(0, MOST_VALUES)) {
      params.append(name, value)
    }
  }
  return params
}

/** Without what cannot be searched for: halves of characters, NUL, more than so many letters. */
const searchable = (words: string) => words.slice(0, MOST_LETTERS).replaceAll(/[\0\p{Cs}]/gu, '')

/** What is different from what the address asked for, in whole sentences. */
export function leftOut(asked: URLSearchParams): readonly string[] {
  const kept = understood(asked)
  const isCut = (asked.get('q') ?? '').length > MOST_LETTERS
  const isLess = NAMES.some(
    (name) => kept.getAll(name).length < asked.getAll(name).filter(Boolean).length,
  )
  return [
    ...(isCut ? [`That was a lot to look for: we took the first ${MOST_LETTERS} letters.`] : []),
    ...(isLess ? ['We did not understand part of the address, so it is left out here.'] : []),
  ]
}
