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

/** The page once more: with what was typed, and what was wrong with it. */
interface Again {
  readonly typed: Typed
  readonly problem: Problem
}

/**
 * Answers the hosted payment page: `/c/pay/{id}` and the bank's step behind it. What is sent is answered by going to the
 * page anew, which tells the outcome once: loading it again pays nothing again, and the way back leads through no form.
 */
export function payRoutes(world: World): (request: Request) => Reply {
  const toTell = new Map<string, Again>()

  function show(row: SessionRow): Reply {
    const { typed, problem } = toTell.get(row.id) ?? blank(row)
    toTell.delete(row.id)
    return html(200, payPage(world, row, typed, problem))
  }

  function follow(row: SessionRow, outcome: Reply | Again): Reply {
    if ('status' in outcome) return outcome
    toTell.set(row.id, outcome)
    return redirect(`/c/pay/${row.id}`)
  }

  return ({ method, path, body }) => {
    const [, , , id = '', step] = path.split('/')
    return world.work(NO_CAUSE, () => {
      const row = world.store.sessions.get(id)
      if (!row) return html(404, missingPage())
      if (row.object.status !== 'open')
        return html(row.object.status === 'expired' ? 410 : 200, endedPage(row))
      const sent = new URLSearchParams(body)
      if (step === 'authenticate') {
        return follow(row, authenticationStep(world, row, method, sent))
      }
      return method === 'POST' ? follow(row, submit(world, row, sent)) : show(row)
    })
  }
}

function authenticationStep(
  world: World,
  row: SessionRow,
  method: string,
  sent: URLSearchParams,
): Reply | Again {
  if (!isAuthenticating(world, row)) return redirect(`/c/pay/${row.id}`)
  if (method !== 'POST') return html(200, authenticationPage(row))
  const ending = authenticate(world, row, sent.get('answer') === 'complete')
  return answer(row, ending, blank(row).typed)
}

function submit(world: World, row: SessionRow, sent: URLSearchParams): Reply | Again {
  const typed = typedIn(row, sent)
  const filling = FILLINGS.find(({ key }) => key === sent.get('fill'))
  if (filling) return { typed: filled(world, typed, filling.key), problem: NO_PROBLEM }

  const payer: Payer = { email: typed.email, name: typed.name || null }
  const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email)
    ? {}
    : { email: 'Your email is incomplete.' }
  if (typed.method !== 'card') {
    if (email.email) return faulty(typed, email)
    const outcome = typed.method === 'bank_fails' ? 'failed' : 'succeeded'
    const ending = payByBank(world, row, payer, { outcome, at: world.now() + BANK_SECONDS })
    return answer(row, ending, typed)
  }
  const card = readCard(typed, world.now())
  if (!isCard(card) || email.email)
    return faulty(typed, { ...(isCard(card) ? {} : card), ...email })
  return answer(row, payByCard(world, row, card, payer), typed)
}

function faulty(typed: Typed, faults: CardFaults & { email?: string }): Again {
  return { typed, problem: { message: null, faults } }
}

function answer(row: SessionRow, ending: Ending, typed: Typed): Reply | Again {
  if (ending.kind === 'authentication_required') return redirect(`/c/pay/${row.id}/authenticate`)
  if (ending.kind !== 'failed') {
    return redirect(returnUrl({ id: row.id, url: row.object.success_url }))
  }
  return { typed: { ...typed, cvc: '' }, problem: { message: ending.failure.message, faults: {} } }
}

function blank(row: SessionRow): Again {
  return { typed: typedIn(row, new URLSearchParams()), problem: NO_PROBLEM }
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
