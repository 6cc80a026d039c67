import { type Actor, type AuditEntry, recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import { newId } from '#platform/id.ts'

import {
  type ChangeSettings,
  type CountryView,
  SalesPause,
  type SalesView,
  SettingsView,
  ShopView,
} from './contract.ts'
import * as repository from './repository.ts'
import {
  countriesByName,
  type DeliveryMethod,
  knownMethods,
  methodsOnOffer,
  salesPaused,
  settingsChanged,
} from './rules.ts'
import { completeSettings, type ShopSettings } from './shop-settings.ts'

type SettingsChange = ReturnType<typeof ChangeSettings.body.parse>

/** How long what other instances saved may go unseen here. */
const KEEP_MS = 5_000

export type Settings = ReturnType<typeof createSettings>

export function createSettings({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  let kept: { readonly settings: ShopSettings; readonly until: number } | undefined

  /** At most five seconds old: for what is only shown. */
  async function view(): Promise<ShopSettings> {
    const now = clock.now().getTime()
    if (kept && now < kept.until && now >= kept.until - KEEP_MS) return kept.settings
    const settings = completeSettings(await repository.findSettingsNow(db))
    kept = { settings, until: now + KEEP_MS }
    return settings
  }

  async function saveIn(
    tx: Db,
    changes: Partial<ShopSettings>,
    actor: Actor,
  ): Promise<ShopSettings> {
    const before = await read(tx)
    const after = completeSettings({ ...before, ...changes })
    const entries = Object.entries(after).filter(([key]) => key in changes)
    await repository.saveSettings(tx, entries, clock.now())
    await audit(tx, actor, { action: 'settings.changed', detail: Object.fromEntries(entries) })
    return after
  }

  async function audit(
    tx: Db,
    actor: Actor,
    what: Pick<AuditEntry, 'action' | 'detail'>,
  ): Promise<void> {
    await recordAudit(tx, clock, { ...what, actor, subjectType: 'settings', subjectId: 'shop' })
  }

  async function adminView(): Promise<SettingsView> {
    const [stored, methods] = await Promise.all([
      repository.findSettings(db.pool),
      repository.findDeliveryMethods(db),
    ])
    return SettingsView.parse({
      ...completeSettings(stored),
      version: repository.versionIn(stored),
      deliveryMethods: knownMethods(methods),
    })
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
      const saved = await db.transaction(async (tx) => await saveIn(tx, changes, actor))
      kept = undefined
      return saved
    },

    adminView,

    /** Saves what the owner changed on the settings page. @throws settingsChanged when somebody else did since that version. */
    async change(
      { version, deliveryMethods, ...changes }: SettingsChange,
      actor: Actor,
    ): Promise<SettingsView> {
      const now = clock.now()
      await db.transaction(async (tx) => {
        if (!(await repository.countChange(tx, version, now))) {
          throw settingsChanged(
            'Somebody saved the settings since you opened them. Read them again before you save.',
          )
        }
        const named = defined(changes)
        if (Object.keys(named).length > 0) await saveIn(tx, named, actor)
        if (!deliveryMethods) return
        const methods = deliveryMethods.map((method) => ({
          ...method,
          id: method.id ?? newId(now),
        }))
        await repository.replaceDeliveryMethods(tx, methods)
        await audit(tx, actor, { action: 'delivery.changed', detail: { methods } })
      })
      kept = undefined
      return await adminView()
    },

    /** Whether the shop takes orders, as it is in the database now. */
    sales: async (): Promise<SalesView> => ({ paused: (await read(db.pool)).salesPaused }),

    /** Stops or resumes the taking of orders, for every checkout that begins after it. Paused already, only the note changes. */
    async switchSales(
      { paused, note }: { readonly paused: boolean; readonly note: string },
      actor: Actor,
    ): Promise<SalesView> {
      const now = clock.now()
      const pause = await db.transaction(async (tx) => {
        const before = await repository.lockPause(tx, now)
        const known = before === null ? null : SalesPause.parse(before)
        const after = paused ? { since: known?.since ?? now.toISOString(), note } : null
        await repository.saveSettings(tx, [['salesPaused', after]], now)
        await audit(tx, actor, {
          action: paused ? 'sales.paused' : 'sales.resumed',
          detail: paused ? { note } : {},
        })
        return after
      })
      kept = undefined
      return { paused: pause }
    },

    /** @throws salesPaused while the owner takes no orders: read in the transaction, so that the switch works at once. */
    async assertSelling(tx: Db): Promise<void> {
      const pause = SalesPause.nullable().parse(await repository.findPause(tx))
      if (!pause) return
      throw salesPaused(
        `${pause.note ? sentence(pause.note) : 'We take no orders at the moment.'} Nothing was ordered; your basket is kept.`,
        { since: pause.since, note: pause.note },
      )
    },
  }
}

async function read(on: Db): Promise<ShopSettings> {
  return completeSettings(await repository.findSettings(on))
}

/** Only what is there: a field left out of a request is not a change. */
function defined<T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is undefined is left out
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)
