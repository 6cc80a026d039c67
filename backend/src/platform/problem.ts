/** What kind of refusal this is. Each transport decides what a kind looks like on its wire. */
export const PROBLEM_KINDS = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'changed-meanwhile',
  'too-large',
  'unsupported',
  'unprocessable',
  'too-many',
  'unavailable',
] as const
export type ProblemKind = (typeof PROBLEM_KINDS)[number]

/**
 * A refusal the shop makes on purpose, carrying what the caller may be told.
 * Anything else that is thrown is a defect: it is logged whole and reported as a bare 500.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly kind: ProblemKind
  readonly title: string
  readonly members: Readonly<Record<string, unknown>>

  constructor(type: ProblemType, detail: string, members: Readonly<Record<string, unknown>> = {}) {
    super(detail)
    this.code = type.code
    this.kind = type.kind
    this.title = type.title
    this.members = members
  }
}

export interface ProblemType {
  readonly code: string
  readonly kind: ProblemKind
  readonly title: string
}

/** Declares a problem once; the returned function makes the error to throw. */
export function problemType(code: string, kind: ProblemKind, title: string) {
  return (detail: string, members?: Readonly<Record<string, unknown>>) =>
    new Problem({ code, kind, title }, detail, members)
}
