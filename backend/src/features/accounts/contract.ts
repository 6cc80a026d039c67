import { z } from 'zod'

import { Email, Instant, operation, ROLES } from '#platform/contract.ts'

export const AccountView = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    createdAt: Instant,
  })
  .readonly()
export type AccountView = z.output<typeof AccountView>

export const SignInReply = z
  .object({
    /** A JWT to send as bearer. */
    accessToken: z.string(),
    expiresInSeconds: z.int(),
    account: AccountView,
  })
  .readonly()
export type SignInReply = z.output<typeof SignInReply>

/** bcrypt reads 72 bytes and ignores the rest, so longer passwords are refused rather than cut. */
const MAX_PASSWORD_BYTES = 72
const Password = z
  .string()
  .min(1, 'This cannot be empty.')
  .refine(
    (password) => new TextEncoder().encode(password).length <= MAX_PASSWORD_BYTES,
    `A password can have at most ${MAX_PASSWORD_BYTES} bytes.`,
  )

export const SignIn = operation({
  method: 'post',
  path: '/api/auth/login',
  as: 'anyone',
  summary: 'Signs in; the refresh token comes as an httpOnly cookie',
  body: z.strictObject({ email: Email, password: Password }),
  reply: SignInReply,
})

export const RefreshSession = operation({
  method: 'post',
  path: '/api/auth/refresh',
  as: 'anyone',
  summary: 'Changes the refresh token for a new pair; a token used twice ends the session',
  reply: SignInReply,
})

export const SignOut = operation({
  method: 'post',
  path: '/api/auth/logout',
  as: 'anyone',
  summary: 'Ends this session',
  status: 204,
})

export const ViewMe = operation({
  method: 'get',
  path: '/api/auth/me',
  as: 'signed_in',
  summary: 'The account that is signed in',
  reply: AccountView,
})
