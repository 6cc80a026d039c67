import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

interface NoticeProps {
  readonly tone?: 'info' | 'attention'
  readonly children: ReactNode
  /** `alert` is read out at once; leave it out for what was there from the start. */
  readonly role?: 'alert'
}

/** A remark in the flow of the page: something changed, or is worth knowing. */
export function Notice({ tone = 'info', role, children }: NoticeProps) {
  const Icon = tone === 'attention' ? TriangleAlert : Info
  const colour =
    tone === 'attention'
      ? 'bg-warning-soft text-warning-soft-foreground'
      : 'bg-accent-soft text-accent-soft-foreground'

  return (
    <div role={role} className={`flex gap-3 rounded-lg px-4 py-3 ${colour}`}>
      <Icon aria-hidden="true" size={20} className="mt-0.5 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
