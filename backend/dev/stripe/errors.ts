/** Stripe's error types, as `error.type` spells them. */
export type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'

export interface ErrorBody {
  readonly type: ErrorType
  readonly message: string
  readonly code?: string
  readonly param?: string
}

/** A refusal as Stripe words it: an HTTP status and the `error` object of the reply. */
export class StripeRefusal extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, body: ErrorBody) {
    super(body.message)
    this.status = status
    this.body = body
  }
}

/** The request cannot be carried out as asked (400). */
export function invalid(message: string, more: Partial<ErrorBody> = {}): StripeRefusal {
  return new StripeRefusal(400, { type: 'invalid_request_error', message, ...more })
}

/** There is no object of that id (404). `noun` is Stripe's word for it, as in "No such refund". */
export function noSuch(noun: string, id: string, param = 'id'): StripeRefusal {
  return new StripeRefusal(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
  })
}

export function errorText(body: ErrorBody, requestId: string): string {
  const docUrl = body.code
    ? { doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}` }
    : {}
  const log = `https://dashboard.stripe.com/test/logs/${requestId}`
  return JSON.stringify({ error: { ...body, ...docUrl, request_log_url: log } })
}
