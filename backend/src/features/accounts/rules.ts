import { problemType } from '#platform/problem.ts'

export const signInRefused = problemType(
  'sign-in-refused',
  'unauthenticated',
  'The e-mail address or the password is wrong',
)
export const signInBusy = problemType(
  'sign-in-busy',
  'unavailable',
  'Too many people are signing in',
)
export const sessionEnded = problemType('session-ended', 'unauthenticated', 'Sign in again')
export const sessionJustRefreshed = problemType(
  'session-just-refreshed',
  'conflict',
  'The session was refreshed a moment ago',
)
export const emailTaken = problemType('email-taken', 'conflict', 'There is such an account already')
export const passwordUnfit = problemType(
  'password-unfit',
  'unprocessable',
  'The password cannot be used',
)

/** How long someone stays signed in without coming by. */
const SESSION_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Two tabs that wake together send the same refresh token. For this long the second of them is only refused: it gets nothing it
 * could use, asks again with the cookie that the first was given, and its owner stays signed in.
 */
const SAME_MOMENT_MS = 10_000

/** NIST SP 800-63B asks for eight characters and against rules of composition. */
const SHORTEST_PASSWORD = 8
/** bcrypt reads 72 bytes and ignores the rest. */
const LONGEST_PASSWORD_BYTES = 72

export const sessionExpiry = (now: Date): Date => new Date(now.getTime() + SESSION_DAYS * DAY_MS)

/** A token that was used before is a copy in the wrong hands, unless it was used in this very moment. */
export const isTheft = (usedAt: Date, now: Date): boolean =>
  now.getTime() - usedAt.getTime() > SAME_MOMENT_MS

/** The lengths a new password may have; a longer one is refused rather than cut. */
export function assertFitPassword(password: string): void {
  if (password.length < SHORTEST_PASSWORD) {
    throw passwordUnfit(`A password needs at least ${SHORTEST_PASSWORD} characters.`)
  }
  if (new TextEncoder().encode(password).length > LONGEST_PASSWORD_BYTES) {
    throw passwordUnfit(`A password can have at most ${LONGEST_PASSWORD_BYTES} bytes.`)
  }
}
