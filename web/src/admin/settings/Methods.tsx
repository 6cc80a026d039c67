import { Plus, X } from 'lucide-react'
import { useFieldArray, useFormContext } from 'react-hook-form'

import { FormField } from '#web/admin/parts/FormField.tsx'
import { parseAmount } from '#web/admin/products/amount.ts'
import { Button } from '#web/ui/Button.tsx'
import { Checkbox } from '#web/ui/Checkbox.tsx'
import { Select } from '#web/ui/Select.tsx'

import { countriesRule, daysRule } from './checks.ts'
import { NEW_METHOD, type SettingsDraft } from './draft.ts'

/** The ways an order can reach its customer, in the order they are offered. */
export function Methods({ currency }: { readonly currency: string }) {
  const { control } = useFormContext<SettingsDraft>()
  const { fields, append, remove } = useFieldArray({ control, name: 'deliveryMethods' })

  return (
    <>
      <ul className="flex flex-col gap-6">
        {fields.map(({ id, label }, at) => (
          <li key={id} className="border-b border-border pb-6">
            <Method
              at={at}
              currency={currency}
              onRemove={fields.length > 1 ? () => remove(at) : undefined}
              name={label || 'the new way'}
            />
          </li>
        ))}
      </ul>
      <Button tone="secondary" className="self-start" onClick={() => append(NEW_METHOD)}>
        <Plus aria-hidden="true" />
        Add another way
      </Button>
    </>
  )
}

interface MethodProps {
  readonly at: number
  readonly currency: string
  readonly name: string
  /** Not there for the last one: a shop has one way at least. */
  readonly onRemove: (() => void) | undefined
}

function Method({ at, currency, name, onRemove }: MethodProps) {
  const { control, register, watch } = useFormContext<SettingsDraft>()
  const path = `deliveryMethods.${at}` as const
  const isCollection = watch(`${path}.kind`) === 'collection'

  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-end gap-2">
        <FormField
          control={control}
          name={`${path}.label`}
          label="What customers read"
          maxLength={80}
          rules={{ required: 'Give it a name.' }}
        />
        {onRemove && (
          <Button tone="quiet" iconOnly aria-label={`Take out ${name}`} onClick={onRemove}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      <HowAndWhen path={path} currency={currency} />
      {!isCollection && (
        <FormField
          control={control}
          name={`${path}.countries`}
          label="Only to these countries"
          optional
          help="Two letters each, such as GB, IE. Left empty, it is offered wherever you deliver."
          rules={countriesRule}
        />
      )}
      <Checkbox label="On offer" {...register(`${path}.active`)} />
    </div>
  )
}

interface PartProps {
  readonly path: `deliveryMethods.${number}`
  readonly currency: string
}

function HowAndWhen({ path, currency }: PartProps) {
  const { control, register } = useFormContext<SettingsDraft>()

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label="How"
        choices={[
          { value: 'delivery', label: 'Delivered' },
          { value: 'collection', label: 'Collected from the shop' },
        ]}
        {...register(`${path}.kind`)}
      />
      <FormField
        control={control}
        name={`${path}.price`}
        label="Price"
        inputMode="decimal"
        rules={{
          validate: (typed) =>
            parseAmount(typeof typed === 'string' ? typed : '', currency).fault ?? true,
        }}
      />
      <FormField
        control={control}
        name={`${path}.daysFrom`}
        label="Days, at the earliest"
        inputMode="numeric"
        rules={daysRule(90)}
      />
      <FormField
        control={control}
        name={`${path}.daysTo`}
        label="Days, at the latest"
        inputMode="numeric"
        rules={daysRule(90)}
      />
    </div>
  )
}
