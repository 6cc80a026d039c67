import { type Actor, recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'

import { type CountryView, ShopView } from './contract.ts'
import * as repository from './repository.ts'
import { countriesByName, type DeliveryMethod, methodsOnOffer } from './rules.ts'
import { ShopSettings } from './shop-settings.ts'

/** How long what other instances saved may go unseen here. */
const KEEP_MS = 5_000

export type Settings = ReturnType<typeof createSettings>

export function createSettings({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  let kept: { readonly settings: ShopSettings; readonly until: number } | undefined

  /** At most five seconds old: for what is only shown. */
  async function view(): Promise<ShopSettings> {
    const now = clock.now().getTime()
    if (kept && now < kept.until && now >= kept.until - KEEP_MS) return kept.settings
    const settings = ShopSettings.parse(await repository.findSettingsNow(db))
    kept = { settings, until: now + KEEP_MS }
    return settings
  }

  return {
    /** As they are in the database now: for decisions about money. */
    read,
    view,

    async shop(): Promise<ShopView> {
      return ShopView.parse(await view())
    },

    async countries(): Promise<readonly CountryView[]> {
      return countriesByName((await view()).deliveryCountries)
    },

    /** The ways of delivery and collection on offer, in their order. */
    async deliveryMethods(): Promise<readonly DeliveryMethod[]> {
      return methodsOnOffer(await repository.findDeliveryMethods(db))
    },

    /** Saves what is named and leaves the rest. Values that the shop cannot work with are refused as a ZodError. */
    async save(changes: Partial<ShopSettings>, actor: Actor): Promise<ShopSettings> {
      const saved = await db.transaction(async (tx) => {
        const settings = ShopSettings.parse({ ...(await read(tx)), ...changes })
        const entries = Object.entries(settings).filter(([key]) => key in changes)
        await repository.saveSettings(tx, entries, clock.now())
        await recordAudit(tx, clock, {
          actor,
          action: 'settings.changed',
          subjectType: 'settings',
          subjectId: 'shop',
          detail: Object.fromEntries(entries),
        })
        return settings
      })
      kept = undefined
      return saved
    },
  }
}

async function read(on: Db): Promise<ShopSettings> {
  return ShopSettings.parse(await repository.findSettings(on))
}
