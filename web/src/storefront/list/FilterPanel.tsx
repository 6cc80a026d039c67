import { SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { Facets } from '#web/api/discovery.ts'
import { plural } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { Skeleton } from '#web/ui/Skeletons.tsx'

import { FilterFields } from './FilterFields.tsx'
import { activeFilters } from './filters.ts'
import { useListAddress } from './use-list-address.ts'

const Drawer = lazy(async () => ({ default: (await import('#web/ui/Drawer.tsx')).Drawer }))

interface FilterProps {
  readonly facets: Facets | undefined
  /** On a category's own page the category is not a filter. */
  readonly fixedCategory: boolean
}

/** Beside the list where there is room. */
export function FilterSidebar({ facets, fixedCategory }: FilterProps) {
  return (
    <aside aria-label="Filters" className="hidden lg:block">
      {facets ? <FilterFields facets={facets} fixedCategory={fixedCategory} /> : <FilterSkeleton />}
    </aside>
  )
}

/** Behind a button on a phone; what is ticked takes effect at once, so the button below only closes. */
export function FilterDoor({
  facets,
  fixedCategory,
  total,
}: FilterProps & { readonly total: number | undefined }) {
  const [state, setState] = useState<'unopened' | 'open' | 'closed'>('unopened')
  const [params] = useListAddress()
  const inUse = activeFilters(params, 'gbp', (_name, value) => value).length
  const close = () => setState('closed')

  return (
    <div className="lg:hidden">
      <Button
        tone="secondary"
        aria-haspopup="dialog"
        disabled={!facets}
        onClick={() => setState('open')}
      >
        <SlidersHorizontal aria-hidden="true" />
        {inUse === 0 ? 'Filter' : `Filter (${inUse})`}
      </Button>
      {facets && state !== 'unopened' && (
        <Suspense>
          <Drawer
            title="Filter"
            side="left"
            open={state === 'open'}
            onClose={close}
            footer={
              <Button wide onClick={close}>
                {total === undefined ? 'Show' : `Show ${plural(total, 'thing', 'things')}`}
              </Button>
            }
          >
            <FilterFields facets={facets} fixedCategory={fixedCategory} />
          </Drawer>
        </Suspense>
      )}
    </div>
  )
}

function FilterSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      {Array.from({ length: 9 }, (_, row) => (
        <Skeleton key={row} className={row % 5 === 0 ? 'h-6 w-24' : 'h-5 w-full'} />
      ))}
    </div>
  )
}
