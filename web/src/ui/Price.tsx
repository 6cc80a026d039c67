import type { Money } from '#platform/money.ts'
import { formatMoney, percentOff } from '#web/lib/format.ts'

interface PriceProps {
  readonly price: Money
  /** What it cost before; shown struck when it was more. */
  readonly was?: Money | null | undefined
  /** The lowest price of the last 30 days, which the law wants beside a reduction. */
  readonly lowest?: Money | null | undefined
  /** "from £12.00": the variants differ in price. */
  readonly from?: boolean
  readonly size?: 'md' | 'lg'
}

/** The star of the card: a big figure, what it was, and a paper tag when it was more. */
export function Price({ price, was, lowest, from = false, size = 'md' }: PriceProps) {
  const reduced = was && was.minor > price.minor

  return (
    <div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span
          className={`font-bold tracking-tight tabular-nums ${size === 'lg' ? 'text-3xl' : 'text-xl'}`}
        >
          {from && <span className="text-sm font-normal tracking-normal text-muted">from </span>}
          {formatMoney(price)}
        </span>
        {reduced && <Was was={was} />}
        {reduced && size === 'lg' && <PriceTag off={percentOff(price, was)} />}
      </p>
      {reduced && <Lowest lowest={lowest} />}
    </div>
  )
}

function Lowest({ lowest }: Pick<PriceProps, 'lowest'>) {
  if (!lowest) return null
  return <p className="text-sm text-muted">Lowest in 30 days: {formatMoney(lowest)}</p>
}

/** A price that was, struck; said aloud as such. */
export function Was({ was }: { readonly was: Money }) {
  return (
    <span className="text-muted tabular-nums">
      <span className="sr-only">was </span>
      <s>{formatMoney(was)}</s>
    </span>
  )
}

/** The paper tag on a reduction. It is the only thing in the shop that is orange. */
export function PriceTag({
  off,
  className = '',
}: {
  readonly off: number
  readonly className?: string
}) {
  if (off === 0) return null

  return (
    <span className={`price-tag ${className}`}>
      <span aria-hidden="true">−{off} %</span>
      <span className="sr-only">{off} per cent off</span>
    </span>
  )
}
