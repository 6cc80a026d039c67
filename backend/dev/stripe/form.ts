import { invalid } from './errors.ts'

/** What a form body holds: text, or text under names and numbers in brackets. */
export type FormValue = string | FormValue[] | FormObject
export interface FormObject {
  [name: string]: FormValue
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads `a[b][0][c]=d` as stripe-node writes it. Numbered and empty brackets make a list.
 * @throws StripeRefusal for a text that is not a form.
 */
export function parseForm(text: string): FormObject {
  const form: FormObject = {}
  if (text === '') return form
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=')
    const name = at < 0 ? pair : pair.slice(0, at)
    const value = at < 0 ? '' : pair.slice(at + 1)
    put(form, path(decode(name)), decode(value))
  }
  return form
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.includes('+') ? text.replaceAll('+', ' ') : text)
  } catch {
    throw invalid('Invalid request: the body is not valid form encoding.')
  }
}

function path(name: string): string[] {
  const bracket = name.indexOf('[')
  if (bracket <= 0) return [name]
  return [name.slice(0, bracket), ...name.slice(bracket + 1, -1).split('][')]
}

function put(form: FormObject, segments: readonly string[], value: string): void {
  let place: FormObject | FormValue[] = form
  segments.forEach((segment, i) => {
    if (FORBIDDEN.has(segment)) throw invalid(`Received unknown parameter: ${segment}`)
    const following = segments[i + 1]
    const inner = following === undefined ? value : (read(place, segment) ?? container(following))
    if (following !== undefined && typeof inner === 'string') throw invalid('Invalid object')
    write(place, segment, inner)
    if (typeof inner !== 'string') place = inner
  })
}

function container(segment: string): FormValue {
  return /^\d*$/.test(segment) ? [] : {}
}

function read(place: FormObject | FormValue[], segment: string): FormValue | undefined {
  if (!Array.isArray(place)) return place[segment]
  return segment === '' ? undefined : place[Number(segment)]
}

function write(place: FormObject | FormValue[], segment: string, value: FormValue): void {
  if (!Array.isArray(place)) {
    Object.defineProperty(place, segment, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
    return
  }
  const index = segment === '' ? place.length : Number(segment)
  if (!Number.isInteger(index) || index > 1000) throw invalid('Invalid array')
  place[index] = value
}
