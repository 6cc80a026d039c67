/* oxlint-disable jsx-a11y/prefer-tag-over-role -- select and datalist can show neither pictures nor prices */
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'

import { type Suggestion, suggestionsQuery } from '#web/api/discovery.ts'
import { formatMoney } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { MOST_LETTERS } from '#web/storefront/list/understood.ts'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'

const FEWEST_LETTERS = 2

/** What the words may mean; nothing while the box is closed or too little is typed. */
export function useSuggestions(words: string, open: boolean): readonly Suggestion[] {
  const asked = useDeferredValue(words.trim().slice(0, MOST_LETTERS))
  const enabled = open && asked.length >= FEWEST_LETTERS
  const { data = [] } = useQuery({ ...suggestionsQuery(asked), enabled })
  return enabled ? data : []
}

/** Where a suggestion leads. */
export function pathOf({ kind, slug, label }: Suggestion): string {
  if (kind === 'product') return paths.product(slug)
  if (kind === 'category') return paths.category(slug)
  return paths.search({ brand: label })
}

interface SuggestionListProps {
  readonly id: string
  readonly suggestions: readonly Suggestion[]
  readonly active: number
  readonly onChoose: (path: string) => void
}

export function SuggestionList({ id, suggestions, active, onChoose }: SuggestionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      hidden={suggestions.length === 0}
      className="absolute inset-x-0 top-full z-20 mt-1 max-h-[70vh] overflow-y-auto rounded-lg border border-edge bg-overlay p-1 shadow-overlay"
    >
      {suggestions.map((suggestion, index) => (
        <SuggestionOption
          key={`${suggestion.kind} ${suggestion.slug}`}
          id={`${id}-${index}`}
          suggestion={suggestion}
          selected={index === active}
          onChoose={() => onChoose(pathOf(suggestion))}
        />
      ))}
    </div>
  )
}

interface SuggestionOptionProps {
  readonly id: string
  readonly suggestion: Suggestion
  readonly selected: boolean
  readonly onChoose: () => void
}

const KIND: Readonly<Record<Suggestion['kind'], string>> = {
  product: '',
  category: 'Category',
  brand: 'Brand',
}

/** The input keeps the focus and hears the keys; an option only has to take a press. */
function SuggestionOption({ id, suggestion, selected, onChoose }: SuggestionOptionProps) {
  const { kind, label, image, priceFrom } = suggestion

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the input hears the keys
    <div
      id={id}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      className="touch flex cursor-pointer items-center gap-3 rounded-sm px-3 py-1.5 hover:bg-surface-secondary aria-selected:bg-surface-secondary aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-focus"
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {image && (
        <ProductPicture picture={image} sizes="32px" className="w-8 rounded-xs" decorative />
      )}
      <span className="min-w-0 flex-1">{label}</span>
      <span className="text-sm text-muted">{priceFrom ? formatMoney(priceFrom) : KIND[kind]}</span>
    </div>
  )
}
