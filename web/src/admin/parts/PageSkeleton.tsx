import { Loading, Skeleton } from '#web/ui/Skeletons.tsx'

/** A page that is on its way: its title, its filters, its rows. */
export function PageSkeleton() {
  return (
    <div className="page py-8">
      <Loading what="the page" />
      <Skeleton className="h-9 w-48" />
      <Skeleton className="mt-5 h-11 w-full max-w-120" />
      <div className="mt-6">
        <RowsSkeleton />
      </div>
    </div>
  )
}

export function RowsSkeleton({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className="divide-y divide-border">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex items-center gap-4 py-3">
          <Skeleton className="h-5 w-14" />
          <Skeleton className="h-5 flex-1" />
          <Skeleton className="h-5 w-20" />
        </div>
      ))}
    </div>
  )
}
