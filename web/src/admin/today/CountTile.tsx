import { Link } from 'react-router'

import { Skeleton } from '#web/ui/Skeletons.tsx'

export interface Count {
  readonly label: string
  /** What is said when there are none. */
  readonly none: string
  /** What the API is asked. */
  readonly search: string
  /** The list it counts. */
  readonly to: string
  /** Something waits for a person. */
  readonly urgent: boolean
}

interface CountTileProps {
  readonly count: Count
  readonly number: string | undefined
  readonly failed: boolean
}

/** A number that is worth knowing today, and the way to what it counts. */
export function CountTile({ count, number, failed }: CountTileProps) {
  const none = number === '0'

  return (
    <li className={count.urgent && number !== undefined && !none ? 'tile tile-urgent' : 'tile'}>
      <Link to={count.to} className="tile-link">
        {count.label}
      </Link>
      {number === undefined ? (
        <Waiting failed={failed} />
      ) : (
        <p className={none ? 'tile-number text-muted' : 'tile-number'}>{number}</p>
      )}
      {none && <p className="text-sm text-muted">{count.none}</p>}
    </li>
  )
}

function Waiting({ failed }: { readonly failed: boolean }) {
  return failed ? (
    <p className="mt-2 text-sm text-muted">Could not be counted just now.</p>
  ) : (
    <Skeleton className="mt-2 h-9 w-12" />
  )
}
