import type { Request, RequestHandler } from 'express'

import type { Role } from '#platform/contract.ts'

/** Who is asking. `anyone` is somebody who is not signed in. */
export type Caller =
  | { readonly role: 'anyone' }
  | { readonly role: Role; readonly accountId: string; readonly name: string }
export type SignedIn = Exclude<Caller, { readonly role: 'anyone' }>

/** The account a token speaks for; null when the token is no good, or no longer. */
export type VerifyToken = (token: string) => SignedIn | null

const ANYONE: Caller = { role: 'anyone' }
const callers = new WeakMap<Request, Caller>()

export const callerOf = (req: Request): Caller => callers.get(req) ?? ANYONE

export const accountIdOf = (caller: Caller): string | null =>
  caller.role === 'anyone' ? null : caller.accountId

/** Reads the bearer token, if there is one. It never refuses: that is the endpoint's decision. */
export function identify(verify: VerifyToken): RequestHandler {
  return (req, _res, next) => {
    const [scheme, token] = (req.get('authorization') ?? '').split(' ')
    const caller = scheme?.toLowerCase() === 'bearer' && token ? verify(token) : null
    if (caller) callers.set(req, caller)
    next()
  }
}
