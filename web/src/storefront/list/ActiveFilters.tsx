import { X } from 'lucide-react'

import type { Facets } from '#web/api/discovery.ts'
import { Button } from '#web/ui/Button.tsx'

import { activeFilters, CONDITION_LABELS, type ManyFilter, withoutFilters } from './filters.ts'
import { useListAddress } from './use-list-address.ts'

/** What narrows the list, each to be taken off with a press. */
export function ActiveFilters({ facets }: { readonly facets: Facets | undefined }) {
  const [params, go] = useListAddress()

  const labelOf = (name: ManyFilter, value: string) =>
    facets?.[name].find((one) => one.value === value)?.label ?? CONDITION_LABELS[value] ?? value
  const active = activeFilters(params, facets?.price?.min.currency ?? 'gbp', labelOf)
  if (active.length === 0) return null

  return (
    <ul aria-label="Filters in use" className="mb-4 flex flex-wrap items-center gap-2">
      {active.map(({ label, without }) => (
        <li key={label}>
          <Button
            tone="secondary"
            size="sm"
            aria-label={`Take off the filter ${label}`}
            onClick={() => go(without)}
          >
            {label}
            <X aria-hidden="true" />
          </Button>
        </li>
      ))}
      <li>
        <Button tone="quiet" size="sm" onClick={() => go(withoutFilters(params))}>
          Clear all
        </Button>
      </li>
    </ul>
  )
}
