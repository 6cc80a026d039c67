import type { VariantView } from '#web/api/discovery.ts'
import { formatMoney } from '#web/lib/format.ts'

import type { OptionPicker } from './variants.ts'

interface OptionPickersProps {
  readonly pickers: readonly OptionPicker[]
  readonly onPick: (variant: VariantView) => void
}

/**
 * A row of choices per option, with their prices where they differ. What is sold out can still be chosen, to see it;
 * it says so.
 */
export function OptionPickers({ pickers, onPick }: OptionPickersProps) {
  return pickers.map(({ name, choices, priceVaries }) => (
    <fieldset key={name}>
      <legend className="font-semibold">
        {name}: <span className="font-normal">{choices.find(({ chosen }) => chosen)?.value}</span>
      </legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {choices.map(({ value, chosen, soldOut, variant }) => (
          <label key={value} className="option-choice" data-sold-out={soldOut || undefined}>
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={chosen}
              onChange={() => onPick(variant)}
            />
            <span className="option-value">{value}</span>
            {priceVaries && (
              <span className="text-sm font-normal tabular-nums">{formatMoney(variant.price)}</span>
            )}
            {soldOut && <span className="sr-only"> (sold out)</span>}
          </label>
        ))}
      </div>
    </fieldset>
  ))
}
