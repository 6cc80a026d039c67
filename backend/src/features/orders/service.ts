import { timingSafeEqual } from 'node:crypto'

import { recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db, Prisma } from '#platform/db.ts'
import { accountIdOf, type Caller, type SignedIn } from '#platform/http/caller.ts'
import { isUuid } from '#platform/id.ts'
import type { Outbox } from '#platform/outbox.ts'
import { problemType } from '#platform/problem.ts'

import type { AdminOrderView, ListOrders, OrderRow, OrderView } from './contract.ts'
import { presentAdminOrder, presentOrder, presentRow } from './present.ts'
import * as repository from './repository.ts'
import {
  assertMayBecome,
  nothingToReview,
  type OrderEventKind,
  type OrderStatus,
  orderNotFound,
  orderStatusConflict,
  type StaffEventKind,
} from './rules.ts'
import * as forStaff from './staff-repository.ts'
import * as waiting from './waiting-repository.ts'
import { find as findWhole, type OrderRecord } from './whole-order.ts'

const badCursor = problemType('invalid-request', 'invalid', 'The request is not valid')

/** How somebody shows that an order is theirs: by who they are, or by the token in their link. */
export interface Claim {
  readonly caller: Caller
  readonly token: string | undefined
}

interface Page {
  readonly items: readonly OrderRow[]
  readonly nextCursor: string | null
}

type OrderQuery = ReturnType<typeof ListOrders.query.parse>

export type Orders = ReturnType<typeof createOrders>

export function createOrders({
  db,
  clock,
  outbox,
}: {
  readonly db: Database
  readonly clock: Clock
  readonly outbox: Outbox
}) {
  async function findAny(id: string): Promise<OrderRecord> {
    const order = await findWhole(db.pool, id)
    if (!order) throw orderNotFound('There is no such order.')
    return order
  }

  async function adminView(id: string): Promise<AdminOrderView> {
    const order = await forStaff.findForStaff(db.pool, id)
    if (!order) throw orderNotFound('There is no such order.')
    return presentAdminOrder(order)
  }

  async function page(
    where: Prisma.OrderWhereInput,
    at: { cursor?: string | undefined; limit: number },
  ): Promise<Page> {
    const before = at.cursor === undefined ? undefined : readCursor(at.cursor)
    const rows = await repository.list(db.pool, { where, before, limit: at.limit + 1 })
    const shown = rows.slice(0, at.limit)
    const last = shown.at(-1)
    return {
      items: shown.map(presentRow),
      nextCursor: rows.length > at.limit && last ? writeCursor(last) : null,
    }
  }

  async function addEvent(
    tx: Db,
    orderId: string,
    kind: OrderEventKind | StaffEventKind,
    detail: Prisma.InputJsonValue = {},
  ) {
    await repository.addEvent(tx, { orderId, kind, detail, now: clock.now() })
  }

  return {
    /**
     * The order, if it is theirs.
     * @throws orderNotFound, in the same words, for somebody else's order and for one that does not exist.
     */
    async claim({ caller, token }: Claim, id: string): Promise<OrderRecord> {
      const order = await findWhole(db.pool, id)
      const accountId = accountIdOf(caller)
      const isTheirs =
        order && ((accountId && order.accountId === accountId) || isToken(token, order.accessToken))
      if (!isTheirs) throw orderNotFound('There is no such order.')
      return order
    },

    /** The whole order, whoever asks; null when there is none. */
    find: async (id: string): Promise<OrderRecord | null> => await findWhole(db.pool, id),
    view: async (id: string): Promise<OrderView> => presentOrder(await findAny(id)),
    adminView,
    present: presentOrder,

    async listOwn(
      caller: SignedIn,
      {
        status,
        ...at
      }: { status?: OrderStatus | undefined; cursor?: string | undefined; limit: number },
    ): Promise<Page> {
      return await page({ accountId: caller.accountId, ...(status && { status }) }, at)
    },

    list: async (query: OrderQuery): Promise<Page> => await page(whereFor(query, db.pool), query),

    /** A person has looked into it; what was found stays in the audit. @throws nothingToReview when nobody has to. */
    async resolveReview(id: string, note: string, by: SignedIn): Promise<AdminOrderView> {
      const { reviewReason } = await findAny(id)
      await db.transaction(async (tx) => {
        if (!(await repository.endReview(tx, id))) {
          throw nothingToReview(
            reviewReason === null
              ? 'Nothing about this order waits to be looked into. It is as it was.'
              : 'Money came in that does not fit this order. Cancel it, which sends the money back; it is as it was.',
          )
        }
        await recordAudit(tx, clock, {
          actor: by,
          action: 'order.reviewed',
          subjectType: 'order',
          subjectId: id,
          detail: { note, reason: reviewReason },
        })
      })
      return await adminView(id)
    },

    /** Has the link to an order mailed to its customer. Says nothing of whether there is such an order. */
    async lookUp({ number, email }: { number: number; email: string }): Promise<void> {
      const order = await repository.findForLookup(db.pool, number, email)
      if (!order) return
      await db.transaction(
        async (tx) =>
          await outbox.add(tx, {
            name: 'order.link_requested',
            payload: { orderId: order.id, requestedAt: clock.now().toISOString() },
          }),
      )
    },

    /** Writes a new order that waits for its payment, with its frozen lines. @returns its number. */
    async create(
      tx: Db,
      order: repository.NewOrder,
      lines: readonly repository.NewLine[],
    ): Promise<number> {
      return await repository.insert(tx, { order, lines, now: clock.now() })
    },

    /**
     * Moves an order on, with a line in its timeline.
     * @throws orderStatusConflict when it may not go there, or moved meanwhile.
     */
    async move(
      tx: Db,
      order: { readonly id: string; readonly status: OrderStatus },
      to: OrderStatus,
      detail: Prisma.InputJsonValue = {},
    ): Promise<void> {
      assertMayBecome(order.status, to)
      const at = { from: order.status, to, detail, now: clock.now() }
      if (await repository.move(tx, order.id, at)) return
      throw orderStatusConflict('The order changed meanwhile. Look at it again.')
    },

    addEvent,
    isNoted: forStaff.isNoted,

    /** Has a person look into it: nothing is packed until somebody has, and the owner is told. */
    async sendToReview(tx: Db, orderId: string, reason: string): Promise<void> {
      await repository.update(tx, orderId, { needsReview: true, reviewReason: reason })
      await outbox.add(tx, { name: 'order.needs_review', payload: { orderId, reason } })
    },

    lock: repository.lock,
    update: repository.update,
    unitsOf: repository.unitsOf,
    findAwaiting: async (on: Db, cartId: string) =>
      await waiting.findAwaiting(on, { cartId, now: clock.now() }),
    claimOverdue: async (limit: number) => await waiting.claimOverdue(db.pool, clock.now(), limit),
    findOverdue: async (wanted: waiting.Wanted, limit: number) =>
      await waiting.findOverdue(db.pool, wanted, { now: clock.now(), limit }),
    lockHoldings: waiting.lockHoldings,
    findWaitingOf: async (accountId: string) => await waiting.findWaitingOf(db.pool, accountId),
  }
}

