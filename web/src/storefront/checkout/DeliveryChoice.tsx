import type { DeliveryOption } from '#web/api/checkout.ts'
import { formatDays, formatMoney } from '#web/lib/format.ts'
import { Skeleton } from '#web/ui/Skeletons.tsx'

import { fieldId, Section } from './FormFields.tsx'

interface DeliveryChoiceProps {
  readonly options: readonly DeliveryOption[] | undefined
  readonly chosen: string | undefined
  readonly error: string | undefined
  readonly onChoose: (method: string) => void
}

/** Sent or fetched, with its dates and its price. */
export function DeliveryChoice({ options, chosen, error, onChoose }: DeliveryChoiceProps) {
  return (
    <Section title="How would you like to get it?">
      {error !== undefined && <p className="field-error">{error}</p>}
      {!options && <Skeleton className="h-32 w-full rounded-lg" />}
      {options?.length === 0 && (
        <p>We cannot send anything to this country yet. Choose another, or collect it here.</p>
      )}
      <div id={fieldId('method')} tabIndex={-1} className="flex flex-col gap-2">
        {options?.map(({ method, kind, label, price, arrives }) => (
          <label key={method} className="delivery-choice">
            <input
              type="radio"
              name="method"
              value={method}
              className="checkbox-native"
              checked={method === chosen}
              onChange={() => onChoose(method)}
            />
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{label}</span>
              <span className="text-muted">
                {kind === 'delivery' ? 'With you' : 'Ready'} {formatDays(arrives)}
              </span>
            </span>
            <span className="font-semibold tabular-nums">
              {price.minor === 0 ? 'Free' : formatMoney(price)}
            </span>
          </label>
        ))}
      </div>
    </Section>
  )
}
