import { type CardFaults, isCard, readCard } from './card-form.ts'
import { cardNumbered, TEST_CARDS } from './cards.ts'
import { NO_CAUSE } from './events.ts'
import { html, type Reply, type Request, redirect } from './http.ts'
import type { Payer } from './methods.ts'
import {
  authenticationPage,
  endedPage,
  FILLINGS,
  missingPage,
  type Problem,
  payPage,
  returnUrl,
  type Typed,
} from './pay-page.ts'
import { authenticate, type Ending, isAuthenticating, payByBank, payByCard } from './payments.ts'
import { BANK_SECONDS } from './refunds.ts'
import type { SessionRow } from './rows.ts'
import type { World } from './world.ts'

const NO_PROBLEM: Problem = { message: null, faults: {} }

/** Answers the hosted payment page: `/c/pay/{id}` and the bank's step behind it. */
export function payRoutes(world: World): (request: Request) => Reply {
  return ({ method, path, body }) => {
    const [, , , id = '', step] = path.split('/')
    return world.work(NO_CAUSE, () => {
      const row = world.store.sessions.get(id)
      if (!row) return html(404, missingPage())
      if (row.object.status !== 'open')
        return html(row.object.status === 'expired' ? 410 : 200, endedPage(row))
      const sent = new URLSearchParams(body)
      if (step === 'authenticate') return authenticationStep(world, row, method, sent)
      return method === 'POST' ? submit(world, row, sent) : html(200, blankPage(world, row))
    })
  }
}

function authenticationStep(
  world: World,
  row: SessionRow,
  method: string,
  sent: URLSearchParams,
): Reply {
  if (!isAuthenticating(world, row)) return redirect(`/c/pay/${row.id}`)
  if (method !== 'POST') return html(200, authenticationPage(row))
  const ending = authenticate(world, row, sent.get('answer') === 'complete')
  return answer(world, row, ending, typedIn(row, new URLSearchParams()))
}

function submit(world: World, row: SessionRow, sent: URLSearchParams): Reply {
  const typed = typedIn(row, sent)
  const filling = FILLINGS.find(({ key }) => key === sent.get('fill'))
  if (filling) return html(200, payPage(world, row, filled(world, typed, filling.key), NO_PROBLEM))

  const payer: Payer = { email: typed.email, name: typed.name || null }
  const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email)
    ? {}
    : { email: 'Your email is incomplete.' }
  if (typed.method !== 'card') {
    if (email.email) return faulty(world, row, typed, email)
    const outcome = typed.method === 'bank_fails' ? 'failed' : 'succeeded'
    const ending = payByBank(world, row, payer, { outcome, at: world.now() + BANK_SECONDS })
    return answer(world, row, ending, typed)
  }
  const card = readCard(typed, world.now())
  if (!isCard(card) || email.email)
    return faulty(world, row, typed, { ...(isCard(card) ? {} : card), ...email })
  return answer(world, row, payByCard(world, row, card, payer), typed)
}

function faulty(
  world: World,
  row: SessionRow,
  typed: Typed,
  faults: CardFaults & { email?: string },
): Reply {
  return html(200, payPage(world, row, typed, { message: null, faults }))
}

function answer(world: World, row: SessionRow, ending: Ending, typed: Typed): Reply {
  if (ending.kind === 'authentication_required') return redirect(`/c/pay/${row.id}/authenticate`)
  if (ending.kind !== 'failed') {
    return redirect(returnUrl({ id: row.id, url: row.object.success_url }))
  }
  return html(
    200,
    payPage(world, row, { ...typed, cvc: '' }, { message: ending.failure.message, faults: {} }),
  )
}

function blankPage(world: World, row: SessionRow): string {
  return payPage(world, row, typedIn(row, new URLSearchParams()), NO_PROBLEM)
}

function typedIn({ object: session }: SessionRow, sent: URLSearchParams): Typed {
  const text = (name: string) => (sent.get(name) ?? '').slice(0, 200).trim()
  const method = text('method')
  return {
    email: session.customer_email ?? text('email'),
    name: text('name'),
    number: text('number'),
    expiry: text('expiry'),
    cvc: text('cvc'),
    method: method === 'bank_succeeds' || method === 'bank_fails' ? method : 'card',
  }
}

function filled(world: World, typed: Typed, key: keyof typeof TEST_CARDS): Typed {
  const { number, expMonth, expYear } = cardNumbered(TEST_CARDS[key], world.now())
  const expiry = `${expMonth} / ${String(expYear).slice(-2)}`
  const name = typed.name || 'Jenny Rosen'
  return {
    ...typed,
    name,
    method: 'card',
    number: number.replaceAll(/(....)(?=.)/g, '$1 '),
    expiry,
    cvc: '123',
  }
}
