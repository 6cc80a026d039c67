import { Link } from 'react-router'

export interface ViewTab {
  readonly id: string
  readonly label: string
  readonly to: string
}

interface ViewTabsProps {
  readonly label: string
  readonly tabs: readonly ViewTab[]
  readonly current: string
}

/** The views of a list, as links: each is an address that can be kept and sent. */
export function ViewTabs({ label, tabs, current }: ViewTabsProps) {
  return (
    <nav aria-label={label} className="view-tabs">
      <ul>
        {tabs.map(({ id, label: text, to }) => (
          <li key={id}>
            <Link
              to={to}
              replace
              preventScrollReset
              aria-current={id === current ? 'page' : undefined}
              className="view-tab"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
