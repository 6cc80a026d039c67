import { Link } from 'react-router'

import { paths } from '#web/lib/paths.ts'

interface Step {
  readonly label: string
  readonly to?: string
}

/** The way here from the front page; the last step is the page itself. */
export function Breadcrumbs({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <nav aria-label="Breadcrumb" className="text-sm">
      <ol className="flex flex-wrap items-center gap-x-2">
        {[{ label: 'Front page', to: paths.home }, ...steps].map(({ label, to }) => (
          <li key={label} className={`breadcrumb ${to === undefined ? 'max-sm:hidden' : ''}`}>
            {to === undefined ? (
              <span aria-current="page" className="text-muted">
                {label}
              </span>
            ) : (
              <Link to={to} className="inline-flex min-h-11 items-center text-link hover:underline">
                {label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
