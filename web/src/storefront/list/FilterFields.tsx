import type { ReactNode } from 'react'

import type { Facets } from '#web/api/discovery.ts'
import { Checkbox } from '#web/ui/Checkbox.tsx'

import { CONDITION_LABELS, type ManyFilter, toggled, withValue } from './filters.ts'
import { PriceRange } from './PriceRange.tsx'
import { useListAddress } from './use-list-address.ts'

interface FilterFieldsProps {
  readonly facets: Facets
  readonly fixedCategory: boolean
}

/** Every filter with how many things each choice would show. */
export function FilterFields({ facets, fixedCategory }: FilterFieldsProps) {
  const [params, go] = useListAddress()
  const flag = (name: 'inStock' | 'onSale') => ({
    checked: params.get(name) === 'true',
    onChange: () => go(withValue(params, name, params.get(name) === 'true' ? null : 'true')),
  })

  return (
    <div className="flex flex-col gap-5">
      <Group title="Show">
        <Checkbox label="In stock" aside={facets.inStock} {...flag('inStock')} />
        {(facets.onSale > 0 || params.has('onSale')) && (
          <Checkbox label="Reduced" aside={facets.onSale} {...flag('onSale')} />
        )}
      </Group>
      {!fixedCategory && <ManyOf name="category" title="Category" facets={facets} />}
      <PriceRange range={facets.price} />
      <ManyOf name="condition" title="Condition" facets={facets} />
      <ManyOf name="brand" title="Brand" facets={facets} />
      <ManyOf name="tag" title="Kind" facets={facets} />
    </div>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="border-t border-border pt-3">
      <legend className="contents">
        <span className="block font-semibold">{title}</span>
      </legend>
      {children}
    </fieldset>
  )
}

/** More than this and the rest waits behind "More". */
const SHOWN_AT_ONCE = 7

interface ManyOfProps {
  readonly name: ManyFilter
  readonly title: string
  readonly facets: Facets
}

function ManyOf({ name, title, facets }: ManyOfProps) {
  const [params, go] = useListAddress()
  const chosen = params.getAll(name)
  const found = facets[name]
  const gone = chosen.filter((value) => found.every((one) => one.value !== value))
  // What is in use stays in sight, also when nothing is left of it.
  const counts = [...found, ...gone.map((value) => ({ value, label: value, count: 0 }))]
  // One value for everything there is narrows nothing, unless it is already in use.
  if (counts.length < 2 && chosen.length === 0) return null

  const row = ({ value, label, count }: Facets[ManyFilter][number]) => (
    <Checkbox
      key={value}
      label={CONDITION_LABELS[value] ?? label}
      aside={count}
      checked={chosen.includes(value)}
      onChange={() => go(toggled(params, name, value))}
    />
  )
  // A single one takes no more room than the words that would hide it.
  const shown = counts.length === SHOWN_AT_ONCE + 1 ? counts.length : SHOWN_AT_ONCE
  const [first, rest] = [counts.slice(0, shown), counts.slice(shown)]

  return (
    <Group title={title}>
      {first.map(row)}
      {rest.length > 0 && (
        <details open={rest.some(({ value }) => chosen.includes(value))}>
          <summary className="touch flex items-center text-link underline">
            {rest.length} more
          </summary>
          {rest.map(row)}
        </details>
      )}
    </Group>
  )
}
