import { stringifySetCookie } from 'cookie'

import type { Envelope, Reply } from '#platform/http/endpoint.ts'

import type { CartAnswer } from './open-cart.ts'

const NAME = 'cart'
const DAY_SECONDS = 24 * 60 * 60

export const cartToken = (request: Envelope): string | undefined => request.cookie(NAME)

/** `secure` wherever the shop itself is: a browser would not keep such a cookie over plain HTTP. */
export function cartReply({ cart, token, keptDays }: CartAnswer, secure: boolean): Reply {
  return {
    body: cart,
    headers: { etag: `"${cart.version}"`, 'cache-control': 'private, no-cache' },
    ...(token !== undefined && {
      cookies: [
        stringifySetCookie({
          name: NAME,
          value: token ?? '',
          httpOnly: true,
          sameSite: 'lax',
          secure,
          path: '/api',
          maxAge: token === null ? 0 : keptDays * DAY_SECONDS,
        }),
      ],
    }),
  }
}
