import { z } from 'zod'

import type { Db } from '#platform/db.ts'

import { type Figures, LAW_NAMES, type LawName } from './rules.ts'

/** How one law is broken: how often, and the figures of the first few. */
export interface Finding {
  readonly law: LawName
  readonly count: number
  readonly examples: readonly Figures[]
}

export interface Check {
  readonly checkedAt: Date
  readonly breaches: number
  readonly findings: readonly Finding[]
}

/** As many of each law's breaches as somebody would read. */
const EXAMPLES = 20

/** What breaks the laws at one moment, by law; nothing when the books balance. What came before `waitingBefore` waits too long. */
export async function findBreaches(db: Db, waitingBefore: Date): Promise<readonly Finding[]> {
  return await db.$queryRaw<Finding[]>`
    select law, count(*)::int as count,
           to_jsonb((array_agg(figures order by figures->>'number' desc, figures->>'since'))[1:${EXAMPLES}::int]) as examples
      from books_breach
     where since is null or since < ${waitingBefore}
     group by law order by law`
}

const Findings = z.array(
  z.object({
    law: z.enum(LAW_NAMES),
    count: z.int(),
    examples: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  }),
)

export async function findLatestCheck(db: Db): Promise<Check | undefined> {
  const check = await db.booksCheck.findFirst({ orderBy: [{ checkedAt: 'desc' }, { id: 'desc' }] })
  return check ? { ...check, findings: Findings.parse(check.findings) } : undefined
}

export async function insertCheck(db: Db, id: string, check: Check): Promise<void> {
  const { checkedAt, breaches, findings } = check
  await db.$executeRaw`
    insert into books_check (id, checked_at, breaches, findings)
    values (${id}::uuid, ${checkedAt}, ${breaches}, ${JSON.stringify(findings)}::jsonb)`
}

export async function forgetChecks(db: Db, before: Date): Promise<void> {
  await db.booksCheck.deleteMany({ where: { checkedAt: { lt: before } } })
}
