import { type Amount, amountText, parseAmount } from '#web/admin/products/amount.ts'
import type { DiscountBody, DiscountView } from '#web/api/admin-discounts.ts'
import type { FieldFault } from '#web/api/client.ts'

export type DiscountKind = DiscountView['kind']

/** A discount as it stands in the form: what is typed is text until it is sent. */
export interface DiscountDraft {
  readonly name: string
  readonly kind: DiscountKind
  /** `code` for a coupon, `automatic` for what applies by itself. */
  readonly given: 'automatic' | 'code'
  readonly code: string
  readonly percent: string
  readonly amount: string
  readonly giftSku: string
  readonly minimumSpend: string
  readonly startsAt: string
  readonly endsAt: string
  readonly limitTotal: string
  readonly limitPerCustomer: string
  readonly combines: boolean
  readonly active: boolean
}

export type DraftField = keyof DiscountDraft

export const LABELS: Readonly<Record<DraftField, string>> = {
  name: 'Name',
  kind: 'What it gives',
  given: 'Who gets it',
  code: 'Code',
  percent: 'Per cent off',
  amount: 'Amount off',
  giftSku: 'Gift',
  minimumSpend: 'Minimum spend',
  startsAt: 'Starts',
  endsAt: 'Ends',
  limitTotal: 'Uses in all',
  limitPerCustomer: 'Uses per customer',
  combines: 'Combines',
  active: 'On',
}

export const NEW_DRAFT: DiscountDraft = {
  name: '',
  kind: 'percentage',
  given: 'code',
  code: '',
  percent: '',
  amount: '',
  giftSku: '',
  minimumSpend: '',
  startsAt: '',
  endsAt: '',
  limitTotal: '',
  limitPerCustomer: '',
  combines: false,
  active: true,
}

export function draftOf(discount: DiscountView): DiscountDraft {
  const { name, kind, code, percentBasisPoints, amount, gift, minimumSpend } = discount
  const { startsAt, endsAt, limitTotal, limitPerCustomer, combines, active } = discount
  return {
    name,
    kind,
    given: code === null ? 'automatic' : 'code',
    code: code ?? '',
    percent: percentBasisPoints === null ? '' : String(percentBasisPoints / 100),
    amount: amount ? amountText(amount) : '',
    giftSku: gift?.sku ?? '',
    minimumSpend: minimumSpend.minor === 0 ? '' : amountText(minimumSpend),
    startsAt: localTime(startsAt),
    endsAt: localTime(endsAt),
    limitTotal: String(limitTotal ?? ''),
    limitPerCustomer: String(limitPerCustomer ?? ''),
    combines,
    active,
  }
}

export type DraftFaults = Partial<Readonly<Record<DraftField, string>>>

interface Reading {
  readonly draft: DiscountDraft
  readonly currency: string
  readonly faults: { [Field in DraftField]?: string }
}

/** What is to be sent, or what is wrong with what was typed. */
export function readDraft(
  draft: DiscountDraft,
  currency: string,
): { readonly body: DiscountBody; readonly faults: DraftFaults } {
  const { name, kind, given, code, startsAt, endsAt, combines, active } = draft
  const reading: Reading = { draft, currency, faults: {} }
  if (name.trim() === '') reading.faults.name = 'Give it a name: customers read it.'
  if (given === 'code' && code.trim() === '') reading.faults.code = 'Choose a code.'
  const body: DiscountBody = {
    name,
    kind,
    code: given === 'code' ? code : null,
    ...worthIn(reading),
    minimumSpendMinor:
      draft.minimumSpend.trim() === '' ? 0 : (amountIn(reading, 'minimumSpend') ?? 0),
    startsAt: instantOf(startsAt),
    endsAt: instantOf(endsAt),
    limitTotal: limitIn(reading, 'limitTotal'),
    limitPerCustomer: limitIn(reading, 'limitPerCustomer'),
    combines,
    active,
  }
  return { body, faults: reading.faults }
}

type WorthBody = Pick<DiscountBody, 'percentBasisPoints' | 'amountMinor' | 'giftSku'>

/** Only what the chosen kind takes. */
function worthIn(reading: Reading): WorthBody {
  const nothing: WorthBody = { percentBasisPoints: null, amountMinor: null, giftSku: null }
  const { draft, faults } = reading
  switch (draft.kind) {
    case 'percentage': {
      const percentBasisPoints = percentIn(draft.percent)
      if (percentBasisPoints === null) faults.percent = 'Write a number from 0.01 to 100.'
      return { ...nothing, percentBasisPoints }
    }
    case 'fixed_amount':
      return { ...nothing, amountMinor: amountIn(reading, 'amount') }
    case 'gift':
      if (draft.giftSku.trim() === '') faults.giftSku = 'Enter the SKU of the gift.'
      return { ...nothing, giftSku: draft.giftSku.trim() }
    case 'free_delivery':
      return nothing
  }
}

function amountIn(
  { draft, currency, faults }: Reading,
  field: 'amount' | 'minimumSpend',
): number | null {
  const amount: Amount = parseAmount(draft[field], currency)
  if (amount.fault !== undefined) faults[field] = amount.fault
  return amount.minor ?? null
}

function limitIn(
  { draft, faults }: Reading,
  field: 'limitTotal' | 'limitPerCustomer',
): number | null {
  const text = draft[field].trim()
  if (text === '') return null
  if (!/^[1-9]\d{0,5}$/.test(text)) faults[field] = 'Write a whole number from 1 on, or nothing.'
  return Number(text)
}

/** "12.5" is 1250 basis points; nothing where it is no percentage. */
function percentIn(typed: string): number | null {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(typed.trim()) ?? []
  if (whole === undefined) return null
  const points = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  return points >= 1 && points <= 10_000 ? points : null
}

const FIELD_AT: Readonly<Record<string, DraftField>> = {
  '#/body/percentBasisPoints': 'percent',
  '#/body/amountMinor': 'amount',
  '#/body/minimumSpendMinor': 'minimumSpend',
}

/** What the shop said is wrong, by field. */
export function faultsFrom(errors: readonly FieldFault[]): DraftFaults {
  const faults: { [Field in DraftField]?: string } = {}
  for (const { pointer, detail } of errors) {
    const name = FIELD_AT[pointer] ?? pointer.split('/').at(-1) ?? ''
    if (isField(name)) faults[name] ??= detail
  }
  return faults
}

const isField = (name: string): name is DraftField => name in LABELS

/** As the browser's own field for date and time has it, in the time of this device. */
function localTime(instant: string | null): string {
  if (instant === null) return ''
  const time = new Date(instant)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

const instantOf = (local: string): string | null =>
  local === '' ? null : new Date(local).toISOString()
