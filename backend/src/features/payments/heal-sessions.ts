import type { ListedSession, SessionState } from './gateway.ts'
import * as books from './reconcile-repository.ts'
import { isBehind } from './rules.ts'
import type { Healed, Run } from './run.ts'
import { createStrays, type StraysDeps } from './strays.ts'

interface Deps extends StraysDeps {
  readonly shopOrigin: string
}

/** Between Stripe's opening a page and the shop's noting it there may be this much time, with nothing wrong. */
const GRACE_MS = 2 * 60_000
const MOST_STRAYS = 20

/** Brings payment pages and books together: what Stripe says of a page is settled as a webhook would have. */
export function createSessionHealing(deps: Deps) {
  const { db, clock, gateway, settle, shopOrigin } = deps
  const strays = createStrays(deps)

  async function settleBehind(session: SessionState): Promise<Healed | undefined> {
    const outcome = await settle(session)
    if (outcome !== 'applied' && outcome !== 'review') return undefined
    return { kind: 'payment', words: `${session.id} was ${session.standing} at Stripe` }
  }

  const isOurs = ({ returnUrl, createdAt }: ListedSession): boolean =>
    returnUrl.startsWith(`${shopOrigin}/orders/`) &&
    clock.now().getTime() - createdAt.getTime() > GRACE_MS

  return {
    async heal(sessions: readonly ListedSession[], run: Run): Promise<void> {
      const known = await books.attemptsOf(
        db.pool,
        sessions.map(({ id }) => id),
      )
      await run.each(sessions, async (session) => {
        const ours = known.get(session.id)
        if (ours !== undefined)
          return isBehind(ours, session.standing) ? await settleBehind(session) : undefined
        return isOurs(session) ? await strays.heal(session) : undefined
      })
    },

    /** Banks take days, and a list only tells of what was made lately: these are asked for one by one. */
    async ask(ids: readonly string[], run: Run): Promise<void> {
      run.lookedAt(ids.length)
      await run.each(
        ids.map((id) => ({ id })),
        async ({ id }) => await settleBehind(await gateway.session(id)),
      )
    },

    async askStrays(run: Run): Promise<void> {
      const open = await books.findOpenStrays(db.pool, MOST_STRAYS)
      await run.each(
        open.map(({ stripeSessionId: id }) => ({ id })),
        async ({ id }) => await strays.heal(await gateway.session(id)),
      )
    },
  }
}
