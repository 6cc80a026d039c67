import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'

import { suggestionsQuery } from '#web/api/discovery.ts'
import { categoriesQuery } from '#web/api/shop.ts'
import { paths } from '#web/lib/paths.ts'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'

import { isNarrowed, withoutFilters } from './filters.ts'
import { useListAddress } from './use-list-address.ts'

/** Nothing fits: what to take off, what may have been meant, where else to look. */
export function NothingFound() {
  const [params, go] = useListAddress()
  const words = params.get('q')?.trim() ?? ''
  const narrowed = isNarrowed(params)
  if (words === '' && !narrowed) return <NothingYet />

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
            {narrowed && (
              <Button onClick={() => go(withoutFilters(params))}>Take the filters off</Button>
            )}
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

/** A shelf, or a shop, that has nothing on it whatever one asks for. */
function NothingYet() {
  const everywhere = useLocation().pathname === paths.search()

  return (
    <EmptyState
      title={everywhere ? 'Our shelves are being stocked' : 'There is nothing on this shelf yet'}
      hint="Have a look again soon."
      action={
        <LinkButton to={everywhere ? paths.home : paths.search()} tone="secondary">
          {everywhere ? 'Go to the front page' : 'See everything we have'}
        </LinkButton>
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
  if (links.length === 0) return null

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
