import type { ReactNode } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'

import { FormField } from '#web/admin/parts/FormField.tsx'
import { TextArea } from '#web/admin/parts/TextArea.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Checkbox } from '#web/ui/Checkbox.tsx'
import { Select } from '#web/ui/Select.tsx'

import { countriesRule, daysRule, namesOf, wholeRule } from './checks.ts'
import { basisPointsIn, type SettingsDraft } from './draft.ts'
import { Methods } from './Methods.tsx'

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card>
      <h2 className="mb-4 text-lg">{title}</h2>
      <div className="flex flex-col gap-4">{children}</div>
    </Card>
  )
}

/** What the shop says of itself. */
export function ShopFields() {
  const { control, register } = useFormContext<SettingsDraft>()

  return (
    <Group title="The shop">
      <FormField
        control={control}
        name="name"
        label="Name"
        maxLength={100}
        rules={{ required: 'Give the shop a name.' }}
      />
      <FormField
        control={control}
        name="tagline"
        label="What it is, in a sentence"
        optional
        maxLength={200}
      />
      <FormField
        control={control}
        name="email"
        label="E-mail"
        type="email"
        help="Customers write here, and mails to the owner go here."
        rules={{
          pattern: { value: /^\S+@\S+\.\S+$/, message: 'It looks like name@example.com.' },
          required: 'Customers need an address to write to.',
        }}
      />
      <FormField control={control} name="phone" label="Telephone" optional maxLength={30} />
      <TextArea
        label="Address"
        optional
        rows={4}
        help="Where collected orders wait and returns go, one line each."
        {...register('address')}
      />
      <TextArea
        label="Opening hours"
        optional
        rows={2}
        maxLength={500}
        {...register('openingHours')}
      />
    </Group>
  )
}

const isRate = (typed: unknown): string | true => {
  const points = basisPointsIn(String(typed))
  return points <= 10_000 || 'Give a rate from 0 to 100, such as 20 or 17.5.'
}

/** Tax and returns. */
export function MoneyFields() {
  const { control } = useFormContext<SettingsDraft>()

  return (
    <Group title="VAT and returns">
      <FormField
        control={control}
        name="taxRate"
        label="VAT rate, per cent"
        inputMode="decimal"
        help="It is contained in your prices. Orders made already keep the rate they had."
        rules={{ validate: isRate }}
      />
      <FormField
        control={control}
        name="vatNumber"
        label="VAT number"
        optional
        maxLength={30}
        help="It stands on invoices from now on."
      />
      <FormField
        control={control}
        name="returnDays"
        label="Days to send something back"
        inputMode="numeric"
        rules={daysRule(365)}
      />
    </Group>
  )
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Where to, how, and when. */
export function DeliveryFields({ currency }: { readonly currency: string }) {
  const { control, register, getFieldState, formState } = useFormContext<SettingsDraft>()
  const typed = useWatch({ control, name: 'deliveryCountries' })
  const { error } = getFieldState('collectionDays', formState)

  return (
    <Group title="Delivery and collection">
      <FormField
        control={control}
        name="deliveryCountries"
        label="Countries you deliver to"
        help={namesOf(typed) || 'Two letters each, such as GB, IE.'}
        rules={countriesRule}
      />
      <fieldset>
        <legend className="label">Days on which an order can be fetched</legend>
        <div className="mt-1 grid grid-cols-2 gap-x-4 sm:grid-cols-4">
          {WEEKDAYS.map((day, at) => (
            <Checkbox
              key={day}
              label={day}
              value={String(at + 1)}
              {...register('collectionDays', {
                validate: (days) => days.length > 0 || 'Choose one day at least.',
              })}
            />
          ))}
        </div>
        {error && <p className="field-error">{error.message}</p>}
      </fieldset>
      <h3 className="mt-2 font-semibold">Ways an order reaches its customer</h3>
      <Methods currency={currency} />
    </Group>
  )
}

const LIMITS = [
  { name: 'unpaidOrdersPerCustomer', label: 'Unpaid orders of one customer', most: 1000 },
  { name: 'unpaidUnitsPerCustomer', label: 'Things in them', most: 1_000_000 },
  { name: 'unpaidOrdersPerAddress', label: 'Unpaid orders from one address', most: 10_000 },
  { name: 'unpaidUnitsPerAddress', label: 'Things in those', most: 1_000_000 },
] as const

/** So that nobody holds the whole shop without paying. */
export function LimitFields() {
  const { control } = useFormContext<SettingsDraft>()

  return (
    <Group title="What may be held unpaid">
      <p className="text-muted">
        At most so much at a time, until it is paid or its time is over. Behind one internet address
        may be a household, an office or a café.
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        {LIMITS.map(({ name, label, most }) => (
          <FormField
            key={name}
            control={control}
            name={name}
            label={label}
            inputMode="numeric"
            rules={wholeRule(1, most)}
          />
        ))}
      </div>
    </Group>
  )
}

/** What has a time. */
export function TimeFields() {
  const { control, register } = useFormContext<SettingsDraft>()

  return (
    <Group title="Baskets, payments and time">
      <FormField
        control={control}
        name="reservationMinutes"
        label="Minutes that things are held for a payment"
        inputMode="numeric"
        help="At least 31: the payment page is open for half an hour. After that they are for sale again."
        rules={wholeRule(31, 1440)}
      />
      <FormField
        control={control}
        name="guestCartDays"
        label="Days that a guest’s basket is kept"
        inputMode="numeric"
        help="Counted from its last change. Customers with an account keep theirs."
        rules={wholeRule(1, 365)}
      />
      <Select
        label="Time zone"
        choices={Intl.supportedValuesOf('timeZone').map((zone) => ({
          value: zone,
          label: zone.replaceAll('_', ' '),
        }))}
        {...register('timeZone')}
      />
    </Group>
  )
}
