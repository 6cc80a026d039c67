import type { Clock } from './clock.ts'
import type { Db, Prisma } from './db.ts'
import { newId } from './id.ts'

/** Who did it. Without an account it is the shop itself or a program, by its name. */
export interface Actor {
  readonly accountId: string | null
  readonly name: string
}

export interface AuditEntry {
  readonly actor: Actor
  /** A fact in the past tense: `product.updated`. */
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly detail?: Prisma.InputJsonObject
}

/** Writes down who changed what, in the transaction that changes it. Entries are never altered. */
export async function recordAudit(tx: Db, clock: Clock, entry: AuditEntry): Promise<void> {
  const now = clock.now()
  const { actor, action, subjectType, subjectId, detail = {} } = entry
  await tx.audit.create({
    data: {
      id: newId(now),
      actorId: actor.accountId,
      actor: actor.name,
      action,
      subjectType,
      subjectId,
      detail,
      createdAt: now,
    },
  })
}
