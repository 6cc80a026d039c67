import type { Db } from '#platform/db.ts'

export interface Claim {
  readonly key: string
  readonly orderId: string | null
  readonly recipient: string
  readonly subject: string
  /** Told apart by this when a claim is given back. */
  readonly now: Date
  /** A claim older than this was left behind by a worker that died. */
  readonly abandonedBefore: Date
}

/**
 * Takes a mail in hand and reports whether that worked: it does not while somebody else has it, nor once it is sent.
 * `created_at` is when it was last taken in hand.
 */
export async function claim(db: Db, mail: Claim): Promise<boolean> {
  const { key, orderId, recipient, subject, now, abandonedBefore } = mail
  const taken = await db.$executeRaw`
    insert into mail (key, order_id, recipient, subject, created_at)
    values (${key}, ${orderId}::uuid, ${recipient}, ${subject}, ${now})
    on conflict (key) do update
       set created_at = excluded.created_at, recipient = excluded.recipient, subject = excluded.subject
     where mail.sent_at is null and mail.created_at < ${abandonedBefore}`
  return taken === 1
}

/** Gives a mail that could not be sent back to whoever tries next. */
export async function release(db: Db, { key, now }: Claim): Promise<void> {
  await db.mail.deleteMany({ where: { key, sentAt: null, createdAt: now } })
}

export async function isSent(db: Db, key: string): Promise<boolean> {
  const mail = await db.mail.findUnique({ where: { key }, select: { sentAt: true } })
  return mail !== null && mail.sentAt !== null
}

export async function markSent(
  db: Db,
  key: string,
  { messageId, now }: { readonly messageId: string; readonly now: Date },
): Promise<void> {
  await db.mail.updateMany({ where: { key, sentAt: null }, data: { sentAt: now, messageId } })
}

export async function findDispute(db: Db, id: string) {
  return await db.dispute.findUniqueOrThrow({
    where: { id },
    select: { amountMinor: true, currency: true, dueBy: true },
  })
}

/** A payment that belongs to no order, and what became of it. */
export async function findStray(db: Db, stripeSessionId: string) {
  return await db.straySession.findUniqueOrThrow({ where: { stripeSessionId } })
}

/** What is in a parcel. */
export async function findUnits(db: Db, fulfilmentId: string) {
  return await db.fulfilmentLine.findMany({
    where: { fulfilmentId },
    orderBy: { orderLine: { position: 'asc' } },
    select: { quantity: true, orderLine: { select: { title: true, options: true } } },
  })
}
