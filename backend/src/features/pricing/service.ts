import { readOptions } from '#features/catalogue/index.ts'
import type { Settings } from '#features/settings/index.ts'
import { recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import { type Database, type Db, isDuplicate } from '#platform/db.ts'
import type { SignedIn } from '#platform/http/caller.ts'
import { newId } from '#platform/id.ts'
import { money } from '#platform/money.ts'

import type { DiscountBody, DiscountView } from './contract.ts'
import * as repository from './repository.ts'
import { codeTaken, giftUnknown, promotionNotFound } from './rules.ts'
import * as uses from './use-repository.ts'

export type Pricing = ReturnType<typeof createPricing>

/** Tells how many units of a variant nobody has been promised: whoever keeps stock. */
export interface StockTeller {
  levelsOf(
    on: Db,
    variantIds: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly onHand: number; readonly reserved: number }>>
}

interface PricingDeps {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
  readonly stock: StockTeller
}

/** What the shop gives on orders: the promotions, and the uses that orders have of them. */
export function createPricing({ db, clock, settings, stock }: PricingDeps) {
  async function present(
    promotions: readonly repository.PromotionRecord[],
  ): Promise<readonly DiscountView[]> {
    const gifts = promotions.flatMap(({ giftVariantId }) => giftVariantId ?? [])
    const [{ currency }, levels] = await Promise.all([
      settings.view(),
      stock.levelsOf(db.pool, gifts),
    ])
    return promotions.map((promotion) => {
      const level = levels.get(promotion.giftVariantId ?? '')
      return presentOne(promotion, currency, level ? level.onHand - level.reserved : 0)
    })
  }

  async function view(id: string): Promise<DiscountView> {
    const promotion = await repository.find(db.pool, id)
    const [shown] = await present(promotion ? [promotion] : [])
    if (!shown) throw promotionNotFound('There is no such discount.')
    return shown
  }

  /** Writes a promotion and who did it. @throws codeTaken, giftUnknown */
  async function save(
    body: DiscountBody,
    { id, isNew, by }: { readonly id: string; readonly isNew: boolean; readonly by: SignedIn },
  ): Promise<DiscountView> {
    try {
      await db.transaction(async (tx) => {
        if (!isNew && !(await repository.lock(tx, id))) {
          throw promotionNotFound('There is no such discount.')
        }
        const promotion = await asPromotion(tx, body)
        const write = isNew ? repository.insert : repository.replace
        await write(tx, id, promotion, clock.now())
        await recordAudit(tx, clock, {
          actor: by,
          action: isNew ? 'discount.created' : 'discount.changed',
          subjectType: 'discount',
          subjectId: id,
          detail: body,
        })
      })
    } catch (error) {
      if (!isDuplicate(error)) throw error
      throw codeTaken(`Another discount has the code ${body.code}. Nothing was saved.`, {
        code: body.code,
      })
    }
    return await view(id)
  }

  return {
    view,
    list: async (): Promise<readonly DiscountView[]> =>
      await present(await repository.list(db.pool)),
    create: async (body: DiscountBody, by: SignedIn): Promise<DiscountView> =>
      await save(body, { id: newId(clock.now()), isNew: true, by }),
    replace: async (id: string, body: DiscountBody, by: SignedIn): Promise<DiscountView> =>
      await save(body, { id, isNew: false, by }),

    /**
     * Takes a use of every promotion for the order, or reports false when one has none left: the caller's transaction undoes the rest.
     */
    async take(
      tx: Db,
      taking: { orderId: string; uses: readonly uses.NewUse[]; buyer: uses.Buyer },
    ): Promise<boolean> {
      if (taking.uses.length === 0) return true
      const limited = taking.uses.filter(({ isLimited }) => isLimited)
      if (limited.length > 0) {
        await uses.lock(
          tx,
          limited.map(({ promotionId }) => promotionId),
        )
      }
      return (await uses.take(tx, { ...taking, now: clock.now() })) === taking.uses.length
    },

    /** The order has ended: what it had can be used again. Harmless when it had nothing, or gave it back. */
    async giveBack(tx: Db, orderId: string): Promise<void> {
      if (await uses.lockOf(tx, orderId)) await uses.giveBack(tx, orderId, clock.now())
    },

    /** The order lives again at the price that was agreed; its uses count, beyond a limit if need be. */
    async takeAgain(tx: Db, orderId: string): Promise<void> {
      if (await uses.lockOf(tx, orderId)) await uses.takeAgain(tx, orderId)
    },
  }
}

async function asPromotion(tx: Db, body: DiscountBody): Promise<repository.NewPromotion> {
  const { giftSku, percentBasisPoints, startsAt, endsAt, ...rest } = body
  const gift = giftSku === null ? null : await repository.findGift(tx, giftSku)
  if (giftSku !== null && !gift) {
    throw giftUnknown(`There is no variant ${giftSku} to give. Nothing was saved.`, {
      sku: giftSku,
    })
  }
  return {
    ...rest,
    percentBp: percentBasisPoints,
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
    giftVariantId: gift?.id ?? null,
  }
}

function presentOne(
  promotion: repository.PromotionRecord,
  currency: string,
  available: number,
): DiscountView {
  const { id, name, kind, code, percentBp, amountMinor, giftSku, giftTitle, ...rest } = promotion
  const { limitTotal, limitPerCustomer, combines, active, uses: taken } = rest
  return {
    id,
    name,
    kind,
    code,
    percentBasisPoints: percentBp,
    amount: amountMinor === null ? null : money(amountMinor, currency),
    gift:
      giftSku === null
        ? null
        : {
            sku: giftSku,
            title: giftTitle ?? giftSku,
            options: readOptions(rest.giftOptions),
            available,
          },
    minimumSpend: money(rest.minimumSpendMinor, currency),
    startsAt: rest.startsAt?.toISOString() ?? null,
    endsAt: rest.endsAt?.toISOString() ?? null,
    limitTotal,
    limitPerCustomer,
    combines,
    active,
    uses: taken,
    createdAt: rest.createdAt.toISOString(),
    updatedAt: rest.updatedAt.toISOString(),
  }
}
