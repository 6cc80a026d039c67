import type { ReactNode } from 'react'

import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Loading } from '#web/ui/Skeletons.tsx'

import { RowsSkeleton } from './PageSkeleton.tsx'
import { inWords } from './problem-words.ts'

interface ListStateProps {
  readonly list: {
    readonly data: unknown
    readonly error: Error | null
    readonly isPlaceholderData: boolean
    readonly refetch: () => Promise<unknown>
  }
  /** "the orders" */
  readonly what: string
  readonly children: ReactNode
}

/** A list while it loads, when it failed, and when it is there; the last list stays, faded, while the next one comes. */
export function ListState({ list, what, children }: ListStateProps) {
  const { data, error, isPlaceholderData, refetch } = list

  if (data === undefined && error) {
    return (
      <ErrorState
        title={`We could not fetch ${what}`}
        hint={inWords(error)}
        onRetry={() => void refetch()}
      />
    )
  }
  if (data === undefined) {
    return (
      <>
        <Loading what={what} />
        <RowsSkeleton />
      </>
    )
  }
  return (
    <div aria-busy={isPlaceholderData} className={isPlaceholderData ? 'opacity-60' : ''}>
      {children}
    </div>
  )
}
