import type { ReactNode } from 'react'

import { Button } from './Button.tsx'

interface ErrorStateProps {
  /** What happened. */
  readonly title: string
  /** What was kept, and what to do next. */
  readonly hint: string
  readonly onRetry?: () => void
  readonly retryLabel?: string
  readonly action?: ReactNode
}

/** Something failed: what happened, what we kept, what to do next. */
export function ErrorState({
  title,
  hint,
  onRetry,
  retryLabel = 'Try again',
  action,
}: ErrorStateProps) {
  return (
    <section
      role="alert"
      className="my-6 flex flex-col items-start gap-3 rounded-lg border border-danger bg-danger-soft p-5"
    >
      <h2 className="text-xl">{title}</h2>
      <p className="measure">{hint}</p>
      <div className="flex flex-wrap gap-3">
        {onRetry && (
          <Button tone="secondary" onClick={onRetry}>
            {retryLabel}
          </Button>
        )}
        {action}
      </div>
    </section>
  )
}
