import type { FieldFault } from '#web/api/client.ts'

import type { Draft, Field } from './draft.ts'

/** What is wrong, by field. */
export type Faults = Partial<Readonly<Record<Field, string>>>

const MISSING: readonly (readonly [Field, string])[] = [
  ['email', 'Enter an e-mail address: the confirmation goes there.'],
  ['name', 'Enter the name for the parcel.'],
  ['line1', 'Enter the street and number.'],
  ['city', 'Enter the town or city.'],
  ['postalCode', 'Enter the postcode.'],
]

const ADDRESS_FIELDS: readonly Field[] = ['line1', 'city', 'postalCode']

/** What can be said without asking the shop: fields left empty, and an address that cannot be one. */
export function faultsIn(draft: Draft, needsAddress: boolean): Faults {
  const faults: { [F in Field]?: string } = {}
  for (const [field, fault] of MISSING) {
    if (ADDRESS_FIELDS.includes(field) && !needsAddress) continue
    if (draft[field].trim() === '') faults[field] = fault
  }
  if (!faults.email && !/^\S+@\S+\.\S+$/.test(draft.email.trim())) {
    faults.email = 'This e-mail address is not complete. It looks like name@example.com.'
  }
  return faults
}

const FIELD_AT: Readonly<Record<string, Field>> = {
  '#/body/email': 'email',
  '#/body/name': 'name',
  '#/body/phone': 'phone',
  '#/body/delivery/method': 'method',
  '#/body/delivery/address/line1': 'line1',
  '#/body/delivery/address/line2': 'line2',
  '#/body/delivery/address/city': 'city',
  '#/body/delivery/address/region': 'region',
  '#/body/delivery/address/postalCode': 'postalCode',
  '#/body/delivery/address/country': 'country',
}

const FORM_ORDER: readonly Field[] = [
  'email',
  'name',
  'phone',
  'method',
  'country',
  'line1',
  'line2',
  'city',
  'postalCode',
  'region',
]

/** The faults as the form has their fields, from top to bottom. */
export function inFormOrder(faults: Faults): readonly (readonly [Field, string])[] {
  return FORM_ORDER.flatMap((field) => {
    const fault = faults[field]
    return fault === undefined ? [] : [[field, fault] as const]
  })
}

/** The fields by the names the form gives them. */
const LABELS: Readonly<Record<Field, string>> = {
  email: 'E-mail',
  name: 'Name',
  phone: 'Phone',
  method: 'Delivery',
  country: 'Country',
  line1: 'Street and number',
  line2: 'Flat, floor',
  city: 'Town or city',
  postalCode: 'Postcode',
  region: 'County or region',
}

/** Each fault with its field's name before it, for a place that is not beside the field. */
export function withFieldNames(faults: Faults): Faults {
  const named = inFormOrder(faults).map(([field, fault]) => [
    field,
    `${LABELS[field]}: ${fault.charAt(0).toLowerCase()}${fault.slice(1)}`,
  ])
  return Object.fromEntries(named)
}

/** The shop's faults put at their fields; what belongs to none is left for the top of the form. */
export function faultsFrom(errors: readonly FieldFault[]): Faults {
  const faults: { [F in Field]?: string } = {}
  for (const { pointer, detail } of errors) {
    const field = FIELD_AT[pointer]
    if (field) faults[field] ??= detail
  }
  return faults
}