function isToken(given: string | undefined, wanted: string): boolean {
  if (given === undefined) return false
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function whereFor(query: OrderQuery, { orderLineTally }: Db): Prisma.OrderWhereInput {
  const { q, status, paymentStatus, fulfilmentStatus, toFulfil, needsReview } = query
  return {
    AND: [
      q === undefined ? {} : whereMatches(q.trim()),
      status ? { status } : {},
      paymentStatus ? { paymentStatus } : {},
      fulfilmentStatus ? { fulfilmentStatus } : {},
      needsReview ? { needsReview: true } : {},
      toFulfil
        ? {
            status: 'placed',
            paymentStatus: { not: 'refunded' },
            fulfilmentStatus: { in: ['unfulfilled', 'partially_fulfilled'] },
            // Something of it has not been given back before it was sent.
            lines: {
              some: {
                OR: [
                  { tally: null },
                  { tally: { refunded: { lt: orderLineTally.fields.bought } } },
                ],
              },
            },
          }
        : {},
    ],
  }
}

/** Any order number that PostgreSQL's integer can hold. */
const NUMBER = /^#?(\d{1,9})$/

function whereMatches(q: string): Prisma.OrderWhereInput {
  if (q === '') return {}
  const number = NUMBER.exec(q)?.[1]
  const contains = { contains: asLiteral(q), mode: 'insensitive' as const }
  return {
    OR: [...(number ? [{ number: Number(number) }] : []), { name: contains }, { email: contains }],
  }
}

/** Prisma hands `contains` to LIKE as it is, so its wildcards have to be told apart from letters. */
const asLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

const writeCursor = ({ createdAt, id }: repository.Cursor): string =>
  Buffer.from(`${createdAt.getTime()}.${id}`).toString('base64url')

function readCursor(cursor: string): repository.Cursor {
  const [, time, id] =
    /^(\d{1,13})\.(.{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (time === undefined || id === undefined || !isUuid(id)) {
    throw badCursor('Some values were not accepted.', {
      errors: [{ pointer: '#/query/cursor', detail: 'This is not a cursor of this list.' }],
    })
  }
  return { createdAt: new Date(Number(time)), id }
}
