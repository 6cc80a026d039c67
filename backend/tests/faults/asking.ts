/** What somebody in front of the shop met. */
export interface Reply {
  /** Null when the connection ended without an answer. */
  readonly status: number | null
  readonly milliseconds: number
  /** The code of the problem document where there was one: of an unexpected error it is `about:blank`. */
  readonly problem: string | null
  readonly cookie: string | null
  readonly body: Readonly<Record<string, unknown>>
}

interface Question {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
}

/** Longer than the shop may ever take: who waits so long has met a defect. */
export const PATIENCE_MS = 40_000

/** Asks, and tells what came of it; never throws. */
export async function ask(url: string, question: Question = {}): Promise<Reply> {
  const started = performance.now()
  const answer = await send(url, question).catch(() => NONE)
  return { ...answer, milliseconds: performance.now() - started }
}

const NONE = { status: null, problem: null, cookie: null, body: {} }

async function send(url: string, { method = 'GET', headers, body }: Question) {
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body ? JSON.stringify(body) : null,
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const text = await response.text()
  return {
    status: response.status,
    problem: isProblem(response) ? codeOf(text) : null,
    cookie: /\bcart=[^;]+/.exec(response.headers.get('set-cookie') ?? '')?.[0] ?? null,
    body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {},
  }
}

const isProblem = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('application/problem+json') === true

const codeOf = (text: string): string => /"\/problems\/([\w-]+)"/.exec(text)?.[1] ?? 'about:blank'
