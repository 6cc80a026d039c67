import type { Db, Prisma } from '#platform/db.ts'

import type { StaffEventKind } from './rules.ts'
import { WHOLE } from './whole-order.ts'

/** With what only the staff sees: what banks said no to, and what they dispute. */
const WHOLE_FOR_STAFF = {
  ...WHOLE,
  payments: {
    orderBy: { attempt: 'asc' },
    include: { declines: { orderBy: [{ declinedAt: 'asc' }, { eventId: 'asc' }] } },
  },
  disputes: { orderBy: { id: 'asc' } },
} satisfies Prisma.OrderInclude

export type StaffOrderRecord = Prisma.OrderGetPayload<{ include: typeof WHOLE_FOR_STAFF }>

export async function findForStaff(db: Db, id: string): Promise<StaffOrderRecord | null> {
  return await db.order.findUnique({ where: { id }, include: WHOLE_FOR_STAFF })
}

/** Whether the timeline tells of this already: `about` is what makes the fact one of its kind. */
export async function isNoted(
  db: Db,
  { orderId, kind, about }: { orderId: string; kind: StaffEventKind; about: string },
): Promise<boolean> {
  const noted = await db.orderEvent.findFirst({
    where: { orderId, kind, detail: { path: ['about'], equals: about } },
    select: { id: true },
  })
  return noted !== null
}
