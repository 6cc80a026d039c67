import type { Db, Prisma } from '#platform/db.ts'

export type KnownDispute = NonNullable<Awaited<ReturnType<typeof find>>>

/** By Stripe's id; whoever asks has locked the order. */
export async function find(db: Db, stripeDisputeId: string) {
  return await db.dispute.findUnique({ where: { stripeDisputeId } })
}

export async function insert(db: Db, dispute: Prisma.DisputeUncheckedCreateInput): Promise<void> {
  await db.dispute.create({ data: dispute, select: { id: true } })
}

export async function update(
  db: Db,
  id: string,
  changes: Prisma.DisputeUpdateManyMutationInput,
): Promise<void> {
  await db.dispute.updateMany({ where: { id }, data: changes })
}
