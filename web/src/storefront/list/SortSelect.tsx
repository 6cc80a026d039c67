import { Select } from '#web/ui/Select.tsx'

import { withValue } from './filters.ts'
import { useListAddress } from './use-list-address.ts'

const SORTS = [
  { value: 'newest', label: 'Newest' },
  { value: '-discount', label: 'Most reduced' },
  { value: 'price', label: 'Lowest price' },
  { value: '-price', label: 'Highest price' },
]
const BY_RELEVANCE = { value: 'relevance', label: 'Best match' }

export function SortSelect() {
  const [params, go] = useListAddress()
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
