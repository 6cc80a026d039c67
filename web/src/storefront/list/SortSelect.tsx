import { useAddress } from '#web/storefront/use-address.ts'
import { Select } from '#web/ui/Select.tsx'

import { withValue } from './filters.ts'

const SORTS = [
  { value: 'newest', label: 'Newest first' },
  { value: '-discount', label: 'Most reduced first' },
  { value: 'price', label: 'Price, low to high' },
  { value: '-price', label: 'Price, high to low' },
]
const BY_RELEVANCE = { value: 'relevance', label: 'Best match first' }

export function SortSelect() {
  const [params, go] = useAddress()
  const searching = params.has('q')
  const usual = searching ? 'relevance' : 'newest'

  return (
    <div className="min-w-0 flex-1 lg:w-60 lg:flex-none">
      <Select
        label="Order"
        labelHidden
        choices={searching ? [BY_RELEVANCE, ...SORTS] : SORTS}
        value={params.get('sort') ?? usual}
        onChange={({ target: { value } }) =>
          go(withValue(params, 'sort', value === usual ? null : value))
        }
      />
    </div>
  )
}
