import { stringifySetCookie } from 'cookie'
import { Router } from 'express'

import { ok, type Reply, route } from '#platform/http/endpoint.ts'
import type { RateLimits } from '#platform/http/rate-limit.ts'

import { RefreshSession, SignIn, SignOut, ViewMe } from './contract.ts'
import { sessionEnded } from './rules.ts'
import type { Accounts, Session } from './service.ts'

const COOKIE = 'refresh_token'
/** The browser sends it with nothing else. */
const COOKIE_PATH = '/api/auth'

/** Guesses at one password, and guesses at many from one address. */
const PER_ACCOUNT = { points: 10, seconds: 300 }
const PER_ADDRESS = { points: 100, seconds: 300 }

export interface AccountsEdge {
  readonly limits: RateLimits
  /** Whether the shop is reached over HTTPS, as everywhere but on a developer's machine. */
  readonly secure: boolean
}

export function accountsRoutes(accounts: Accounts, { limits, secure }: AccountsEdge): Router {
  const router = Router()
  const cookies = refreshCookies(secure)

  route(router, SignIn, async ({ body, request }) => {
    const guessesAt = `${body.email} ${request.ip}`
    await limits.limit('sign-in-address', request.ip, PER_ADDRESS)
    await limits.limit('sign-in', guessesAt, PER_ACCOUNT)
    const session = await accounts.signIn({
      ...body,
      userAgent: request.header('user-agent') ?? '',
    })
    await limits.forget('sign-in', guessesAt, PER_ACCOUNT)
    return cookies.giveTo(session)
  })

  route(router, RefreshSession, async ({ request }) => {
    const token = request.cookie(COOKIE)
    if (token === undefined) throw sessionEnded('Nobody is signed in here.')
    return cookies.giveTo(await accounts.refresh(token))
  })

  route(router, SignOut, async ({ request }) => {
    const token = request.cookie(COOKIE)
    if (token !== undefined) await accounts.signOut(token)
    return { cookies: [cookies.cleared] }
  })

  route(router, ViewMe, async ({ caller }) => ok(await accounts.me(caller.accountId)))

  return router
}

/** Scripts cannot read it, other sites cannot have it sent, and HTTP does not carry it where the shop speaks HTTPS. */
function refreshCookies(secure: boolean) {
  const kept = {
    name: COOKIE,
    path: COOKIE_PATH,
    httpOnly: true,
    secure,
    sameSite: 'strict',
  } as const
  return {
    cleared: stringifySetCookie({ ...kept, value: '', maxAge: 0 }),
    giveTo: ({ reply, refreshToken, expiresAt }: Session): Reply => ({
      body: reply,
      cookies: [stringifySetCookie({ ...kept, value: refreshToken, expires: expiresAt })],
    }),
  }
}
