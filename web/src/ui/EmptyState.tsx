import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  /** What to do about it. */
  readonly hint: string
  readonly action?: ReactNode
}

/** Nothing is here, and that is not an error: says what would be, and what to do. */
export function EmptyState({ title, hint, action }: EmptyStateProps) {
  return (
    <section aria-label={title} className="flex flex-col items-start gap-3 py-10">
      <OpenBox />
      <h2 className="text-xl">{title}</h2>
      <p className="measure text-muted">{hint}</p>
      {action}
    </section>
  )
}

function OpenBox() {
  return (
    <svg aria-hidden="true" viewBox="0 0 72 56" width="72" height="56" className="text-edge">
      <path
        d="M12 22h48v30H12zM12 22 4 10h24l8 12M60 22l8-12H44l-8 12"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
    </svg>
  )
}
