import { type FormEvent, useState } from 'react'

import type { Facets } from '#web/api/discovery.ts'
import { formatMoney } from '#web/lib/format.ts'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'

import { withValue } from './filters.ts'
import { typedRange } from './typed-range.ts'
import { useListAddress } from './use-list-address.ts'

const MINOR_PER_MAJOR = 100

const majorOf = (minor: string | null) =>
  minor === null || minor === '' ? '' : String(Number(minor) / MINOR_PER_MAJOR)

/** From and up to, in whole money; it takes effect with Enter or the button. */
export function PriceRange({ range }: { readonly range: Facets['price'] }) {
  const [params, go] = useListAddress()
  const [isUnreadable, setUnreadable] = useState(false)
  const [min, max] = [params.get('minPrice'), params.get('maxPrice')]

  // One price for everything there is: nothing to choose between.
  const narrows = range !== null && range.min.minor < range.max.minor
  if (!narrows && min === null && max === null) return null

  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const wanted = typedRange(textIn(typed, 'min'), textIn(typed, 'max'))
    setUnreadable(!wanted)
    if (!wanted) return

    event.currentTarget.reset()
    go(withValue(withValue(params, 'minPrice', wanted.min), 'maxPrice', wanted.max))
  }

  return (
    // What is typed starts over when the address changes it.
    <form key={`${min} ${max}`} onSubmit={apply} className="border-t border-border pt-3">
      <fieldset>
        <legend className="font-semibold">Price</legend>
        <div className="mt-2 flex items-end gap-2">
          <Amount name="min" label="From" value={majorOf(min)} />
          <Amount name="max" label="Up to" value={majorOf(max)} />
          <Button type="submit" tone="secondary" className="shrink-0">
            Set
          </Button>
        </div>
        <p role="alert" className="field-error text-sm">
          {isUnreadable && 'That is not an amount, so the filter is as it was. Try 20 or 19.99.'}
        </p>
        {range && (
          <p className="mt-1 text-sm text-muted">
            {formatMoney(range.min)} to {formatMoney(range.max)} here
          </p>
        )}
      </fieldset>
    </form>
  )
}

interface AmountProps {
  readonly name: string
  readonly label: string
  readonly value: string
}

function Amount({ name, label, value }: AmountProps) {
  return (
    <label className="min-w-0 flex-1 text-sm text-muted">
      {label}
      <input
        className="input tabular-nums"
        name={name}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={value}
      />
    </label>
  )
}
