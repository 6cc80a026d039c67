import { createHash } from 'node:crypto'

import jwt from 'jsonwebtoken'
import { z } from 'zod'

import type { Clock } from '#platform/clock.ts'
import { ROLES } from '#platform/contract.ts'
import type { SignedIn, VerifyToken } from '#platform/http/caller.ts'

export const ACCESS_TOKEN_SECONDS = 15 * 60

const ALGORITHM = 'HS256'
const ISSUER = 'sellthrough'
const AUDIENCE = 'sellthrough-api'

const Claims = z.object({
  sub: z.uuid(),
  name: z.string(),
  role: z.enum(ROLES),
  exp: z.int(),
})

export interface AccessTokens {
  issue(account: SignedIn): string
  /** Asks no database, so a token stays good for its fifteen minutes whatever happens to its account meanwhile. */
  verify: VerifyToken
}

/**
 * JSON Web Tokens under one key. The key's fingerprint travels as `kid`: after the key was changed every older token is refused, and
 * browsers fetch a new one with their refresh token without anybody noticing.
 */
export function createAccessTokens(signingKey: string, clock: Clock): AccessTokens {
  const keyid = createHash('sha256').update(signingKey).digest('base64url').slice(0, 12)
  const seconds = () => Math.floor(clock.now().getTime() / 1000)

  return {
    issue({ accountId, name, role }) {
      const iat = seconds()
      return jwt.sign({ name, role, iat, exp: iat + ACCESS_TOKEN_SECONDS }, signingKey, {
        algorithm: ALGORITHM,
        audience: AUDIENCE,
        issuer: ISSUER,
        keyid,
        subject: accountId,
      })
    },

    verify(token) {
      try {
        const { header, payload } = jwt.verify(token, signingKey, {
          algorithms: [ALGORITHM],
          audience: AUDIENCE,
          issuer: ISSUER,
          clockTimestamp: seconds(),
          complete: true,
        })
        if (header.kid !== keyid) return null
        const { sub, name, role } = Claims.parse(payload)
        return { accountId: sub, name, role }
      } catch {
        return null
      }
    },
  }
}
