import type { ErrorBody } from './errors.ts'

/** A way for the API to misbehave, for as many matching requests as `times` says (null: until cleared). */
export interface Fault {
  /** A method and the beginning of a path, "POST /v1/refunds"; "*" is any method. */
  readonly match: string
  /** What is answered; null answers as if nothing were wrong, only later. */
  readonly status: number | null
  readonly delayMs: number
  /** The work is done first; only the answer is lost. */
  readonly after: boolean
  /** The answer is not JSON. */
  readonly malformed: boolean
  times: number | null
}

export interface Faults {
  add(fault: Fault): void
  all(): readonly Fault[]
  clear(): void
  /** The fault that strikes this request, if any; it counts as used. */
  strike(method: string, path: string): Fault | null
}

export function createFaults(): Faults {
  let faults: Fault[] = []
  return {
    add: (fault) => faults.push(fault),
    all: () => faults,
    clear: () => {
      faults = []
    },
    strike: (method, path) => {
      const fault = faults.find(({ match }) => isMatch(match, method, path))
      if (!fault) return null
      if (fault.times !== null) fault.times -= 1
      if (fault.times === 0) faults = faults.filter((other) => other !== fault)
      return fault
    },
  }
}

function isMatch(match: string, method: string, path: string): boolean {
  const [wanted = '', prefix = ''] = match.split(' ')
  return (wanted === '*' || wanted === method) && path.startsWith(prefix)
}

/** The error Stripe gives with a status, when it is Stripe that fails. */
export function errorOf(status: number): ErrorBody {
  if (status === 401) return { type: 'invalid_request_error', message: 'Invalid API Key provided.' }
  if (status === 402)
    return { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' }
  if (status === 404) {
    return { type: 'invalid_request_error', code: 'resource_missing', message: 'No such object.' }
  }
  if (status === 409) {
    return {
      type: 'invalid_request_error',
      code: 'lock_timeout',
      message:
        'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.',
    }
  }
  if (status === 429) {
    return {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message: 'Request rate limit exceeded.',
    }
  }
  if (status >= 500) {
    return {
      type: 'api_error',
      message: 'An unknown error occurred. (The stand-in was told to fail.)',
    }
  }
  return { type: 'invalid_request_error', message: 'The stand-in was told to refuse this request.' }
}
