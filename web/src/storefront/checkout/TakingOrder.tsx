import { useEffect, useRef } from 'react'

/** While the shop is busy: the order is in line, and nothing has to be done. */
export function TakingOrder() {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])

  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="taking-order"
      className="mt-6 flex max-w-140 gap-4 rounded-lg border border-border bg-surface p-6"
    >
      <span
        aria-hidden="true"
        className="mt-1 size-6 shrink-0 animate-spin rounded-full border-2 border-accent border-t-transparent motion-reduce:animate-none"
      />
      <div>
        <h2 id="taking-order" className="text-xl">
          We are taking your order…
        </h2>
        <p role="status" className="mt-2">
          Many people are ordering at this moment. Yours is in line and keeps its place. Mostly it
          takes less than a minute, and this page goes on by itself.
        </p>
        <p className="mt-2 text-sm text-muted">
          Nothing is paid yet. You can reload the page; the order is not sent twice.
        </p>
      </div>
    </section>
  )
}
