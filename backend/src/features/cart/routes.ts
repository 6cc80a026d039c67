import { Router } from 'express'

import type { Caller } from '#platform/http/caller.ts'
import { type Envelope, route } from '#platform/http/endpoint.ts'

import { AddCartLine, RemoveCartLine, ReplaceCart, SetCartLine, ViewCart } from './contract.ts'
import { cartReply, cartToken } from './cookie.ts'
import type { Cart, CartHolder } from './service.ts'

export function cartRoutes(
  cart: Cart,
  { secureCookies }: { readonly secureCookies: boolean },
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

  return router
}

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
