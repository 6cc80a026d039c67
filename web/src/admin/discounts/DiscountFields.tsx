import type { ReactNode } from 'react'
import { type Control, useController } from 'react-hook-form'

import { currencySign } from '#web/admin/products/amount.ts'
import { Checkbox } from '#web/ui/Checkbox.tsx'
import { Select } from '#web/ui/Select.tsx'
import { TextField } from '#web/ui/TextField.tsx'

import {
  type DiscountDraft,
  type DiscountKind,
  type DraftFaults,
  type DraftField,
  LABELS,
} from './draft.ts'
import { KINDS } from './words.ts'

interface Parts {
  readonly control: Control<DiscountDraft>
  readonly faults: DraftFaults
  readonly currency: string
  readonly kind: DiscountKind
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-3 font-serif text-lg font-semibold">{title}</legend>
      {children}
    </fieldset>
  )
}

/** What it gives, and from which spend on. */
export function Worth({ control, faults, currency, kind }: Parts) {
  const { field } = useController({ control, name: 'kind' })

  return (
    <Group title="What it gives">
      <Text
        {...{ control, faults }}
        name="name"
        maxLength={100}
        help="Customers read it in the basket and on the bill: “20 % off from £40”."
      />
      <Select label={LABELS.kind} choices={KINDS} {...field} />
      {kind === 'percentage' && (
        <Text {...{ control, faults }} name="percent" inputMode="decimal" />
      )}
      {kind === 'fixed_amount' && (
        <Text
          {...{ control, faults }}
          name="amount"
          inputMode="decimal"
          help={`In ${currencySign(currency)}. Never more than the goods cost.`}
        />
      )}
      {kind === 'gift' && (
        <Text
          {...{ control, faults }}
          name="giftSku"
          help="The SKU of what is given. One unit goes with each order, as long as there are any."
        />
      )}
      <Text
        {...{ control, faults }}
        name="minimumSpend"
        inputMode="decimal"
        optional
        help={`In ${currencySign(currency)}: what the goods have to come to, before any discount and without delivery.`}
      />
      {kind !== 'free_delivery' && <Combines control={control} kind={kind} />}
    </Group>
  )
}

function Combines({ control, kind }: Pick<Parts, 'control' | 'kind'>) {
  const { field } = useController({ control, name: 'combines' })
  const { value, ...rest } = field
  const help =
    kind === 'gift'
      ? 'Off: of such gifts a customer gets one, that with the highest minimum spend. On: this one comes on top.'
      : 'Off: it stands alone. The customer gets the best one that stands alone, or all together that combine, whichever is more off.'

  return (
    <div>
      <Checkbox label="Combines with others" checked={value} {...rest} />
      <p className="description ps-8">{help}</p>
    </div>
  )
}

const WHO = [
  { value: 'code', label: 'Whoever has the code' },
  { value: 'automatic', label: 'Everybody, by itself' },
]

export function Given({ control, faults, given }: Parts & { readonly given: string }) {
  const { field } = useController({ control, name: 'given' })

  return (
    <Group title="Who gets it">
      <Select label={LABELS.given} choices={WHO} {...field} />
      {given === 'code' && (
        <Text
          {...{ control, faults }}
          name="code"
          maxLength={40}
          help="Letters, digits, hyphens. Capitals and small letters are the same."
        />
      )}
    </Group>
  )
}

/** When, and how often. */
export function Limits({ control, faults }: Parts) {
  const { field } = useController({ control, name: 'active' })
  const { value, ...rest } = field

  return (
    <Group title="When and how often">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Text {...{ control, faults }} name="startsAt" type="datetime-local" optional />
        <Text {...{ control, faults }} name="endsAt" type="datetime-local" optional />
        <Text
          {...{ control, faults }}
          name="limitTotal"
          inputMode="numeric"
          optional
          help="At most so many orders have it."
        />
        <Text
          {...{ control, faults }}
          name="limitPerCustomer"
          inputMode="numeric"
          optional
          help="At most, by account and e-mail address."
        />
      </div>
      <div>
        <Checkbox label="Switched on" checked={value} {...rest} />
        <p className="description ps-8">
          Orders that have it keep it, whatever you change or switch off.
        </p>
      </div>
    </Group>
  )
}

type TextName = Exclude<DraftField, 'kind' | 'given' | 'combines' | 'active'>

interface TextProps
  extends Omit<React.ComponentProps<typeof TextField>, 'label' | 'name' | 'error'>,
    Pick<Parts, 'control' | 'faults'> {
  readonly name: TextName
}

function Text({ control, faults, name, ...look }: TextProps) {
  const { field } = useController({ control, name })
  return (
    <TextField label={LABELS[name]} autoComplete="off" {...look} {...field} error={faults[name]} />
  )
}
