/** A block where something is about to be; `className` gives it the size of what comes. */
export function Skeleton({ className }: { readonly className: string }) {
  return <span aria-hidden="true" className={`skeleton-block block ${className}`} />
}

/** Says once, to those who listen, that something is loading; the blocks around it are silent. */
export function Loading({ what }: { readonly what: string }) {
  return <output className="sr-only">Loading {what}</output>
}

export function ProductCardSkeleton() {
  return (
    <div className="flex flex-col gap-2">
      <Skeleton className="aspect-4/5 w-full rounded-lg" />
      <Skeleton className="mt-1 h-5 w-4/5" />
      <Skeleton className="h-7 w-24" />
    </div>
  )
}

export function ProductGridSkeleton({ cards = 8 }: { readonly cards?: number }) {
  return (
    <div className="product-grid">
      {Array.from({ length: cards }, (_, card) => (
        <ProductCardSkeleton key={card} />
      ))}
    </div>
  )
}

/** Rows with a picture, two lines and a price: a basket, an order. */
export function LinesSkeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div className="divide-y divide-border">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="flex gap-4 py-4">
          <Skeleton className="aspect-4/5 w-20 shrink-0 rounded-lg" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-5 w-3/5" />
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="mt-auto h-6 w-20" />
          </div>
        </div>
      ))}
    </div>
  )
}

export function TextSkeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div className="flex flex-col gap-2">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={`h-4 ${line === lines - 1 ? 'w-3/5' : 'w-full'}`} />
      ))}
    </div>
  )
}
