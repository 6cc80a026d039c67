import type { Role } from '#platform/contract.ts'
import type { Db } from '#platform/db.ts'

export interface AccountRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly passwordHash: string
  readonly createdAt: Date
  readonly disabledAt: Date | null
}

interface NewSession {
  readonly id: string
  readonly accountId: string
  readonly userAgent: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

export async function findByEmail(db: Db, email: string): Promise<AccountRow | null> {
  return await db.account.findUnique({ where: { email } })
}

export async function findById(db: Db, id: string): Promise<AccountRow | null> {
  return await db.account.findUnique({ where: { id } })
}

export async function insertAccount(db: Db, account: AccountRow): Promise<void> {
  await db.account.create({ data: { ...account, updatedAt: account.createdAt } })
}

export async function insertSession(
  db: Db,
  session: NewSession,
  hash: Buffer<ArrayBuffer>,
): Promise<void> {
  await db.session.create({
    data: { ...session, tokens: { create: { hash, createdAt: session.createdAt } } },
  })
}

/** The session that a refresh token belongs to, and when the token was used if it was. */
export async function findToken(db: Db, hash: Buffer<ArrayBuffer>) {
  return await db.refreshToken.findUnique({
    where: { hash },
    include: { session: { include: { account: true } } },
  })
}

/** Uses the token up and reports whether it was unused till then: of two who try, one is told so. */
export async function useToken(db: Db, hash: Buffer<ArrayBuffer>, now: Date): Promise<boolean> {
  const { count } = await db.refreshToken.updateMany({
    where: { hash, usedAt: null },
    data: { usedAt: now },
  })
  return count === 1
}

export async function addToken(
  db: Db,
  sessionId: string,
  hash: Buffer<ArrayBuffer>,
  times: { readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  await db.refreshToken.create({ data: { hash, sessionId, createdAt: times.now } })
  await db.session.update({ where: { id: sessionId }, data: { expiresAt: times.expiresAt } })
}

export async function revokeSession(db: Db, id: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } })
}

/** Takes the sessions away that nobody can use any more, tokens and all. */
export async function deleteEndedSessions(db: Db, endedBefore: Date): Promise<number> {
  const { count } = await db.session.deleteMany({
    where: { OR: [{ expiresAt: { lt: endedBefore } }, { revokedAt: { lt: endedBefore } }] },
  })
  return count
}
