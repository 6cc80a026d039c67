/** One fault in what was sent; `pointer` says where (`#/body/email`). */
export interface FieldFault {
  readonly pointer: string
  readonly detail: string
}

interface ProblemDocument {
  readonly type?: string | undefined
  readonly title?: string | undefined
  readonly status?: number | undefined
  readonly detail?: string | undefined
  readonly errors?: readonly FieldFault[] | undefined
  readonly [member: string]: unknown
}

/**
 * A refusal from the shop, as RFC 9457 describes it. `code` is the last part of `type`, `message` is meant for
 * the person. A shop that cannot be reached, or answers with something else, is a problem too: status 0,
 * code `unreachable`.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly errors: readonly FieldFault[]
  /** The document as it came, for the members a problem has of its own. */
  readonly document: ProblemDocument

  constructor(status: number, document: ProblemDocument) {
    super(document.detail ?? document.title ?? 'Something went wrong on our side.')
    this.status = status
    this.code = document.type?.slice(document.type.lastIndexOf('/') + 1) ?? 'unknown'
    this.errors = document.errors ?? []
    this.document = document
  }
}

const unreachable = () =>
  new ApiProblem(0, {
    type: '/problems/unreachable',
    detail: 'We can’t reach the shop just now. Check your connection and try again.',
  })

export interface RequestOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Sends a request below `/api` and gives the response as it came when it is a success or a 304. */
export async function request(
  method: string,
  path: string,
  { body, headers, signal }: RequestOptions = {},
): Promise<Response> {
  const response = await fetch(`/api${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : unreachable()
  })

  if (response.ok || response.status === 304) return response
  throw new ApiProblem(response.status, await documentIn(response))
}

/** What came, as a problem document; a page from something in between says no more than its status. */
async function documentIn(response: Response): Promise<ProblemDocument> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every member is optional
    return (await response.json()) as ProblemDocument
  } catch {
    return { status: response.status }
  }
}

async function send<T>(method: string, path: string, options?: RequestOptions): Promise<T> {
  const response = await request(method, path, options)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both sides compile against one contract
  return (await response.json()) as T
}

export const api = {
  get: <T>(path: string, options?: RequestOptions) => send<T>('GET', path, options),
  post: <T>(path: string, options?: RequestOptions) => send<T>('POST', path, options),
  put: <T>(path: string, options?: RequestOptions) => send<T>('PUT', path, options),
  patch: <T>(path: string, options?: RequestOptions) => send<T>('PATCH', path, options),
  delete: <T>(path: string, options?: RequestOptions) => send<T>('DELETE', path, options),
}
