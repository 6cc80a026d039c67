import { useState } from 'react'

import type { CheckoutRequest } from '#web/api/checkout.ts'
import { keptIn } from '#web/lib/storage.ts'

/** What has been typed so far. */
export interface Draft {
  readonly email: string
  readonly name: string
  readonly phone: string
  readonly method: string
  readonly line1: string
  readonly line2: string
  readonly city: string
  readonly region: string
  readonly postalCode: string
  readonly country: string
}
export type Field = keyof Draft

const EMPTY: Draft = {
  email: '',
  name: '',
  phone: '',
  method: '',
  line1: '',
  line2: '',
  city: '',
  region: '',
  postalCode: '',
  country: '',
}

const kept = keptIn<Partial<Draft>>(() => sessionStorage, 'checkout')

/** The form's content; it outlives a reload and the way back from the payment page, and ends with the tab. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>(() => ({ ...EMPTY, ...kept.read() }))

  const change = (field: Field, value: string) => {
    setDraft((before) => {
      const after = { ...before, [field]: value }
      kept.write(after)
      return after
    })
  }
  return [draft, change] as const
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

/** The draft as the shop wants to hear it; a collected order has no address. */
export function requestFrom(
  draft: Draft,
  method: string,
  needsAddress: boolean,
): Omit<CheckoutRequest, 'expectedTotal'> {
  const address = {
    line1: draft.line1,
    line2: orNull(draft.line2),
    city: draft.city,
    region: orNull(draft.region),
    postalCode: draft.postalCode,
    country: draft.country,
  }
  return {
    email: draft.email.trim(),
    name: draft.name,
    phone: orNull(draft.phone),
    delivery: { method, address: needsAddress ? address : null },
  }
}
