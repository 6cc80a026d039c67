import { amountText, parseAmount } from '#web/admin/products/amount.ts'
import type { SettingsChange, SettingsView } from '#web/api/admin-settings.ts'

export interface MethodDraft {
  /** Empty for one that is not saved yet. */
  readonly methodId: string
  readonly kind: 'delivery' | 'collection'
  readonly label: string
  readonly price: string
  readonly countries: string
  readonly daysFrom: string
  readonly daysTo: string
  readonly active: boolean
}

/** The settings as they are typed: figures and lists are text until they are sent. */
export interface SettingsDraft {
  readonly name: string
  readonly tagline: string
  readonly email: string
  readonly phone: string
  readonly address: string
  readonly openingHours: string
  readonly vatNumber: string
  readonly returnDays: string
  readonly taxRate: string
  readonly deliveryCountries: string
  readonly collectionDays: readonly string[]
  readonly timeZone: string
  readonly reservationMinutes: string
  readonly unpaidOrdersPerCustomer: string
  readonly unpaidUnitsPerCustomer: string
  readonly unpaidOrdersPerAddress: string
  readonly unpaidUnitsPerAddress: string
  readonly guestCartDays: string
  readonly deliveryMethods: readonly MethodDraft[]
}

export const NEW_METHOD: MethodDraft = {
  methodId: '',
  kind: 'delivery',
  label: '',
  price: '',
  countries: '',
  daysFrom: '3',
  daysTo: '5',
  active: true,
}

export function draftOf(settings: SettingsView): SettingsDraft {
  const { currency } = settings
  return {
    name: settings.name,
    tagline: settings.tagline,
    email: settings.email,
    phone: settings.phone ?? '',
    address: settings.addressLines.join('\n'),
    openingHours: settings.openingHours ?? '',
    vatNumber: settings.vatNumber ?? '',
    returnDays: String(settings.returnDays),
    taxRate: String(settings.taxRateBasisPoints / 100),
    deliveryCountries: settings.deliveryCountries.join(', '),
    collectionDays: settings.collectionDays.map(String),
    timeZone: settings.timeZone,
    reservationMinutes: String(settings.reservationMinutes),
    unpaidOrdersPerCustomer: String(settings.unpaidOrdersPerCustomer),
    unpaidUnitsPerCustomer: String(settings.unpaidUnitsPerCustomer),
    unpaidOrdersPerAddress: String(settings.unpaidOrdersPerAddress),
    unpaidUnitsPerAddress: String(settings.unpaidUnitsPerAddress),
    guestCartDays: String(settings.guestCartDays),
    deliveryMethods: settings.deliveryMethods.map((method) => ({
      methodId: method.id,
      kind: method.kind,
      label: method.label,
      price: amountText({ minor: method.priceMinor, currency }),
      countries: method.countries.join(', '),
      daysFrom: String(method.daysFrom),
      daysTo: String(method.daysTo),
      active: method.active,
    })),
  }
}

const filled = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

export const codesIn = (typed: string): readonly string[] => [
  ...new Set(
    typed
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  ),
]

/** "20" or "17.5" per cent, in basis points; not a number when it is none. */
export const basisPointsIn = (typed: string): number =>
  /^\d{1,3}(?:\.\d{1,2})?$/.test(typed.trim()) ? Math.round(Number(typed) * 100) : Number.NaN

/** What is sent; the draft has no faults by now. */
export function changeOf(
  draft: SettingsDraft,
  { version, currency }: Pick<SettingsView, 'version' | 'currency'>,
): SettingsChange {
  return {
    version,
    name: draft.name.trim(),
    tagline: draft.tagline.trim(),
    email: draft.email.trim(),
    phone: filled(draft.phone),
    addressLines: draft.address.split('\n').flatMap((line) => filled(line) ?? []),
    openingHours: filled(draft.openingHours),
    vatNumber: filled(draft.vatNumber),
    returnDays: Number(draft.returnDays),
    taxRateBasisPoints: basisPointsIn(draft.taxRate),
    deliveryCountries: codesIn(draft.deliveryCountries),
    collectionDays: draft.collectionDays.map(Number).toSorted((a, b) => a - b),
    timeZone: draft.timeZone,
    reservationMinutes: Number(draft.reservationMinutes),
    unpaidOrdersPerCustomer: Number(draft.unpaidOrdersPerCustomer),
    unpaidUnitsPerCustomer: Number(draft.unpaidUnitsPerCustomer),
    unpaidOrdersPerAddress: Number(draft.unpaidOrdersPerAddress),
    unpaidUnitsPerAddress: Number(draft.unpaidUnitsPerAddress),
    guestCartDays: Number(draft.guestCartDays),
    deliveryMethods: draft.deliveryMethods.map((method) => ({
      ...(method.methodId !== '' && { id: method.methodId }),
      kind: method.kind,
      label: method.label.trim(),
      priceMinor: parseAmount(method.price, currency).minor ?? 0,
      countries: [...codesIn(method.countries)],
      daysFrom: Number(method.daysFrom),
      daysTo: Number(method.daysTo),
      active: method.active,
    })),
  }
}
