import { type Db, Prisma } from '#platform/db.ts'

export interface NewQueued {
  readonly id: string
  readonly accountId: string | null
  readonly cartId: string
  readonly cartSeen: string
  readonly clientKey: Buffer<ArrayBuffer>
  readonly body: unknown
  readonly now: Date
  readonly expiresAt: Date
}

/** The statement that keeps a checkout until its turn, and returns it only when it is new. */
export const insertQueued = (queued: NewQueued): Prisma.Sql => Prisma.sql`
  insert into queued_checkout (id, account_id, cart_id, cart_seen, client_key, body, created_at, expires_at)
  values (${queued.id}, ${queued.accountId}::uuid, ${queued.cartId}::uuid, ${queued.cartSeen}, ${queued.clientKey},
          ${JSON.stringify(queued.body)}::jsonb, ${queued.now}, ${queued.expiresAt})
  on conflict (id) do nothing
  returning id`

export async function find(db: Db, id: string) {
  return await db.queuedCheckout.findUnique({ where: { id } })
}

/** Locks it, if it still waits for its turn; reports whether it does. */
export async function lockWaiting(db: Db, id: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from queued_checkout where id = ${id} and status = 'queued' and order_id is null for update`
  return rows.length === 1
}

export async function noteOrder(db: Db, id: string, orderId: string): Promise<void> {
  await db.queuedCheckout.updateMany({ where: { id }, data: { orderId } })
}

/** What came of it, unless that is known already. What was asked for is forgotten. */
export async function end(
  db: Db,
  id: string,
  came:
    | { readonly status: 'done'; readonly reply: Prisma.InputJsonValue; readonly now: Date }
    | { readonly status: 'refused'; readonly refusal: Prisma.InputJsonValue; readonly now: Date },
): Promise<void> {
  const { now, ...data } = came
  await db.queuedCheckout.updateMany({
    where: { id, status: 'queued' },
    data: { ...data, body: Prisma.DbNull, endedAt: now },
  })
}

export async function forget(db: Db, before: Date): Promise<void> {
  await db.queuedCheckout.deleteMany({ where: { createdAt: { lt: before } } })
}
