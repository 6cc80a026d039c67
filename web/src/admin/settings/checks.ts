import { codesIn } from './draft.ts'

const inEnglish = new Intl.DisplayNames('en-GB', { type: 'region' })

/** The countries by their names, to be seen beside their codes; a code that is none stays as it is. */
export const namesOf = (typed: string): string =>
  codesIn(typed)
    .map((code) => (/^[A-Z]{2}$/.test(code) ? (inEnglish.of(code) ?? code) : code))
    .join(', ')

/** Every code stands for a country. */
export const countriesRule = {
  validate: (typed: unknown): string | true => {
    const wrong = codesIn(String(typed)).filter(
      (code) => !/^[A-Z]{2}$/.test(code) || inEnglish.of(code) === code,
    )
    return wrong.length === 0 || `${wrong.join(', ')}: no country has that code. GB and IE are two.`
  },
}

/** A whole number within bounds. */
export const wholeRule = (least: number, most: number) => ({
  validate: (typed: unknown): string | true => {
    const text = String(typed).trim()
    const isWithin = /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most
    return isWithin || `Give a whole number from ${least} to ${most}.`
  },
})

export const daysRule = (most: number) => wholeRule(0, most)
