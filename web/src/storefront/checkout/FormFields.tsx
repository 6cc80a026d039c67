import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { countriesQuery } from '#web/api/shop.ts'
import { Select } from '#web/ui/Select.tsx'
import { TextField } from '#web/ui/TextField.tsx'

import type { Draft, Field } from './draft.ts'
import type { Faults } from './faults.ts'

/** Where a fault in the summary leads. */
export const fieldId = (field: Field) => `checkout-${field}`

export interface FormPartProps {
  readonly draft: Draft
  readonly faults: Faults
  readonly change: (field: Field, value: string) => void
}

export function Section({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-3 font-serif text-xl font-semibold">{title}</legend>
      {children}
    </fieldset>
  )
}

export function Contact(props: FormPartProps) {
  return (
    <Section title="Who is it for?">
      <Line
        {...props}
        field="email"
        label="E-mail"
        type="email"
        autoComplete="email"
        help="We send the confirmation there, and a line when it leaves. Nothing else."
      />
      <Line {...props} field="name" label="Name" autoComplete="name" />
      <Line
        {...props}
        field="phone"
        label="Phone"
        type="tel"
        autoComplete="tel"
        optional
        help="Only so that the courier can find you."
      />
    </Section>
  )
}

export function AddressFields(props: FormPartProps) {
  return (
    <Section title="Where to?">
      <CountrySelect {...props} />
      <Line {...props} field="line1" label="Street and number" autoComplete="address-line1" />
      <Line {...props} field="line2" label="Flat, floor" autoComplete="address-line2" optional />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Line {...props} field="city" label="Town or city" autoComplete="address-level2" />
        <Line {...props} field="postalCode" label="Postcode" autoComplete="postal-code" />
      </div>
      <Line
        {...props}
        field="region"
        label="County or region"
        autoComplete="address-level1"
        optional
      />
    </Section>
  )
}

function CountrySelect({ draft, faults, change }: FormPartProps) {
  const { data: countries = [] } = useQuery(countriesQuery)

  return (
    <Select
      id={fieldId('country')}
      label="Country"
      autoComplete="country"
      choices={countries.map(({ code, name }) => ({ value: code, label: name }))}
      value={draft.country}
      error={faults.country}
      onChange={({ target: { value } }) => change('country', value)}
    />
  )
}

interface LineProps extends FormPartProps {
  readonly field: Field
  readonly label: string
  readonly autoComplete: string
  readonly type?: 'email' | 'tel'
  readonly help?: string
  readonly optional?: boolean
}

function Line({ draft, faults, change, field, ...input }: LineProps) {
  return (
    <TextField
      id={fieldId(field)}
      name={field}
      value={draft[field]}
      error={faults[field]}
      onChange={({ target: { value } }) => change(field, value)}
      {...input}
    />
  )
}
