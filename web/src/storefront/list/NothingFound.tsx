import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import { suggestionsQuery } from '#web/api/discovery.ts'
import { categoriesQuery } from '#web/api/shop.ts'
import { paths } from '#web/lib/paths.ts'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'

import { withoutFilters } from './filters.ts'

/** Nothing fits: what to take off, what may have been meant, where else to look. */
export function NothingFound() {
  const [params, setParams] = useSearchParams()
  const words = params.get('q') ?? ''
  const bare = withoutFilters(params)
  const narrowed = bare.size < params.size

  return (
    <EmptyState
      title={words === '' ? 'Nothing fits these filters' : `We have nothing for “${words}”`}
      hint={
        narrowed
          ? 'With the filters off there may be more. Stock changes daily.'
          : 'Another word may find it: we look in names, brands and descriptions. Stock changes daily.'
      }
      action={
        <div className="flex flex-col gap-6">
          <div className="flex flex-wrap gap-3">
            {narrowed && <Button onClick={() => setParams(bare)}>Take the filters off</Button>}
            <LinkButton to={paths.search()} tone={narrowed ? 'secondary' : 'primary'}>
              See everything we have
            </LinkButton>
          </div>
          <Elsewhere words={words} />
        </div>
      }
    />
  )
}

function Elsewhere({ words }: { readonly words: string }) {
  const { data: categories = [] } = useQuery(categoriesQuery)
  const { data: suggestions = [] } = useQuery(suggestionsQuery(words))
  const products = suggestions.filter(({ kind }) => kind === 'product')
  const links = [
    ...products.map(({ slug, label }) => ({ to: paths.product(slug), label })),
    ...categories.map(({ slug, name }) => ({ to: paths.category(slug), label: name })),
  ]

  return (
    <nav aria-label="Where else to look">
      <p className="font-semibold">Or look at</p>
      <ul className="flex flex-wrap gap-x-5">
        {links.map(({ to, label }) => (
          <li key={to}>
            <Link to={to} className="touch inline-flex items-center text-link underline">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
