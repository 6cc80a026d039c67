import type { ReactNode } from 'react'

interface PageFrameProps {
  readonly title: string
  readonly intro?: ReactNode
  /** The one primary action. */
  readonly action?: ReactNode
  readonly filters?: ReactNode
  readonly children: ReactNode
}

/** Every page of the admin, and the plain pages of the shop: title, one action, filters, content. */
export function PageFrame({ title, intro, action, filters, children }: PageFrameProps) {
  return (
    <div className="page py-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h1 tabIndex={-1} className="text-2xl md:text-3xl">
            {title}
          </h1>
          {intro !== undefined && <div className="measure mt-2 text-muted">{intro}</div>}
        </div>
        {action}
      </div>
      {filters !== undefined && <div className="mt-5">{filters}</div>}
      <div className="mt-6">{children}</div>
    </div>
  )
}
