import type { Clock } from '#platform/clock.ts'
import type { Role } from '#platform/contract.ts'
import { type Database, type Db, isDuplicate } from '#platform/db.ts'
import type { VerifyToken } from '#platform/http/caller.ts'
import { hashSecret, newId, newSecret } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'

import type { AccountView, SignInReply } from './contract.ts'
import { createPasswords } from './passwords.ts'
import * as repository from './repository.ts'
import {
  assertFitPassword,
  emailTaken,
  isTheft,
  sessionEnded,
  sessionExpiry,
  sessionJustRefreshed,
  signInRefused,
} from './rules.ts'
import { ACCESS_TOKEN_SECONDS, createAccessTokens } from './tokens.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
  /** What the browser calls itself, for the owner of the account to know the session by. */
  readonly userAgent: string
}

export interface NewAccount {
  /** Lower case. */
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly password: string
}

/** What a sign-in gives: the reply, and the secret that goes into the browser's cookie. */
export interface Session {
  readonly reply: SignInReply
  readonly refreshToken: string
  readonly expiresAt: Date
}

export interface Accounts {
  signIn(credentials: Credentials): Promise<Session>
  /** Changes a refresh token for the next one. One that was used before ends the whole session: somebody has a copy. */
  refresh(refreshToken: string): Promise<Session>
  /** Ends the session; a token that means nothing is no error. */
  signOut(refreshToken: string): Promise<void>
  me(accountId: string): Promise<AccountView>
  createAccount(account: NewAccount): Promise<AccountView>
  verifyToken: VerifyToken
  /** Forgets sessions a week after their end, and reports how many. */
  forgetEndedSessions(): Promise<number>
}

interface World {
  readonly db: Database
  readonly clock: Clock
  readonly signingKey: string
  readonly log: Log
}

const LONGEST_USER_AGENT = 300
const KEEP_ENDED_MS = 7 * 24 * 60 * 60 * 1000

export function createAccounts({ db, clock, signingKey, log }: World): Accounts {
  const passwords = createPasswords()
  const tokens = createAccessTokens(signingKey, clock)

  function sessionFor(account: repository.AccountRow, refreshToken: string, expiresAt: Date) {
    const { id, name, role } = account
    const reply = {
      accessToken: tokens.issue({ accountId: id, name, role }),
      expiresInSeconds: ACCESS_TOKEN_SECONDS,
      account: present(account),
    }
    return { reply, refreshToken, expiresAt }
  }

  /** Why a token that did not work did not; a copied one takes its session with it. */
  async function refuse(tx: Db, found: { sessionId: string; usedAt: Date | null }): Promise<Error> {
    const now = clock.now()
    if (found.usedAt && !isTheft(found.usedAt, now)) {
      return sessionJustRefreshed('Another tab did it. Ask again.', { retryAfterSeconds: 1 })
    }
    if (found.usedAt) {
      log.warn({ sessionId: found.sessionId }, 'a refresh token was used twice: session ended')
      await repository.revokeSession(tx, found.sessionId, now)
    }
    return sessionEnded('This session has ended. Sign in again.')
  }

  return {
    verifyToken: tokens.verify,

    async signIn({ email, password, userAgent }) {
      const account = await repository.findByEmail(db.pool, email)
      const matches = await passwords.matches(password, account?.passwordHash)
      if (!account || !matches || account.disabledAt) {
        throw signInRefused('Check both and try again.')
      }

      const now = clock.now()
      const refreshToken = newSecret()
      const expiresAt = sessionExpiry(now)
      await repository.insertSession(
        db.pool,
        {
          id: newId(now),
          accountId: account.id,
          userAgent: userAgent.slice(0, LONGEST_USER_AGENT),
          createdAt: now,
          expiresAt,
        },
        hashSecret(refreshToken),
      )
      return sessionFor(account, refreshToken, expiresAt)
    },

    async refresh(refreshToken) {
      const hash = hashSecret(refreshToken)
      const next = newSecret()
      const now = clock.now()
      const expiresAt = sessionExpiry(now)

      // A refusal is returned and thrown after the commit, for ending the session has to last.
      const outcome = await db.transaction(async (tx) => {
        const usable = await repository.useToken(tx, hash, now)
        const found = await repository.findToken(tx, hash)
        if (!found || !isLive(found.session, now)) return sessionEnded('Sign in again.')
        if (!usable) return await refuse(tx, found)
        await repository.addToken(tx, found.sessionId, hashSecret(next), { now, expiresAt })
        return found.session.account
      })
      if (outcome instanceof Error) throw outcome
      return sessionFor(outcome, next, expiresAt)
    },

    async signOut(refreshToken) {
      const found = await repository.findToken(db.pool, hashSecret(refreshToken))
      if (found) await repository.revokeSession(db.pool, found.sessionId, clock.now())
    },

    async me(accountId) {
      const account = await repository.findById(db.pool, accountId)
      if (!account || account.disabledAt) throw sessionEnded('This account is closed.')
      return present(account)
    },

    async createAccount({ email, name, role, password }) {
      assertFitPassword(password)
      const now = clock.now()
      const passwordHash = await passwords.hash(password)
      const account = { id: newId(now), email, name, role, createdAt: now, disabledAt: null }
      try {
        await repository.insertAccount(db.pool, { ...account, passwordHash })
      } catch (error) {
        if (isDuplicate(error)) throw emailTaken(`There is an account for ${email} already.`)
        throw error
      }
      return present(account)
    },

    async forgetEndedSessions() {
      const before = new Date(clock.now().getTime() - KEEP_ENDED_MS)
      return await repository.deleteEndedSessions(db.pool, before)
    },
  }
}

interface SessionState {
  readonly revokedAt: Date | null
  readonly expiresAt: Date
  readonly account: { readonly disabledAt: Date | null }
}

const isLive = ({ revokedAt, expiresAt, account }: SessionState, now: Date): boolean =>
  revokedAt === null && account.disabledAt === null && expiresAt > now

function present(account: Omit<repository.AccountRow, 'passwordHash'>): AccountView {
  const { id, email, name, role, createdAt } = account
  return { id, email, name, role, createdAt: createdAt.toISOString() }
}
