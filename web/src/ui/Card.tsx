import type { ReactNode } from 'react'

/** A surface with a hairline around it. */
export function Card({
  children,
  className = '',
}: {
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    <div className={`rounded-lg border border-border bg-surface p-5 ${className}`}>{children}</div>
  )
}
