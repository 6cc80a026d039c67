import type { ReactNode } from 'react'

/** `good` done, `waiting` someone's turn, `attention` needs a person, `stopped` will not go on, `neutral` a fact. */
export type StatusTone = 'good' | 'waiting' | 'attention' | 'stopped' | 'neutral'

const COLOUR: Readonly<Record<StatusTone, string>> = {
  good: 'bg-success-soft text-success-soft-foreground',
  waiting: 'bg-accent-soft text-accent-soft-foreground',
  attention: 'bg-warning-soft text-warning-soft-foreground',
  stopped: 'bg-danger-soft text-danger-soft-foreground',
  neutral: 'bg-surface-secondary text-foreground',
}

/** Each tone has a shape of its own, so that none is told by colour alone. */
const SHAPE: Readonly<Record<StatusTone, ReactNode>> = {
  good: <path d="M2 7.5 5.5 11 12 3.5" fill="none" stroke="currentColor" strokeWidth="2.2" />,
  waiting: (
    <>
      <circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M7 1.6a5.4 5.4 0 0 1 0 10.8z" fill="currentColor" />
    </>
  ),
  attention: <path d="M7 1 13.4 12.5H.6z" fill="currentColor" />,
  stopped: <rect x="2" y="2" width="10" height="10" rx="1.5" fill="currentColor" />,
  neutral: <circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" strokeWidth="2" />,
}

interface StatusBadgeProps {
  readonly tone: StatusTone
  readonly children: ReactNode
}

/** A status as a word and a shape. */
export function StatusBadge({ tone, children }: StatusBadgeProps) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-sm px-2 py-0.5 text-sm font-semibold ${COLOUR[tone]}`}
    >
      <svg aria-hidden="true" viewBox="0 0 14 14" width="12" height="12">
        {SHAPE[tone]}
      </svg>
      {children}
    </span>
  )
}
