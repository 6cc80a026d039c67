import { z } from 'zod'

import { invalid, type StripeRefusal } from './errors.ts'
import type { FormObject } from './form.ts'

/** The kinds of value a form field can hold, read from its text. */
export const text = z.string().min(1).max(5000)
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, { error: 'integer' })
  .transform(Number)
export const positive = integer.refine((value) => value >= 1, { error: 'at-least-one' })
export const notNegative = integer.refine((value) => value >= 0, { error: 'at-least-zero' })
export const decimal = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, { error: 'decimal' })
  .transform(Number)
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
export const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, { error: 'currency' })
  .transform((value) => value.toLowerCase())
export const expand = z.array(text).max(20)
export const metadata = z.preprocess(
  (value) => (Array.isArray(value) ? Object.fromEntries(value.entries()) : value),
  z.union([z.literal(''), z.record(z.string().max(40), z.string().max(500))]),
)

export type Metadata = z.infer<typeof metadata>

/** The key-value pairs after an update: an empty value removes its key, an empty text removes all. */
export function mergeMetadata(
  present: Readonly<Record<string, string>>,
  change: Metadata | undefined,
): Record<string, string> {
  if (change === '') return {}
  const merged = Object.entries({ ...present, ...change }).filter(([, value]) => value !== '')
  if (merged.length > 50) {
    throw invalid('You can only have up to 50 metadata keys.', { param: 'metadata' })
  }
  return Object.fromEntries(merged)
}

/**
 * Checks what was sent against what Stripe accepts.
 * @throws StripeRefusal naming the first parameter that is unknown, missing or malformed.
 */
export function parseParams<T>(schema: z.ZodType<T>, sent: FormObject): T {
  const result = schema.safeParse(sent)
  if (result.success) return result.data
  const unknown = result.error.issues.find((issue) => issue.code === 'unrecognized_keys')
  const issue = unknown ?? result.error.issues[0]
  throw issue ? refusal(issue, sent) : invalid('Invalid request.')
}

function refusal(issue: z.core.$ZodIssue, sent: FormObject): StripeRefusal {
  const param = paramName(issue.path)
  if (issue.code === 'unrecognized_keys') return unknownParams(issue.path, issue.keys)
  const value = valueAt(sent, issue.path)
  if (value === undefined) {
    return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  if (value === '') return emptyParam(param)
  if (issue.code === 'invalid_value') {
    return invalid(`Invalid ${param}: must be one of ${issue.values.join(', ')}`, { param })
  }
  return malformed(issue, param, value)
}

function malformed(issue: z.core.$ZodIssue, param: string, value: unknown): StripeRefusal {
  const shown = typeof value === 'string' ? value : JSON.stringify(value)
  const code = 'parameter_invalid_integer'
  if (issue.message === 'integer') return invalid(`Invalid integer: ${shown}`, { code, param })
  if (issue.message === 'at-least-one') {
    return invalid('This value must be greater than or equal to 1.', { code, param })
  }
  if (issue.message === 'at-least-zero')
    return invalid('Invalid non-negative integer', { code, param })
  if (issue.message === 'decimal') return invalid(`Invalid decimal: ${shown}`, { param })
  if (issue.message === 'currency') return invalid(`Invalid currency: ${shown}.`, { param })
  if (issue.code === 'invalid_type') return invalid(`Invalid ${issue.expected}`, { param })
  return invalid(`Invalid ${param}: ${issue.message}`, { param })
}

function unknownParams(path: readonly PropertyKey[], keys: readonly string[]): StripeRefusal {
  const names = keys.map((key) => paramName([...path, key]))
  const [param = ''] = names
  const message = `Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`
  return invalid(message, { code: 'parameter_unknown', param })
}

function emptyParam(param: string): StripeRefusal {
  const message =
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a field; ` +
    `however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`
  return invalid(message, { code: 'parameter_invalid_empty', param })
}

function paramName(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path.map(String)
  return (first ?? '') + rest.map((segment) => `[${segment}]`).join('')
}

function valueAt(sent: FormObject, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (place, segment) =>
      typeof place === 'object' && place !== null ? Reflect.get(place, segment) : undefined,
    sent,
  )
}

/** These parameters, as Stripe shows them back: null where nothing was sent. */
export function orNull<T extends object, K extends keyof T>(
  params: T,
  ...names: readonly K[]
): { [P in K]-?: Exclude<T[P], undefined> | null } {
  const pairs = names.map((name) => [name, params[name] ?? null])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from exactly these names
  return Object.fromEntries(pairs) as { [P in K]-?: Exclude<T[P], undefined> | null }
}
