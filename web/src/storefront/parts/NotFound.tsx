import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { categoriesQuery } from '#web/api/shop.ts'
import { paths } from '#web/lib/paths.ts'
import { LinkButton } from '#web/ui/Button.tsx'

import { PageHead } from './PageHead.tsx'

/** There is nothing at this address, or not any more: says so, and where to look instead. */
export function NotFound() {
  const { data: categories = [] } = useQuery(categoriesQuery)

  return (
    <div className="page py-12">
      <PageHead title="Not found" />
      <h1 tabIndex={-1} className="text-3xl">
        This shelf is empty
      </h1>
      <p className="measure mt-3 text-lg text-muted">
        There is nothing at this address. It may have sold out for good, or the link may be a letter
        short. Your basket is kept.
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        <LinkButton to={paths.search()}>See everything we have</LinkButton>
        <LinkButton to={paths.home} tone="secondary">
          Go to the front page
        </LinkButton>
      </div>
      {categories.length > 0 && (
        <nav aria-label="Categories to look in" className="mt-10">
          <h2 className="text-xl">Or look in</h2>
          <ul className="mt-2 flex flex-wrap gap-x-6">
            {categories.map(({ slug, name }) => (
              <li key={slug}>
                <Link
                  to={paths.category(slug)}
                  className="text-link touch inline-flex items-center underline"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  )
}
