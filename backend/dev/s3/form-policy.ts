import { z } from 'zod'

import { accessDenied, S3Refusal } from './refusal.ts'

type Fields = ReadonlyMap<string, string>

const Condition = z.union([
  z.record(z.string(), z.coerce.string()),
  z.tuple([z.literal('content-length-range'), z.coerce.number(), z.coerce.number()]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string(), z.string()]),
])

const Policy = z.object({ expiration: z.iso.datetime(), conditions: z.array(Condition) })

type Condition = z.infer<typeof Condition>

/** These need no condition: they are the policy and its signature. */
const FREE_FIELDS: ReadonlySet<string> = new Set(['policy', 'x-amz-signature', 'file', 'bucket'])

/**
 * Holds a form upload to its policy: not expired, every condition met, every field named by one.
 * Field names compare without case, as S3 does. `fields` has the bucket among them.
 * @throws S3Refusal saying which condition failed.
 */
export function assertAllowed(fields: Fields, sizeBytes: number, now: Date): void {
  const policy = parsePolicy(fields.get('policy') ?? '')
  if (now >= new Date(policy.expiration)) throw refused('Policy expired.')

  const named = new Set<string>()
  for (const condition of policy.conditions) {
    const met = isMet(condition, { fields, sizeBytes, named })
    if (!met) throw refused(`Policy Condition failed: ${JSON.stringify(condition)}`)
  }
  for (const name of fields.keys()) {
    const covered = named.has(name) || FREE_FIELDS.has(name) || name.startsWith('x-ignore-')
    if (!covered) throw refused(`Extra input fields: ${name}`)
  }
}

function parsePolicy(base64: string): z.infer<typeof Policy> {
  try {
    return Policy.parse(JSON.parse(Buffer.from(base64, 'base64').toString('utf8')))
  } catch (error) {
    const message = `Invalid Policy: ${error instanceof Error ? error.message : String(error)}`
    throw new S3Refusal(400, 'InvalidPolicyDocument', message)
  }
}

function isMet(
  condition: Condition,
  { fields, sizeBytes, named }: { fields: Fields; sizeBytes: number; named: Set<string> },
): boolean {
  const check = (field: string, test: (value: string) => boolean) => {
    const name = field.replace(/^\$/, '').toLowerCase()
    named.add(name)
    return test(fields.get(name) ?? '')
  }
  if (!Array.isArray(condition)) {
    return Object.entries(condition).every(([field, expected]) =>
      check(field, (value) => value === expected),
    )
  }
  if (condition[0] === 'content-length-range') return assertSize(sizeBytes, condition)

  const [kind, field, expected] = condition
  return check(field, (value) => (kind === 'eq' ? value === expected : value.startsWith(expected)))
}

function assertSize(
  sizeBytes: number,
  [, least, most]: readonly [unknown, number, number],
): boolean {
  if (sizeBytes < least) {
    const message = 'Your proposed upload is smaller than the minimum allowed size'
    throw new S3Refusal(400, 'EntityTooSmall', message)
  }
  if (sizeBytes > most) {
    const message = 'Your proposed upload exceeds the maximum allowed size'
    throw new S3Refusal(400, 'EntityTooLarge', message)
  }
  return true
}

function refused(reason: string): S3Refusal {
  return accessDenied(`Invalid according to Policy: ${reason}`)
}
