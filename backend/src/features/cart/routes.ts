import { Router } from 'express'

import { couponUnknown } from '#features/pricing/index.ts'
import type { Caller } from '#platform/http/caller.ts'
import { type Envelope, route } from '#platform/http/endpoint.ts'
import type { RateLimits } from '#platform/http/rate-limit.ts'
import { Problem } from '#platform/problem.ts'

import {
  AddCartLine,
  AddCoupon,
  RemoveCartLine,
  RemoveCoupon,
  ReplaceCart,
  SetCartLine,
  ViewCart,
} from './contract.ts'
import { cartReply, cartToken } from './cookie.ts'
import type { CartHolder } from './open-cart.ts'
import type { Cart } from './service.ts'

export function cartRoutes(
  cart: Cart,
  { secureCookies, limits }: { readonly secureCookies: boolean; readonly limits: RateLimits },
): Router {
  const router = Router()

  route(router, ViewCart, async (input) => {
    const answer = await cart.view(holderOf(input))
    const reply = cartReply(answer, secureCookies)
    const known = input.request.header('if-none-match') === reply.headers?.['etag']
    return known && !reply.cookies ? { status: 304, headers: reply.headers ?? {} } : reply
  })

  route(router, ReplaceCart, async (input) =>
    cartReply(await cart.replace(holderOf(input), input.body.lines), secureCookies),
  )

  route(router, AddCartLine, async (input) =>
    cartReply(await cart.add(holderOf(input), input.body), secureCookies),
  )

  route(router, SetCartLine, async (input) => {
    const line = { sku: input.params.sku, quantity: input.body.quantity }
    return cartReply(await cart.set(holderOf(input), line), secureCookies)
  })

  route(router, RemoveCartLine, async (input) =>
    cartReply(await cart.remove(holderOf(input), input.params.sku), secureCookies),
  )

  route(router, AddCoupon, async (input) => {
    const { ip } = input.request
    await limits.check('coupon', ip, WRONG_CODES)
    try {
      return cartReply(await cart.addCoupon(holderOf(input), input.body.code), secureCookies)
    } catch (error) {
      const isGuess = error instanceof Problem && error.code === couponUnknown('').code
      if (isGuess) await limits.limit('coupon', ip, WRONG_CODES)
      throw error
    }
  })

  route(router, RemoveCoupon, async (input) =>
    cartReply(await cart.removeCoupon(holderOf(input), input.params.code), secureCookies),
  )

  return router
}

/** So many codes that nobody knows, from one address: people mistype, programs guess. */
const WRONG_CODES = { points: 20, seconds: 600 }

export const holderOf = ({
  caller,
  request,
}: {
  caller: Caller
  request: Envelope
}): CartHolder => ({
  caller,
  token: cartToken(request),
})
